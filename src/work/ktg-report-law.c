/* ktg-report-law.c - the rules and the election that a report stands under
 *
 * The rules of the day of the event count. A report names the version that it was written under,
 * and is shown by it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-law.h"

#include <string.h>

static const KtgStage *
get_stage (const KtgElection *election, const char *day)
{
  return election != NULL && day != NULL ? ktg_election_get_stage (election, day) : NULL;
}

/**
 * ktg_report_law_new:
 * @pack: packs, which outlive what is made here
 * @report: a report or a draft
 *
 * Returns: (transfer full): what it stands under
 */
KtgReportLaw *
ktg_report_law_new (const KtgPack *pack, const KtgReport *report)
{
  KtgReportLaw *law = g_new0 (KtgReportLaw, 1);

  law->pack = pack;
  law->day = ktg_pack_dup_day_of_report (pack, report);
  law->holding = ktg_pack_get_rules (pack, NULL, law->day);
  law->rules = ktg_pack_get_rules (pack, report->rules_version, law->day);
  law->election = ktg_pack_get_election (pack, report->place_region, law->day);
  law->stage = get_stage (law->election, law->day);
  law->phase = ktg_pack_suggest_phase (pack, report->place_region, law->day);

  if (report->rules_version != NULL)
    law->rules_version = g_strdup (report->rules_version);
  else if (law->holding != NULL)
    law->rules_version = g_strdup (law->holding->version);

  return law;
}

/**
 * ktg_report_law_free:
 * @law: (nullable) (transfer full): what a report stands under
 *
 * Lets go of it; the packs stay.
 */
void
ktg_report_law_free (KtgReportLaw *law)
{
  if (law == NULL)
    return;

  g_free (law->day);
  g_free (law->rules_version);
  g_free (law);
}

/**
 * ktg_report_law_is_same:
 * @law: (nullable): what a report stands under
 * @other: (nullable): the same, or of another report
 *
 * Returns: whether all words of the law are the same under both
 */
gboolean
ktg_report_law_is_same (const KtgReportLaw *law, const KtgReportLaw *other)
{
  if (law == NULL || other == NULL)
    return law == other;

  return law->rules == other->rules && law->holding == other->holding
         && law->election == other->election && law->stage == other->stage
         && g_strcmp0 (law->phase, other->phase) == 0 && g_strcmp0 (law->day, other->day) == 0
         && g_strcmp0 (law->rules_version, other->rules_version) == 0;
}

/**
 * ktg_report_law_is_outdated:
 * @law: what a report stands under
 *
 * Returns: whether the report names other rules than those that hold on its day
 */
gboolean
ktg_report_law_is_outdated (const KtgReportLaw *law)
{
  return law->holding != NULL && g_strcmp0 (law->rules_version, law->holding->version) != 0;
}

/**
 * ktg_report_law_settle:
 * @pack: packs
 * @report: what is being written
 *
 * A report that names no rules names those that hold on its day from now on.
 */
void
ktg_report_law_settle (const KtgPack *pack, KtgReport *report)
{
  g_autofree char *day = NULL;

  if (report->rules_version != NULL)
    return;

  day = ktg_pack_dup_day_of_report (pack, report);
  report->rules_version = g_strdup (ktg_pack_get_rules_version (pack, day));
}

/**
 * ktg_report_law_get_violation:
 * @law: what a report stands under
 * @code: of a suspected violation
 *
 * Returns: (transfer none) (nullable): what @code means under it; other rules say so where these do
 * not have it; %NULL if none have
 */
const KtgViolation *
ktg_report_law_get_violation (const KtgReportLaw *law, const char *code)
{
  return ktg_pack_get_violation (law->pack, law->rules_version, law->day, code);
}

/**
 * ktg_report_law_get_choice:
 * @law: what a report stands under
 * @list: of the rules, "sanctions"
 * @code: (nullable): of a choice
 *
 * Returns: (transfer none) (nullable): what @code means under it
 */
const KtgChoice *
ktg_report_law_get_choice (const KtgReportLaw *law, const char *list, const char *code)
{
  return ktg_pack_get_rules_choice (law->pack, law->rules_version, law->day, list, code);
}

/**
 * ktg_report_law_has_violation:
 * @law: what a report stands under
 * @code: of a suspected violation
 *
 * Returns: whether its rules have @code on its day
 */
gboolean
ktg_report_law_has_violation (const KtgReportLaw *law, const char *code)
{
  g_autoptr (GPtrArray) violations
      = ktg_pack_get_violations (law->pack, law->rules_version, law->day);

  for (guint i = 0; i < violations->len; i++)
    if (strcmp (((const KtgViolation *)g_ptr_array_index (violations, i))->code, code) == 0)
      return TRUE;

  return FALSE;
}

/**
 * ktg_report_law_holds:
 * @law: what a report stands under
 * @code: of a suspected violation
 *
 * A report that names other rules than those of its day is shown as it was written.
 *
 * Returns: whether what its rules say of @code holds on its day, so that it may be said; not before
 * the oldest rules that are here
 */
gboolean
ktg_report_law_holds (const KtgReportLaw *law, const char *code)
{
  return ktg_report_law_has_violation (law, code)
         && (law->rules != law->holding || ktg_pack_has_rules_of (law->pack, law->day));
}
