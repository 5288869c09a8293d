/* ktg-checklist.h - formal and material conditions of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-deadline.h>
#include <ktg-report.h>

G_BEGIN_DECLS

/* What the law asks of a report. Formal: name and address of the reporter (for a finding the
 * officer), the reported party, within time; material: time and place, account, evidence. */
typedef enum
{
  KTG_CONDITION_REPORTER = 1 << 0,
  KTG_CONDITION_REPORTED = 1 << 1,
  KTG_CONDITION_IN_TIME = 1 << 2,
  KTG_CONDITION_TIME_AND_PLACE = 1 << 3,
  KTG_CONDITION_ACCOUNT = 1 << 4,
  KTG_CONDITION_EVIDENCE = 1 << 5,
  KTG_CONDITION_IN_TIME_PERHAPS = 1 << 6, /* counts as none: only if working days count */
} KtgConditions;

#define KTG_CONDITIONS_FORMAL                                                                      \
  (KTG_CONDITION_REPORTER | KTG_CONDITION_REPORTED | KTG_CONDITION_IN_TIME)
#define KTG_CONDITIONS_MATERIAL                                                                    \
  (KTG_CONDITION_TIME_AND_PLACE | KTG_CONDITION_ACCOUNT | KTG_CONDITION_EVIDENCE)

KtgConditions ktg_checklist_met (const KtgReport *report, KtgInTime in_time);

G_END_DECLS
