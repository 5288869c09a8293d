/* ktg-addition-dialog.h - a file is added to a report only when that is said twice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_addition_dialog_ask (GtkWidget *page, GListModel *files, GCallback answered);

/* What was asked about, in the callback of the answer. */
GPtrArray *ktg_addition_dialog_ref_offered (GtkWidget *dialog);

G_END_DECLS
