/* ktg-recap-range.h - from which day to which, as somebody says it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-moment.h>
#include <ktg-period.h>

G_BEGIN_DECLS

#define KTG_TYPE_RECAP_RANGE (ktg_recap_range_get_type ())
G_DECLARE_FINAL_TYPE (KtgRecapRange, ktg_recap_range, KTG, RECAP_RANGE, GtkPopover)

void ktg_recap_range_set_now (KtgRecapRange *self, const KtgMoment *now, const char *today);
const KtgPeriod *ktg_recap_range_get_period (KtgRecapRange *self);

G_END_DECLS
