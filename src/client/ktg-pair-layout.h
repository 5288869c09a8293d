/* ktg-pair-layout.h - two things side by side where they fit, else one under the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_PAIR_LAYOUT (ktg_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (KtgPairLayout, ktg_pair_layout, KTG, PAIR_LAYOUT, GtkLayoutManager)

G_END_DECLS
