/* ktg-table-view.h - a table on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-table.h>

G_BEGIN_DECLS

void ktg_table_view_show (GtkColumnView *view, const KtgTable *table);

G_END_DECLS
