/* ktg-doubts.h - what of a report should be looked at again before it is signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-report-law.h"

#include <ktg-moment.h>

G_BEGIN_DECLS

/* The times of a file of evidence. */
typedef enum
{
  KTG_FILE_TIME_TAKEN,
  KTG_FILE_TIME_POSTED,
  KTG_FILE_TIME_FOUND,
  KTG_N_FILE_TIMES
} KtgFileTime;

GPtrArray *ktg_doubts_new (const KtgReport *report, const KtgReportLaw *law, const KtgMoment *now);
char      *ktg_doubts_dup_clock (const KtgPack *pack, const KtgReport *report);
char      *ktg_doubts_dup_order (const KtgReport *report, int place_offset_s);
char      *ktg_doubts_dup_file (KtgFileTime        about,
                                const KtgReport   *report,
                                const KtgEvidence *evidence,
                                const KtgMoment   *now,
                                int                place_offset_s);
char      *ktg_doubts_dup_of_file (const KtgReport   *report,
                                   const KtgEvidence *evidence,
                                   const KtgMoment   *now,
                                   int                place_offset_s);

G_END_DECLS
