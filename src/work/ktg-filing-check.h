/* ktg-filing-check.h - what stands between a draft and a filed report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-report-law.h"

#include <ktg-checklist.h>

G_BEGIN_DECLS

/* The least a report must say; anything else the officer may leave to the office. */
typedef enum
{
  KTG_FILING_READY,
  KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE,
  KTG_FILING_LACKS_KIND,
  KTG_FILING_MISREADS_POSTED, /* what is written is no time: it is in the draft, and not signed so
                               */
  KTG_FILING_MISREADS_HAPPENED,
  KTG_FILING_MISREADS_KNOWN,
} KtgFilingLack;

KtgFilingLack ktg_filing_check_find_lack (const KtgReport *report);
const char   *ktg_filing_check_get_request (KtgFilingLack lack);
char         *ktg_filing_check_dup_law (const KtgReport *report, const KtgReportLaw *law);
char         *ktg_filing_check_dup_checklist (KtgConditions met);
char         *ktg_filing_check_dup_form_checklist (const KtgForm *form, const KtgReport *report);
char         *ktg_filing_check_dup_missing_in (const KtgForm     *form,
                                               const KtgReport   *report,
                                               const char *const *places);
char *
ktg_filing_check_dup_missing (const char *conditions, const KtgForm *form, const KtgReport *report);

G_END_DECLS
