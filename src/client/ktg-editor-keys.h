/* ktg-editor-keys.h - what keys do while a report is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_editor_keys_attach (GtkWidget *page);

G_END_DECLS
