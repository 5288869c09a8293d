/* ktg-draft-signing.c - a draft is put before whoever signs it
 *
 * A new report is shown whole; of an amendment what it changes, and it is asked why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-signing.h"

#include <ktg-filing-check.h>
#include <ktg-report-changes.h>
#include <ktg-report-clock.h>
#include <ktg-sentences.h>

/* Also if she goes back to writing, the reason is kept. */
static void
reasoned_cb (KtgDraftKeeper *keeper, const char *reason)
{
  if (!ktg_draft_keeper_is_over (keeper))
    ktg_draft_keeper_set_reason (keeper, reason);
}

static KtgSigningSheet *
make_amending_sheet (KtgSession *session, KtgDraftKeeper *keeper, const KtgReport *report)
{
  KtgFormReader reader = ktg_library_get_reader (ktg_session_get_library (session));
  g_autoptr (GPtrArray) changes
      = ktg_report_changes_new (ktg_draft_keeper_get_amended (keeper), report, &reader);
  KtgSigningSheet *sheet;

  if (changes->len == 0)
    return NULL;

  sheet = ktg_signing_sheet_new_amendment (session,
                                           report,
                                           changes,
                                           ktg_draft_keeper_get_amends (keeper)->reason);
  g_signal_connect_object (sheet, "reasoned", G_CALLBACK (reasoned_cb), keeper, G_CONNECT_SWAPPED);
  return sheet;
}

/**
 * ktg_draft_signing_get_conditions:
 * @session: what the law says, and what time it is
 * @report: what is written so far
 *
 * Returns: the conditions that it meets by now
 */
KtgConditions
ktg_draft_signing_get_conditions (KtgSession *session, const KtgReport *report)
{
  KtgMoment now = ktg_session_now (session);

  return ktg_checklist_met (report,
                            ktg_report_clock_judge (ktg_session_get_pack (session),
                                                    report,
                                                    now.wall_us,
                                                    now.utc_offset_s));
}

/**
 * ktg_draft_signing_new:
 * @session: whose officer signs
 * @keeper: of the draft; it keeps the reason of an amendment while it is typed
 * @form: (nullable): what @report is written on
 * @report: what is to be signed
 *
 * Returns: (transfer none) (nullable): a sheet, not shown yet; %NULL of an amendment that says
 * nothing new
 */
KtgSigningSheet *
ktg_draft_signing_new (KtgSession      *session,
                       KtgDraftKeeper  *keeper,
                       const KtgForm   *form,
                       const KtgReport *report)
{
  g_autofree char *conditions
      = ktg_sentences_dup_missing (ktg_draft_signing_get_conditions (session, report));
  g_autofree char *missing = ktg_filing_check_dup_missing (conditions, form, report);
  KtgSigningSheet *sheet = ktg_draft_keeper_get_amends (keeper) == NULL
                               ? ktg_signing_sheet_new (session, report)
                               : make_amending_sheet (session, keeper, report);

  if (sheet != NULL)
    ktg_signing_sheet_say_missing (sheet, missing);

  return sheet;
}
