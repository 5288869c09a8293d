/* ktg-simulated-world.h - devices, a server and a bad month, all from one number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-simulated-device.h"

G_BEGIN_DECLS

typedef struct
{
  guint32  seed;
  guint    n_days;      /* until the links heal; 0: drawn, 1 to 30 */
  double   fault_share; /* at most so many requests go wrong by more than the link */
  gboolean has_crashes; /* of devices, between any two steps */
  gboolean is_full;     /* FALSE: as the first simulation was, which kept seeds may need */
  KtgRule  left_out;
  guint    n_put_backs; /* so often the server is put back, before the links heal */
  guint    n_starts;    /* so often it is started anew, and loses nothing */
  guint    n_devices;   /* 0: drawn */
  gboolean has_roles;   /* who is who changes; the first device is the office of the centre */
  gboolean has_relay;   /* some devices exchange with a relay, and that with the centre */
} KtgSimulatedMonth;

typedef struct
{
  guint64 n_steps, n_interruptions, n_crashes, n_contacts;
  guint64 n_events, n_files, n_parked, n_news;
  guint64 sent_bytes, once_bytes;
  guint64 n_passed_by; /* texts a contact passed by that nobody noticed, and that was too short to
                          find */
  guint64 n_put_backs, n_starts;
  guint64 n_letters;
  guint64 n_judged[KTG_TRUST_EXPIRED]; /* events of devices, by KtgTrust */
  gint64  longest_us;     /* from the first moment a text could be carried until it was safe */
  gint64  least_slack_us; /* between the last arrival and the latest moment that is no starving */
} KtgSimulatedTally;

typedef struct
{
  GRand              *chance;
  KtgSimulatedServer *server;
  KtgSimulatedServer *relay;   /* or NULL */
  GPtrArray          *devices; /* (element-type KtgSimulatedDevice) what a relay is to the centre is
                                  the last of them */
  KtgSimulatedServer *chosen;  /* the one that is put back next */
  KtgSimulatedMonth   month;
  KtgSimulatedRoles  *roles; /* or NULL */
  GRand              *put_back_chance;
  gint64              put_back_us; /* the next time */
  gint64              backed_up_us;
  gint64              start_us;
} KtgSimulatedWorld;

/* What most weeks are like. */
KtgSimulatedMonth ktg_simulated_month (guint32 seed);

KtgSimulatedWorld *ktg_simulated_world_new (const KtgSimulatedMonth *month);
void               ktg_simulated_world_free (KtgSimulatedWorld *self);

/* What a relay is to the centre. */
KtgSimulatedDevice *ktg_simulated_world_get_last (KtgSimulatedWorld *self);
/* Until every device is level. */
void ktg_simulated_world_run (KtgSimulatedWorld *self, KtgSimulatedTally *tally);
/* Asserts all that must be so then. */
void    ktg_simulated_world_check (KtgSimulatedWorld *self, KtgSimulatedTally *tally);
guint64 ktg_simulated_world_get_trace (KtgSimulatedWorld *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedWorld, ktg_simulated_world_free)

G_END_DECLS
