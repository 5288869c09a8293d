/* ktg-draft-toast.h - for a while a draft that was deleted can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-draft-bin.h>

G_BEGIN_DECLS

void ktg_draft_toast_offer (AdwToastOverlay *overlay,
                            KtgDraftBin     *bin,
                            const char      *id,
                            GCallback        undone,
                            GObject         *self);

G_END_DECLS
