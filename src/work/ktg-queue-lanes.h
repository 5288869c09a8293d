/* ktg-queue-lanes.h - how much of what waits has gone, in the order things go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-owed.h>
#include <ktg-summary.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_QUEUE_LANE_TEXTS,
  KTG_QUEUE_LANE_PREVIEWS,
  KTG_QUEUE_LANE_ORIGINALS,
  KTG_N_QUEUE_LANES
} KtgQueueLaneKind;

typedef struct
{
  guint   done, total; /* 0 of 0: nothing is left to be sent */
  double  part;        /* of it that is done, from 0 to 1 */
  guint64 bytes_left;  /* of originals; 0: not known, or none */
} KtgQueueLane;

void  ktg_queue_lanes_count (KtgQueueLane           lanes[KTG_N_QUEUE_LANES],
                             const GPtrArray       *waiting,
                             const KtgOwed         *owed,
                             const KtgSyncProgress *progress);
char *ktg_queue_lanes_dup_value (const KtgQueueLane *lane);

G_END_DECLS
