/* exchange.pml - filing, sending, receipt and purge, with loss, repeats and crashes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two devices with two reports each (one event and one file a report) and one server. What is written is volatile until
 * it is synced; a crash keeps what is durable and forgets the rest. The link loses and repeats.
 *
 * Claimed of every state: nothing that was called filed is lost, nothing is doubled, nothing is called delivered or
 * complete that the server does not durably hold, and no original goes before that. When crashes and losses are used
 * up, everything becomes complete: a state where nobody can move and something is missing is an invalid end.
 *
 * Each macro NO_… or …_BEFORE_… removes one rule; the checker must then find an error (test-spin.py).
 */

#ifndef CRASHES
#define CRASHES 2
#endif
#ifndef LOSSES
#define LOSSES 2
#endif

#define ALL 4 /* reports 0 and 1 are of one device, 2 and 3 of the other */

mtype = { absent, written, durable };

mtype original[ALL]; /* the file on its device */
bool event[ALL];     /* committed: durable, or it did not happen */
bool filed[ALL];     /* the officer was told */
bool delivered[ALL]; /* receipt of the event committed */
bool complete[ALL];  /* receipt of the file committed */

bool event_up[ALL], event_down[ALL], file_up[ALL], file_down[ALL]; /* under way; what is repeated simply stays */

byte events_held[ALL]; /* the server's rows; more than one is a double */
mtype held[ALL];       /* the file on the server */

byte crashes = CRASHES;
byte losses = LOSSES;

inline check (r) {
  assert (!filed[r] || event[r]);
  assert (!filed[r] || original[r] == durable || complete[r]);
  assert (events_held[r] <= 1);
  assert (!delivered[r] || events_held[r] == 1);
  assert (!complete[r] || held[r] == durable)
}

inline forget (file) {
  if
  :: file == written -> file = absent
  :: else
  fi
}

#ifndef NO_DEVICE_FSYNC
#define SYNC_ORIGINAL(r) :: atomic { original[r] == written -> original[r] = durable }
#define READY(r) (original[r] == durable)
#else
#define SYNC_ORIGINAL(r)
#define READY(r) (original[r] != absent)
#endif

#ifndef FILED_BEFORE_COMMIT
#define FILE_REPORT(r) :: atomic { !event[r] && READY (r) -> event[r] = true; filed[r] = true; check (r) }
#else
#define FILE_REPORT(r) \
  :: atomic { !filed[r] && READY (r) -> filed[r] = true; check (r) } \
  :: atomic { filed[r] && !event[r] -> event[r] = true }
#endif

#ifndef PURGE_BEFORE_RECEIPT
#define PURGE(r) :: atomic { complete[r] && original[r] == durable -> original[r] = absent; check (r) }
#else
#define PURGE(r) :: atomic { delivered[r] && original[r] == durable -> original[r] = absent; check (r) }
#endif

/* What has no receipt is owed, however often it was sent. */
#define DEVICE_STEPS(r) \
  :: atomic { !event[r] && original[r] == absent -> original[r] = written } \
  SYNC_ORIGINAL (r) \
  FILE_REPORT (r) \
  :: atomic { event[r] && !delivered[r] && !event_up[r] && !event_down[r] -> event_up[r] = true } \
  :: atomic { delivered[r] && !complete[r] && !file_up[r] && !file_down[r] -> file_up[r] = true } \
  :: atomic { event_down[r] -> delivered[r] = true; event_down[r] = false; check (r) } \
  :: atomic { file_down[r] -> complete[r] = true; file_down[r] = false; check (r) } \
  PURGE (r)

#define LEVEL(r) (complete[r] && original[r] == absent && !event_down[r] && !file_down[r])

proctype device (byte a; byte b) {
  do
  DEVICE_STEPS (a)
  DEVICE_STEPS (b)
  :: atomic {
       crashes > 0 && (original[a] == written || original[b] == written) ->
       crashes--;
       forget (original[a]);
       forget (original[b]);
       check (a);
       check (b)
     }
  :: LEVEL (a) && LEVEL (b) -> break
  od
}

#ifndef NO_IDEMPOTENCY
#define TAKE_EVENT(r) events_held[r] = 1
#else
#define TAKE_EVENT(r) events_held[r]++
#endif

#ifndef NO_SERVER_FSYNC
#define HELD(r) (held[r] == durable)
#else
#define HELD(r) (held[r] != absent)
#endif

#define SERVER_STEPS(r) \
  :: atomic { event_up[r] -> event_up[r] = false; TAKE_EVENT (r); event_down[r] = true; check (r) } \
  :: atomic { file_up[r] && held[r] == absent -> held[r] = written } \
  :: atomic { held[r] == written -> held[r] = durable } \
  :: atomic { file_up[r] && HELD (r) -> file_up[r] = false; file_down[r] = true }

active proctype server () {
end:
  do
  SERVER_STEPS (0)
  SERVER_STEPS (1)
  SERVER_STEPS (2)
  SERVER_STEPS (3)
  :: atomic {
       crashes > 0 && (held[0] == written || held[1] == written || held[2] == written || held[3] == written) ->
       crashes--;
       forget (held[0]);
       forget (held[1]);
       forget (held[2]);
       forget (held[3]);
       check (0);
       check (1);
       check (2);
       check (3)
     }
  od
}

/* Loses a message, or brings once more one that had arrived. */
#define LINK_STEPS(r) \
  :: atomic { losses > 0 && event_up[r] -> losses--; event_up[r] = false } \
  :: atomic { losses > 0 && event_down[r] -> losses--; event_down[r] = false } \
  :: atomic { losses > 0 && file_up[r] -> losses--; file_up[r] = false } \
  :: atomic { losses > 0 && file_down[r] -> losses--; file_down[r] = false } \
  :: atomic { losses > 0 && events_held[r] > 0 && !event_up[r] -> losses--; event_up[r] = true } \
  :: atomic { losses > 0 && held[r] == durable && !file_up[r] -> losses--; file_up[r] = true }

active proctype link () {
end:
  do
  LINK_STEPS (0)
  LINK_STEPS (1)
  LINK_STEPS (2)
  LINK_STEPS (3)
  od
}

init {
  atomic {
    original[0] = absent; original[1] = absent; original[2] = absent; original[3] = absent;
    held[0] = absent; held[1] = absent; held[2] = absent; held[3] = absent;
    run device (0, 1);
    run device (2, 3)
  }
}
