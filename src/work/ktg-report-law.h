/* ktg-report-law.h - the rules and the election that a report stands under
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

typedef struct
{
  const KtgPack *pack;
  char          *day;           /* of the event, in its place; NULL: not said, today is meant */
  char          *rules_version; /* what the report names, else the version that holds on the day;
                                   NULL: no rules are here */
  const KtgPackPart *rules;     /* by which its words are shown, or NULL */
  const KtgPackPart *holding;   /* what holds on the day, or NULL */
  const KtgElection *election;  /* of the place on the day, or NULL */
  const KtgStage    *stage;     /* of the election, or NULL */
  const char        *phase;     /* what the calendar suggests, or NULL */
} KtgReportLaw;

KtgReportLaw *ktg_report_law_new (const KtgPack *pack, const KtgReport *report);
void          ktg_report_law_free (KtgReportLaw *law);
gboolean      ktg_report_law_is_same (const KtgReportLaw *law, const KtgReportLaw *other);
gboolean      ktg_report_law_is_outdated (const KtgReportLaw *law);
void          ktg_report_law_settle (const KtgPack *pack, KtgReport *report);

const KtgViolation *ktg_report_law_get_violation (const KtgReportLaw *law, const char *code);
const KtgChoice          *
ktg_report_law_get_choice (const KtgReportLaw *law, const char *list, const char *code);
gboolean ktg_report_law_has_violation (const KtgReportLaw *law, const char *code);
gboolean ktg_report_law_holds (const KtgReportLaw *law, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgReportLaw, ktg_report_law_free)

G_END_DECLS
