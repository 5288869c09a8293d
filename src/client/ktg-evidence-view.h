/* ktg-evidence-view.h - the files of a report: one large, and all of them below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-film-strip.h"
#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_EVIDENCE_VIEW (ktg_evidence_view_get_type ())
G_DECLARE_FINAL_TYPE (KtgEvidenceView, ktg_evidence_view, KTG, EVIDENCE_VIEW, AdwBin)

void ktg_evidence_view_show (KtgEvidenceView *self,
                             KtgSession      *session,
                             GPtrArray       *evidence,
                             guint            chosen);
void ktg_evidence_view_say (KtgEvidenceView *self, const char *count, gboolean is_waiting);

KtgFilmStrip *ktg_evidence_view_get_strip (KtgEvidenceView *self);

G_END_DECLS
