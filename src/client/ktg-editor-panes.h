/* ktg-editor-panes.h - the evidence beside the form where there is room, else above it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_EDITOR_PANES (ktg_editor_panes_get_type ())
G_DECLARE_FINAL_TYPE (KtgEditorPanes, ktg_editor_panes, KTG, EDITOR_PANES, GtkWidget)

G_END_DECLS
