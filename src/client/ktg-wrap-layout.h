/* ktg-wrap-layout.h - small things beside each other, in as many lines as they need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_WRAP_LAYOUT (ktg_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (KtgWrapLayout, ktg_wrap_layout, KTG, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
