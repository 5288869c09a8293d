/* ktg-sync-strip.h - the sync engine's one sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_SYNC_STRIP (ktg_sync_strip_get_type ())
G_DECLARE_FINAL_TYPE (KtgSyncStrip, ktg_sync_strip, KTG, SYNC_STRIP, AdwBin)

void ktg_sync_strip_show (KtgSyncStrip *self, KtgSession *session);
void ktg_sync_strip_show_progress (KtgSyncStrip          *self,
                                   const KtgSyncProgress *progress,
                                   const KtgMoment       *now);

G_END_DECLS
