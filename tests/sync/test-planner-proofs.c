/* test-planner-proofs.c - a file that others brought is proven, once, and else brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "planner-fixture.h"

#define NONCE "AAAAAAAAAAAAAAAAAAAAAA"

/* A photo that the server has from somebody else. */
static void
owe_photo (Fixture *fixture)
{
  exchange (fixture);
  add_file (fixture->owed, "f", 3000, "2024-11-12", 1);
  ktg_planner_file_missing (fixture->planner, "f", 0);
  ktg_planner_may_prove (fixture->planner, "f", NONCE);
}

/* It has begun, and is over. */
static KtgStep *
begin_upload (Fixture *fixture, const char *nonce)
{
  KtgStep *step = ktg_planner_next (fixture->planner, fixture->owed, &policy, G_MAXINT64);

  g_assert_cmpint (step->kind, ==, KTG_STEP_UPLOAD);
  g_assert_cmpstr (step->nonce, ==, nonce);
  g_assert_cmpuint (step->n_bytes, ==, nonce != NULL ? 0 : 3000);
  ktg_planner_begun (fixture->planner, step);
  ktg_planner_over (fixture->planner, step);
  return step;
}

static void
test_what_was_offered_is_proven (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = NULL;

  owe_photo (fixture);
  step = begin_upload (fixture, NONCE);
  ktg_planner_uploaded (fixture->planner, "f");
  g_ptr_array_set_size (fixture->owed->files, 0);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_what_is_not_believed_is_brought (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = NULL;
  g_autoptr (KtgStep) asked = NULL;
  g_autoptr (KtgStep) brought = NULL;

  owe_photo (fixture);
  step = begin_upload (fixture, NONCE);
  ktg_planner_failed (fixture->planner, step, KTG_FAILURE_GONE, 0, 0, 0);

  asked = next (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpstr (g_ptr_array_index (asked->files, 0), ==, "f");
  ktg_planner_file_missing (fixture->planner, "f", 0);
  ktg_planner_may_prove (fixture->planner, "f", NONCE);
  ktg_planner_exchanged (fixture->planner, asked, FALSE);
  brought = begin_upload (fixture, NULL);
}

/* Whether the proof arrived is not known, nor whether its nonce is used up. */
static void
test_after_a_break_it_is_asked_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = NULL;
  g_autoptr (KtgStep) asked = NULL;
  g_autoptr (KtgStep) again = NULL;

  owe_photo (fixture);
  step = begin_upload (fixture, NONCE);
  ktg_planner_broke (fixture->planner, step, 0);
  ktg_planner_failed (fixture->planner, step, KTG_FAILURE_LINK, 0, 0, 0);

  asked = ktg_planner_next (fixture->planner, fixture->owed, &policy, G_MAXINT64);
  g_assert_cmpint (asked->kind, ==, KTG_STEP_EXCHANGE);
  ktg_planner_file_missing (fixture->planner, "f", 0);
  ktg_planner_may_prove (fixture->planner, "f", NONCE);
  ktg_planner_exchanged (fixture->planner, asked, FALSE);
  again = begin_upload (fixture, NONCE);
}

static void
test_an_offer_that_is_not_made_again_is_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = NULL;

  owe_photo (fixture);
  ktg_planner_may_prove (fixture->planner, "f", NULL);
  step = begin_upload (fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/planner/proofs/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("what-was-offered-is-proven", test_what_was_offered_is_proven);
  ADD ("what-is-not-believed-is-brought", test_what_is_not_believed_is_brought);
  ADD ("after-a-break-it-is-asked-first", test_after_a_break_it_is_asked_first);
  ADD ("an-offer-that-is-not-made-again-is-none", test_an_offer_that_is_not_made_again_is_none);

  return g_test_run ();
}
