/* ktg-freeing.h - what a profile takes of the disk, and what of it can be given back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"
#include "ktg-storage.h"

G_BEGIN_DECLS

KtgStorage *ktg_freeing_count (KtgProfile *profile, gint64 now_us, GError **error);
gboolean    ktg_freeing_run (KtgProfile *profile, gint64 now_us, GError **error);

G_END_DECLS
