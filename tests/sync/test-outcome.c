/* test-outcome.c - what a proven refusal means, of an exchange and of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outcome.h"

static const struct
{
  guint       status;
  const char *name; /* NULL: nothing was said, as in an answer to HEAD */
  KtgFailure  of_exchange;
  KtgFailure  of_file;
} refusals[] = {
  { 400, "request", KTG_FAILURE_ITEM, KTG_FAILURE_LINK },
  { 400, "malformed", KTG_FAILURE_LINK, KTG_FAILURE_LINK },
  { 400, "host", KTG_FAILURE_LINK, KTG_FAILURE_LINK },
  { 400, "length", KTG_FAILURE_LINK, KTG_FAILURE_GONE },
  { 400, "encoding", KTG_FAILURE_LINK, KTG_FAILURE_LINK },
  { 401, NULL, KTG_FAILURE_ACCOUNT, KTG_FAILURE_GONE },
  { 401, "unsigned", KTG_FAILURE_LINK, KTG_FAILURE_GONE },
  { 401, "signature", KTG_FAILURE_LINK, KTG_FAILURE_GONE },
  { 401, "other-node", KTG_FAILURE_ACCOUNT, KTG_FAILURE_GONE },
  { 401, "replayed", KTG_FAILURE_GONE, KTG_FAILURE_GONE },
  { 401, "clock", KTG_FAILURE_GONE, KTG_FAILURE_GONE },
  { 403, NULL, KTG_FAILURE_ACCOUNT, KTG_FAILURE_ACCOUNT },
  { 403, "revoked", KTG_FAILURE_ACCOUNT, KTG_FAILURE_ACCOUNT },
  { 404, NULL, KTG_FAILURE_GONE, KTG_FAILURE_GONE },
  { 405, NULL, KTG_FAILURE_LINK, KTG_FAILURE_LINK },
  { 409, "offset", KTG_FAILURE_GONE, KTG_FAILURE_GONE },
  { 409, "file-mismatch", KTG_FAILURE_GONE, KTG_FAILURE_GONE },
  { 411, "length-required", KTG_FAILURE_LINK, KTG_FAILURE_LINK },
  { 413, "too-large", KTG_FAILURE_ITEM, KTG_FAILURE_ITEM },
  { 413, "too-many", KTG_FAILURE_ITEM, KTG_FAILURE_ITEM },
  { 415, "encoding", KTG_FAILURE_LINK, KTG_FAILURE_LINK },
  { 415, "media-type", KTG_FAILURE_LINK, KTG_FAILURE_LINK },
  { 422, "no", KTG_FAILURE_ITEM, KTG_FAILURE_ITEM },
  { 503, "busy", KTG_FAILURE_SERVER, KTG_FAILURE_SERVER },
};

static KtgAnswer *
answer_new (guint status, const char *name, gboolean is_proven)
{
  KtgAnswer *answer = g_new0 (KtgAnswer, 1);

  answer->status = status;
  answer->is_proven = is_proven;
  if (name != NULL)
    {
      answer->problem = g_new0 (KtgProblem, 1);
      answer->problem->type = g_strconcat (KTG_PROBLEM_PREFIX, name, NULL);
    }

  return answer;
}

static void
test_each_refusal_has_its_class (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (KtgAnswer) answer = answer_new (refusals[i].status, refusals[i].name, TRUE);
      g_autoptr (KtgOutcome) exchange = ktg_outcome_new_for_answer (answer, FALSE);
      g_autoptr (KtgOutcome) file = ktg_outcome_new_for_answer (answer, TRUE);

      g_test_message ("%u %s", refusals[i].status, refusals[i].name);
      g_assert_cmpint (exchange->failure, ==, refusals[i].of_exchange);
      g_assert_cmpint (file->failure, ==, refusals[i].of_file);
    }
}

static void
test_what_is_not_proven_only_pauses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (KtgAnswer) answer = answer_new (refusals[i].status, refusals[i].name, FALSE);
      g_autoptr (KtgOutcome) exchange = ktg_outcome_new_for_answer (answer, FALSE);
      g_autoptr (KtgOutcome) file = ktg_outcome_new_for_answer (answer, TRUE);
      KtgFailure pause = refusals[i].status == 503 ? KTG_FAILURE_SERVER : KTG_FAILURE_LINK;

      g_test_message ("%u %s", refusals[i].status, refusals[i].name);
      g_assert_cmpint (exchange->failure, ==, pause);
      g_assert_cmpint (file->failure, ==, pause);
    }
}

static void
test_a_full_server_is_not_a_busy_one (void)
{
  g_autoptr (KtgAnswer) proven = answer_new (503, "disk-full", TRUE);
  g_autoptr (KtgAnswer) unproven = answer_new (503, "disk-full", FALSE);
  g_autoptr (KtgOutcome) full = ktg_outcome_new_for_answer (proven, TRUE);
  g_autoptr (KtgOutcome) busy = ktg_outcome_new_for_answer (unproven, TRUE);

  g_assert_cmpint (full->failure, ==, KTG_FAILURE_SERVER);
  g_assert_error (full->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_SERVER_FULL);
  g_assert_error (busy->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_BUSY);
}

/* It is our server that says so, whatever else is on the way. */
static void
test_what_was_altered_is_said_to_be (void)
{
  g_autoptr (KtgAnswer) proven = answer_new (401, "signature", TRUE);
  g_autoptr (KtgAnswer) unproven = answer_new (401, "signature", FALSE);
  g_autoptr (KtgOutcome) altered = ktg_outcome_new_for_answer (proven, FALSE);
  g_autoptr (KtgOutcome) unknown = ktg_outcome_new_for_answer (unproven, FALSE);

  g_assert_error (altered->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_ALTERED);
  g_assert_error (unknown->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NOT_KENTONGAN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcome/each-refusal-has-its-class", test_each_refusal_has_its_class);
  g_test_add_func ("/outcome/what-is-not-proven-only-pauses", test_what_is_not_proven_only_pauses);
  g_test_add_func ("/outcome/a-full-server-is-not-a-busy-one",
                   test_a_full_server_is_not_a_busy_one);
  g_test_add_func ("/outcome/what-was-altered-on-the-way-is-said-to-be",
                   test_what_was_altered_is_said_to_be);

  return g_test_run ();
}
