/* ktg-lane.h - one of a round's connections, and what is under way on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-planner.h>
#include <ktg-transport.h>

G_BEGIN_DECLS

typedef struct _KtgLane KtgLane;

/* Bytes of the file under way have arrived at the next hop, or have only left. */
typedef void (*KtgLaneMoved) (KtgLane *self, guint64 n_arrived, gpointer user_data);

struct _KtgLane
{
  KtgTransport *transport;
  KtgStep      *step;        /* under way, or NULL */
  GCancellable *cancellable; /* of it */
  guint64       n_moved;     /* of its file, into this computer's buffers */
  guint64       n_arrived;   /* of it, at the next hop */
  KtgLaneMoved  moved;
  gpointer      moved_data;
};

KtgLane *ktg_lane_new (KtgTransport *transport, KtgLaneMoved moved, gpointer moved_data);
void     ktg_lane_free (KtgLane *self);

void     ktg_lane_begin (KtgLane *self, KtgStep *step);
KtgStep *ktg_lane_end (KtgLane *self);
void     ktg_lane_stop (KtgLane *self);
guint64  ktg_lane_get_n_left (const KtgLane *self);
gboolean ktg_lane_is_sending (const KtgLane *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgLane, ktg_lane_free)

G_END_DECLS
