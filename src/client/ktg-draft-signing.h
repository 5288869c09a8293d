/* ktg-draft-signing.h - a draft is put before whoever signs it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-signing-sheet.h"

#include <ktg-checklist.h>
#include <ktg-draft-keeper.h>

G_BEGIN_DECLS

KtgConditions    ktg_draft_signing_get_conditions (KtgSession *session, const KtgReport *report);
KtgSigningSheet *ktg_draft_signing_new (KtgSession      *session,
                                        KtgDraftKeeper  *keeper,
                                        const KtgForm   *form,
                                        const KtgReport *report);

G_END_DECLS
