/* ktg-discard-dialog.h - a draft is deleted only when that is said twice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_discard_dialog_ask (GtkWidget *page, gboolean amends, GCallback answered);

G_END_DECLS
