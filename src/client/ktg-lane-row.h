/* ktg-lane-row.h - how much of one class of what waits has gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-queue-lanes.h>

G_BEGIN_DECLS

#define KTG_TYPE_LANE_ROW (ktg_lane_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgLaneRow, ktg_lane_row, KTG, LANE_ROW, AdwBin)

void ktg_lane_row_show (KtgLaneRow *self, const KtgQueueLane *lane);

G_END_DECLS
