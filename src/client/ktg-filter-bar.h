/* ktg-filter-bar.h - the chips that choose which reports are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-report-filter.h>

G_BEGIN_DECLS

#define KTG_TYPE_FILTER_BAR (ktg_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KtgFilterBar, ktg_filter_bar, KTG, FILTER_BAR, AdwBin)

KtgReportFilter ktg_filter_bar_get_filter (KtgFilterBar *self);
void            ktg_filter_bar_set_filter (KtgFilterBar *self, KtgReportFilter filter);
void ktg_filter_bar_set_counts (KtgFilterBar *self, const guint counts[KTG_N_REPORT_FILTERS]);

G_END_DECLS
