/* ktg-cover-page.h - a copy of a photo for others, without what nobody shall see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_COVER_PAGE (ktg_cover_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgCoverPage, ktg_cover_page, KTG, COVER_PAGE, AdwBin)

KtgCoverPage *
ktg_cover_page_new (KtgSession *session, const char *number, guint i, const KtgEvidence *evidence);
gboolean ktg_cover_page_is_of (KtgCoverPage *self, const KtgEvidence *evidence);
void     ktg_cover_page_save_to (KtgCoverPage *self, GFile *destination);

G_END_DECLS
