/* ktg-errands.h - what the app is asked for from outside, until its window is free for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-window.h"

G_BEGIN_DECLS

#define KTG_TYPE_ERRANDS (ktg_errands_get_type ())
G_DECLARE_FINAL_TYPE (KtgErrands, ktg_errands, KTG, ERRANDS, GObject)

KtgErrands *ktg_errands_new (void);
void        ktg_errands_use (KtgErrands *self, KtgWindow *window);
void        ktg_errands_add (KtgErrands *self, const char *action, GVariant *target);
void        ktg_errands_open (KtgErrands *self, GFile **files, guint n_files);

G_END_DECLS
