/* ktg-simulated-device.h - the real planner over a simulated store, on a simulated link
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-planner.h>

#include "ktg-simulated-link.h"
#include "ktg-simulated-server.h"
#include "ktg-simulated-store.h"

G_BEGIN_DECLS

#define KTG_SIMULATED_RELAY 90       /* its number at the centre */
#define KTG_SIMULATED_REGION "34.71" /* of a relay, and of those behind it */
#define KTG_SIMULATED_CONNECT_TIMEOUT_US (20 * G_USEC_PER_SEC)

/* What a device is put into. */
typedef struct
{
  GRand              *chance;
  guint32             seed;
  KtgSimulatedServer *server;
  gint64              heals_us, ends_us;
  double              fault_share; /* at most so many requests go wrong by more than the link */
  gboolean            is_full; /* FALSE: as the first simulation was, which kept seeds may need */
  KtgRule             left_out;
  gboolean            has_lives; /* the server is put back, or started, now and then */
} KtgSimulatedPlace;

typedef struct
{
  guint               number;
  GRand              *chance;
  KtgSimulatedServer *server;
  KtgSimulatedLink   *link;
  KtgSimulatedStore  *store;
  KtgPlanner         *planner;
  guint               n_lanes; /* so many uploads at once; they end in any order */
  GPtrArray  *under_way;       /* (element-type KtgStep): all of them but the one that is played */
  gint64      now_us;
  gint64      waits_since_us; /* nothing happened from then to now_us */
  gint64      heals_us;
  gint64      purges_us; /* the next time */
  gboolean    is_full;
  gboolean    is_office; /* it sees its region's list, too, not only what is said of its own */
  const char *region;
  KtgChain   *chain;   /* of the links that it heard; or NULL */
  guint       known;   /* so often the server's lists had changed when all of them were known */
  gboolean    is_warm; /* a connection is open */
  double      fault_share;
  guint       n_steps, n_interruptions;
  guint64     sent_bytes,
      spent_bytes; /* all that went up; the part that is not the first of each byte */
  guint64 trace;   /* a hash over every step and its time */
} KtgSimulatedDevice;

KtgSimulatedDevice *ktg_simulated_device_new (const KtgSimulatedPlace *place, guint number);
/* What @relay, a server, is to the centre; it never ends before it. */
KtgSimulatedDevice *ktg_simulated_device_new_of_relay (const KtgSimulatedPlace *place,
                                                       KtgSimulatedServer      *relay);
/* Between its making and its first step: it exchanges with @relay. */
void ktg_simulated_device_go_behind (KtgSimulatedDevice *self, KtgSimulatedServer *relay);
/* Before its first step: it knows who is who, as its server does. */
void ktg_simulated_device_read_chain (KtgSimulatedDevice *self);
/* It wrote this event, or was told it. */
void ktg_simulated_device_hear (KtgSimulatedDevice *self, guint64 number);
void ktg_simulated_device_free (KtgSimulatedDevice *self);

/* One step of the engine, or one wait; time goes on. */
void     ktg_simulated_device_step (KtgSimulatedDevice *self);
gboolean ktg_simulated_device_is_level (KtgSimulatedDevice *self);
/* Whether the server has an event of this device that names it, whoever brought that, or one that
 * this relay carried. */
gboolean ktg_simulated_device_is_file_known (KtgSimulatedDevice     *self,
                                             const KtgSimulatedFile *file,
                                             KtgServerFile          *held);
/* The server holds this file for it, in the life that it knows. */
void ktg_simulated_device_take_file (KtgSimulatedDevice  *self,
                                     KtgSimulatedFile    *file,
                                     const KtgServerFile *held);
/* What each list that it may see has behind the marks of @claim, as it is by @until_us.
 *
 * Returns: (element-type KtgScopeNews) */
GPtrArray *ktg_simulated_device_read_lists (KtgSimulatedDevice *self,
                                            const KtgOwed      *claim,
                                            gint64              until_us,
                                            gboolean           *asks,
                                            gboolean           *has_more);
/* Devices are simulated one step at a time: what was brought to a relay while it waited ends its
 * wait at that moment, though it was thought to be longer. */
void ktg_simulated_device_look_at_brought (KtgSimulatedDevice *self);
/* Its power goes and it starts again: the planner's memory is gone, and what was not flushed. */
void ktg_simulated_device_crash (KtgSimulatedDevice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedDevice, ktg_simulated_device_free)

G_END_DECLS
