/* naive-chain.h - chains as chance makes them, and what they say by the bare rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>

#define NAIVE_N_KEYS 12 /* the first is the root's */
#define NAIVE_N_SAID 30
#define NAIVE_N_EVENTS 7 /* each key's are numbered up to here */

typedef struct
{
  char         id[8];
  KtgEventKind kind;
  guint        author;
  guint        target;
  guint        seq;
  guint        after;
  const char  *role; /* of a server: what it may give */
  const char  *region;
  gboolean     is_relay;
  const char  *last_id;
} NaiveSaid;

typedef struct
{
  const NaiveSaid *by; /* the admission that counts; NULL: unknown */
  gboolean         is_late;
  const NaiveSaid *last[NAIVE_N_SAID]; /* revocations that let this event stand last, if it is the
                                          one that they name */
  guint n_last;
} NaiveVerdict;

typedef struct
{
  NaiveSaid    said[NAIVE_N_SAID];
  NaiveVerdict verdicts[NAIVE_N_KEYS][NAIVE_N_EVENTS + 1];
} NaiveChain;

const char *naive_key (guint key);
void        naive_chain_make (NaiveChain *chain); /* by chance */
void        naive_chain_work_out (NaiveChain *chain);
KtgEvent   *naive_said_new_event (const NaiveSaid *said);
