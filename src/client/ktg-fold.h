/* ktg-fold.h - a titled part of a page that can be folded away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FOLD (ktg_fold_get_type ())
G_DECLARE_FINAL_TYPE (KtgFold, ktg_fold, KTG, FOLD, GtkWidget)

const char *ktg_fold_get_title (KtgFold *self);
void        ktg_fold_set_done (KtgFold *self, gboolean is_done);
void        ktg_fold_set_asking (KtgFold *self, gboolean is_asking);
void        ktg_fold_set_missing (KtgFold *self, const char *missing);
void        ktg_fold_set_summary (KtgFold *self, const char *summary);
void        ktg_fold_set_open (KtgFold *self, gboolean is_open);
void        ktg_fold_reveal (KtgFold *self);
void        ktg_fold_enter (KtgFold *self);
void        ktg_fold_reveal_inside (KtgFold *self, GtkWidget *inside);
void        ktg_fold_bring_up (KtgFold *self, GtkWidget *inside);

G_END_DECLS
