/* ktg-doubts.h - what of a report should be looked at again before it is signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-report-law.h"

#include <ktg-moment.h>

G_BEGIN_DECLS

GPtrArray *ktg_doubts_new (const KtgReport *report, const KtgReportLaw *law, const KtgMoment *now);
char      *ktg_doubts_dup_clock (const KtgPack *pack, const KtgReport *report);
char      *ktg_doubts_dup_order (const KtgReport *report, int place_offset_s);
char      *ktg_doubts_dup_photo (const KtgReport *report, const KtgEvidence *evidence);

G_END_DECLS
