/* ktg-like-box.h - a new report may begin like the one before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_LIKE_BOX (ktg_like_box_get_type ())
G_DECLARE_FINAL_TYPE (KtgLikeBox, ktg_like_box, KTG, LIKE_BOX, GtkWidget)

void ktg_like_box_offer (KtgLikeBox *self);
void ktg_like_box_say (KtgLikeBox *self, const char *from, const char *names);

G_END_DECLS
