/* ktg-simulated-device.h - the real planner over a simulated store, on a simulated link
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-planner.h>

#include "ktg-simulated-link.h"
#include "ktg-simulated-server.h"

G_BEGIN_DECLS

typedef struct
{
  char    *id;
  gsize    size_bytes;
  gint64   filed_us; /* from then on it is owed */
  gboolean is_received;
  gint64   received_us;
} KtgSimulatedEvent;

typedef struct
{
  char    *sha256;
  guint    event; /* index of the one that names it */
  guint64  size_bytes;
  gboolean is_preview;
  gboolean is_poison;
  gboolean is_received;
  gboolean is_parked;
} KtgSimulatedFile;

typedef struct
{
  GRand              *chance;
  KtgSimulatedServer *server;
  KtgSimulatedLink   *link;
  KtgPlanner         *planner;
  GArray             *events; /* (element-type KtgSimulatedEvent) by filed_us */
  GArray             *files;  /* (element-type KtgSimulatedFile) */
  gint64              now_us;
  gint64              heals_us;
  gboolean            is_warm; /* a connection is open */
  double              fault_share;
  guint               n_steps, n_interruptions;
  guint64             sent_bytes,
      spent_bytes; /* all that went up; the part that is not the first of each byte */
  guint64 trace;   /* a hash over every step and its time */
} KtgSimulatedDevice;

KtgSimulatedDevice *ktg_simulated_device_new (guint               number,
                                              GRand              *chance,
                                              KtgSimulatedServer *server,
                                              gint64              heals_us,
                                              gint64              ends_us);
void                ktg_simulated_device_free (KtgSimulatedDevice *self);

/* One step of the engine, or one wait; time goes on. */
void     ktg_simulated_device_step (KtgSimulatedDevice *self);
gboolean ktg_simulated_device_is_level (KtgSimulatedDevice *self);
/* Texts that waited at the beginning of @contact, could all have gone in it, and are not there. */
guint ktg_simulated_device_count_late (KtgSimulatedDevice *self, const KtgContact *contact);
/* Its process is killed and starts again: the planner's memory is gone. */
void ktg_simulated_device_crash (KtgSimulatedDevice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedDevice, ktg_simulated_device_free)

G_END_DECLS
