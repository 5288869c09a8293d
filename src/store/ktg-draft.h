/* ktg-draft.h - a report being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-amendment.h>
#include <ktg-report.h>

G_BEGIN_DECLS

/* id: a random UUID, the id a new report will be filed under. Does not change once made: each save
 * is a new one. */
#define KTG_TYPE_DRAFT (ktg_draft_get_type ())
G_DECLARE_FINAL_TYPE (KtgDraft, ktg_draft, KTG, DRAFT, GObject)

KtgDraft *ktg_draft_new (const char *id, const KtgReport *report); /* @id NULL: a fresh one */
KtgDraft *
ktg_draft_new_amendment (const char *id, const KtgReport *report, const KtgAmendment *amends);
const char         *ktg_draft_get_id (KtgDraft *self);
const KtgReport    *ktg_draft_get_report (KtgDraft *self);
const KtgAmendment *ktg_draft_get_amends (KtgDraft *self);

G_END_DECLS
