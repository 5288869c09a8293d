/* ktg-share-bar.h - what a whole is made of, in one bar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_SHARE_BAR (ktg_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (KtgShareBar, ktg_share_bar, KTG, SHARE_BAR, GtkWidget)

#define KTG_N_SHARES 4

void ktg_share_bar_show (KtgShareBar *self, const guint *shares, const char *spoken);

G_END_DECLS
