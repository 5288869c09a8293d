/* ktg-data-bar.h - what of a day's data is spent, by what it was spent on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-sending.h>

G_BEGIN_DECLS

#define KTG_TYPE_DATA_BAR (ktg_data_bar_get_type ())
G_DECLARE_FINAL_TYPE (KtgDataBar, ktg_data_bar, KTG, DATA_BAR, GtkWidget)

void ktg_data_bar_show (KtgDataBar     *self,
                        const KtgSpent *spent,
                        guint64         whole_bytes,
                        const char     *name,
                        const char     *value);

G_END_DECLS
