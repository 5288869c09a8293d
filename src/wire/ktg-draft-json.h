/* ktg-draft-json.h - a draft at rest to JSON and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-amendment.h>
#include <ktg-report.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

GBytes    *ktg_draft_json_write (const KtgReport *report, const KtgAmendment *amends);
KtgReport *ktg_draft_json_parse (GBytes *text, KtgAmendment **amends, GError **error);

G_END_DECLS
