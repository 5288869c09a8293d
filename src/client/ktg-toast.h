/* ktg-toast.h - a sentence that stands at the foot of a window for a while
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *ktg_toast_new (const char *sentence);
void      ktg_toast_say (AdwToastOverlay *overlay, const char *sentence);
gboolean  ktg_toast_unsay (AdwToastOverlay *overlay, const char *sentence);

G_END_DECLS
