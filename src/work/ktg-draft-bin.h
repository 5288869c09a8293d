/* ktg-draft-bin.h - the draft that was deleted last, and can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store.h>

G_BEGIN_DECLS

#define KTG_TYPE_DRAFT_BIN (ktg_draft_bin_get_type ())
G_DECLARE_FINAL_TYPE (KtgDraftBin, ktg_draft_bin, KTG, DRAFT_BIN, GObject)

KtgDraftBin *ktg_draft_bin_new (KtgStore *store);
void         ktg_draft_bin_put (KtgDraftBin *self, const char *id);
void         ktg_draft_bin_take_back (KtgDraftBin *self);
void         ktg_draft_bin_empty (KtgDraftBin *self);
const char  *ktg_draft_bin_get_id (KtgDraftBin *self);
gboolean     ktg_draft_bin_amends (KtgDraftBin *self, const char *report_id);
gboolean     ktg_draft_bin_has_others (KtgDraftBin *self);

G_END_DECLS
