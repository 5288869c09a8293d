/* ktg-timeline-row.h - one step of a report's way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-timeline.h>

G_BEGIN_DECLS

#define KTG_TYPE_TIMELINE_ROW (ktg_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgTimelineRow, ktg_timeline_row, KTG, TIMELINE_ROW, AdwBin)

GtkWidget *ktg_timeline_row_new (const KtgTimelineStep *step, guint i, guint n_steps);

G_END_DECLS
