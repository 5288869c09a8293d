/* ktg-checklist.c - formal and material conditions of a report
 *
 * The law asks these of a report before an office may register it. They never stop an officer from
 * filing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-checklist.h"

#include "ktg-moment.h"

/* The kind whose reporter is a citizen; the others are the officer's own findings. */
#define KIND_PUBLIC_REPORT "public_report"

static gboolean
has_words (const char *text)
{
  if (text == NULL)
    return FALSE;

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text != '\0';
}

static gboolean
has_reporter (const KtgReport *report)
{
  const KtgPerson *reporter = ktg_report_get_person (report, KTG_PERSON_REPORTER);

  if (reporter == NULL)
    return g_strcmp0 (report->kind, KIND_PUBLIC_REPORT) != 0;

  return has_words (reporter->name) && has_words (reporter->address);
}

static gboolean
has_reported (const KtgReport *report)
{
  const KtgPerson *reported = ktg_report_get_person (report, KTG_PERSON_REPORTED);

  return reported != NULL && has_words (reported->name);
}

static gboolean
has_time_and_place (const KtgReport *report)
{
  return ktg_moment_parse (report->happened, 0, NULL)
         && (has_words (report->place_region) || has_words (report->place_words));
}

/**
 * ktg_checklist_met:
 * @report: a report or a draft
 * @in_time: whether it comes in time, see ktg_report_clock_judge()
 *
 * Returns: the conditions that @report meets
 */
KtgConditions
ktg_checklist_met (const KtgReport *report, KtgInTime in_time)
{
  KtgConditions met = 0;

  g_return_val_if_fail (report != NULL, 0);

  met |= has_reporter (report) ? KTG_CONDITION_REPORTER : 0;
  met |= has_reported (report) ? KTG_CONDITION_REPORTED : 0;
  met |= in_time == KTG_IN_TIME_YES ? KTG_CONDITION_IN_TIME : 0;
  met |= in_time == KTG_IN_TIME_IF_WORKING_DAYS ? KTG_CONDITION_IN_TIME_PERHAPS : 0;
  met |= has_time_and_place (report) ? KTG_CONDITION_TIME_AND_PLACE : 0;
  met |= has_words (report->account) ? KTG_CONDITION_ACCOUNT : 0;
  met |= report->evidence->len > 0 ? KTG_CONDITION_EVIDENCE : 0;
  return met;
}
