/* ktg-long-label.h - words of a label, also where they are very many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean ktg_long_label_say (GtkLabel *label, const char *words);

G_END_DECLS
