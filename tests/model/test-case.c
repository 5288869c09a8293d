/* test-case.c - which steps of a case count, and what they add up to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-world.h"

#include <string.h>

#define WIB_S (7 * 3600)
#define N_LONG 1000

static void
without_a_step_it_is_as_it_was_filed (CaseWorld *world, gconstpointer data)
{
  KtgEvent *event = case_event_new (KTG_EVENT_WITHDRAWN, &filer);

  case_assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
  case_add (world->self, "w", &other_officer, case_event_new (KTG_EVENT_WITHDRAWN, &other_officer));
  case_assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
  case_add (world->self, "w1", &filer, event);
  case_assert_heads (world->self, "", KTG_CASE_WITHDRAWN, FALSE);
}

static void
without_its_filing_all_waits (CaseWorld *world, gconstpointer data)
{
  g_autoptr (KtgCase) other = ktg_case_new (world->pack, CASE_ID);

  case_step (other, "a", &sleman, "received", "", NULL);
  g_assert_null (ktg_case_get_state (other));
  case_assert_verdict (other, "a", KTG_CASE_WAITS_FOR_VERSION);
  case_add (other, CASE_ID, &filer, case_filing_new ());
  case_assert_heads (other, "a", "received", FALSE);
}

static void
the_newest_step_is_the_state (CaseWorld *world, gconstpointer data)
{
  g_autofree char *ids = NULL;

  case_step (world->self, "b", &sleman, "initial_review", "z", NULL);
  case_step (world->self, "a", &sleman_too, "registered", "b", NULL);
  case_assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
  case_assert_verdict (world->self, "b", KTG_CASE_WAITS_FOR_STEP);
  case_assert_verdict (world->self, "a", KTG_CASE_WAITS_FOR_STEP);

  case_step (world->self, "z", &sleman, "received", "", NULL);
  case_assert_heads (world->self, "a", "registered", FALSE);
  ids = case_dup_ids (ktg_case_get_steps (world->self));
  g_assert_cmpstr (ids, ==, "z b a");
}

static void
what_follows_anything_but_a_step_of_it_waits (CaseWorld *world, gconstpointer data)
{
  KtgEvent *note = case_event_new (KTG_EVENT_NOTE, &sleman);

  note->note = g_strdup ("Sudah ditelepon.");
  case_add (world->self, "n", &sleman, note);
  case_step (world->self, "a", &sleman, "received", "n", NULL);
  case_step (world->self, "b", &sleman, "received", CASE_ID, NULL);
  case_assert_verdict (world->self, "a", KTG_CASE_WAITS_FOR_STEP);
  case_assert_verdict (world->self, "b", KTG_CASE_WAITS_FOR_STEP);
  case_assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
}

/* Else a stranger who names what is nowhere would stop a case for ever. */
static void
nobody_waits_for_what_a_stranger_waits_for (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "s", &stranger, "received", "nowhere", NULL);
  case_step (world->self, "a", &sleman, "received", "s", NULL);
  case_assert_verdict (world->self, "s", KTG_CASE_WAITS_FOR_STEP);
  case_assert_heads (world->self, "a", "received", FALSE);
}

static void
steps_that_differ_are_ended_from_above (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "p", &province, "registered", "a", NULL);
  case_step (world->self, "n", &sleman, "not_registered", "a", "Tidak lengkap.");
  case_assert_heads (world->self, "n p", "not_registered", TRUE);

  case_step (world->self, "x", &sleman_too, "done", "n p", "Selesai.");
  case_assert_heads (world->self,
                     "p x",
                     "registered",
                     TRUE); /* only its own office's was replaced */
  case_step (world->self, "y", &district, "done", "p x", "Selesai.");
  case_assert_verdict (world->self, "y", KTG_CASE_IS_NOT_ABOVE);

  case_step (world->self, "q", &province, "registered", "p x", NULL);
  case_assert_verdict (world->self, "q", KTG_CASE_LACKS);
  g_assert_cmpstr (case_find (world->self, "q")->lacks, ==, "reason");
  case_assert_heads (world->self, "p x", "registered", TRUE);
  case_step (world->self, "r", &province, "registered", "p x q", "Syarat terpenuhi.");
  case_assert_heads (world->self, "r", "registered", FALSE);
}

static void
an_office_ends_what_its_own_devices_differ_in (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &sleman, "registered", "a", NULL);
  case_step (world->self, "c", &sleman_too, "needs_completion", "a", "Tanda tangan.");
  case_assert_heads (world->self, "b c", "registered", TRUE);
  case_step (world->self, "d", &sleman_too, "needs_completion", "b c", "Tanda tangan.");
  case_assert_heads (world->self, "d", "needs_completion", FALSE);
}

static void
review (KtgCase *self, const char *id, const Actor *actor, const char *formal, const char *number)
{
  KtgEvent *event = case_step_new (actor, "initial_review", "a");

  ktg_values_set_text (event->step->values, "formal", formal);
  event->step->number = g_strdup (number);
  case_add (self, id, actor, event);
}

static void
steps_that_decide_the_same_are_one_state (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  review (world->self, "b", &sleman, "yes", "1");
  review (world->self, "c", &province, "yes", "2");
  case_assert_heads (world->self, "b c", "initial_review", FALSE);
  case_step (world->self, "d", &sleman, "registered", "b c", NULL);
  case_assert_heads (world->self, "d", "registered", FALSE);

  review (world->self, "e", &province, "no", NULL);
  case_assert_heads (world->self, "d e", "registered", TRUE);
}

static void
what_does_not_count_takes_nothing_with_it (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &sleman, "praised", "a", NULL);
  case_step (world->self, "c", &sleman, "extended", "b", "Saksi sakit.");
  case_assert_verdict (world->self, "b", KTG_CASE_HAS_NO_SUCH_STEP);
  case_assert_verdict (world->self, "c", KTG_CASE_IS_NOT_FROM_HERE);
  case_assert_heads (world->self, "a", "received", FALSE);

  case_step (world->self, "d", &sleman, "registered", "c", NULL);
  case_assert_heads (world->self, "d", "registered", FALSE);
}

static void
each_step_has_those_who_may_take_it (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "o", &other_officer, "registered", "a", NULL);
  case_step (world->self, "f", &filer, "registered", "a", NULL);
  case_step (world->self, "d", &district, "registered", "a", NULL);
  case_step (world->self, "y", &yogya, "registered", "a", NULL);
  case_step (world->self, "s", &stranger, "registered", "a", NULL);
  case_assert_verdict (world->self, "o", KTG_CASE_IS_NOT_OF_ROLE);
  case_assert_verdict (world->self, "f", KTG_CASE_IS_NOT_OF_ROLE);
  case_assert_verdict (world->self, "d", KTG_CASE_IS_NOT_OF_LEVEL);
  case_assert_verdict (world->self, "y", KTG_CASE_IS_NOT_OF_REGION);
  case_assert_verdict (world->self, "s", KTG_CASE_IS_UNSIGNED_FOR);
  case_assert_heads (world->self, "a", "received", FALSE);

  case_step (world->self, "n", &district, "needs_completion", "a", "Tanda tangan.");
  case_step (world->self, "x", &other_officer, "completed", "n", NULL);
  case_step (world->self, "z", &filer, "completed", "n", NULL);
  case_assert_verdict (world->self, "x", KTG_CASE_IS_NOT_OF_ROLE);
  case_assert_heads (world->self, "z", "completed", FALSE);
  case_step (world->self, "c", &centre, "registered", "z", NULL);
  case_assert_heads (world->self, "c", "registered", FALSE);
}

/* An office whose new admission is of another region is another office from then on. */
static void
an_office_that_lost_its_region_decides_nothing_there (CaseWorld *world, gconstpointer data)
{
  Actor moved = sleman;

  moved.standing.region = "34.02";
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &moved, "registered", "a", NULL);
  case_assert_verdict (world->self, "b", KTG_CASE_IS_NOT_OF_REGION);
  case_assert_heads (world->self, "a", "received", FALSE);
}

static void
who_was_handed_the_case_has_it (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "a", &yogya, "received", "", NULL);
  case_step (world->self, "b", &sleman, "handed_over", "", NULL);
  case_step (world->self, "c", &yogya, "received", "b", NULL);
  case_assert_verdict (world->self, "a", KTG_CASE_IS_NOT_OF_REGION);
  case_assert_heads (world->self, "c", "received", FALSE);

  case_step (world->self, "d", &yogya, "registered", "c", NULL);
  case_assert_heads (world->self, "d", "registered", FALSE);
}

static void
the_place_of_the_version_that_was_judged_counts (CaseWorld *world, gconstpointer data)
{
  KtgEvent *amended = case_event_new (KTG_EVENT_AMENDED, &filer);
  KtgEvent *step = case_step_new (&yogya, "received", "");

  amended->seq = 2;
  amended->report = ktg_report_new ();
  amended->report->place_region = g_strdup ("34.71.06.1002");
  g_free (step->step->version);
  step->step->version = g_strdup ("v2");
  case_add (world->self, "a", &yogya, step);
  case_assert_verdict (world->self, "a", KTG_CASE_WAITS_FOR_VERSION);
  case_add (world->self, "v2", &filer, amended);
  case_assert_heads (world->self, "a", "received", FALSE);
}

/* Until it is known who filed it, nobody knows whose it is; a report that came late has its place.
 */
static void
a_report_is_nobodys_before_its_filer_is_known (CaseWorld *world, gconstpointer data)
{
  g_autoptr (KtgCase) unknown = ktg_case_new (world->pack, CASE_ID);
  g_autoptr (KtgCase) late = ktg_case_new (world->pack, CASE_ID);
  Actor revoked = filer;

  revoked.standing.belief = KTG_BELIEF_LATE;
  case_add (unknown, CASE_ID, &stranger, case_filing_new ());
  case_add (late, CASE_ID, &revoked, case_filing_new ());
  case_step (unknown, "a", &sleman, "received", "", NULL);
  case_step (late, "a", &sleman, "received", "", NULL);
  case_assert_verdict (unknown, "a", KTG_CASE_IS_NOT_OF_REGION);
  case_assert_heads (late, "a", "received", FALSE);

  case_step (unknown, "c", &centre, "received", "", NULL);
  case_assert_verdict (unknown, "c", KTG_CASE_IS_NOT_OF_REGION);
}

/* Who came with two standings is what is the lesser, whichever came first. */
static void
of_two_standings_the_lesser_counts (CaseWorld *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "a", &former, "received", "", NULL);
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_assert_verdict (world->self, "a", KTG_CASE_IS_LATE);
}

static void
what_is_not_said_is_named (CaseWorld *world, gconstpointer data)
{
  KtgEvent *unreviewed = case_step_new (&sleman, "initial_review", "a");
  KtgEvent *nowhere = case_step_new (&sleman, "handed_over", "a");

  ktg_values_remove (unreviewed->step->values, "formal");
  g_clear_pointer (&nowhere->step->to, g_free);
  nowhere->step->to = g_strdup ("Sleman");
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &sleman, "needs_completion", "a", "");
  case_add (world->self, "c", &sleman, unreviewed);
  case_add (world->self, "d", &sleman, nowhere);
  g_assert_cmpstr (case_find (world->self, "b")->lacks, ==, "reason");
  g_assert_cmpstr (case_find (world->self, "c")->lacks, ==, "formal");
  g_assert_cmpstr (case_find (world->self, "d")->lacks, ==, "to");
  case_assert_heads (world->self, "a", "received", FALSE);
}

static void
assign (CaseWorld *world, const char *id, const Actor *actor, guint64 seq, const char *until)
{
  KtgEvent *event = case_event_new (KTG_EVENT_ASSIGNED, actor);

  event->seq = seq;
  event->assignment = ktg_assignment_new ();
  event->assignment->to = g_strdup (id);
  event->assignment->until = g_strdup (until);
  case_add (world->self, id, actor, event);
}

static void
assert_assigned (const CaseWorld *world, const char *day, const char *expected)
{
  g_autoptr (GPtrArray) assigned = ktg_case_list_assigned (world->self, day);
  g_autofree char *ids = case_dup_ids (assigned);

  g_assert_cmpstr (ids, ==, expected);
}

static void
who_looks_after_it_does_until_the_day_is_over (CaseWorld *world, gconstpointer data)
{
  assign (world, "a", &sleman, 1, "2024-12-31");
  assign (world, "b", &sleman, 2, "2024-11-20");
  assign (world, "c", &province, 1, "2024-11-25");
  assign (world, "d", &yogya, 1, "2024-11-25");
  assign (world, "e", &filer, 1, "2024-11-25");
  assert_assigned (world, "2024-11-20", "b c");
  assert_assigned (world, "2024-11-21", "c");
  assert_assigned (world, "2024-11-26", "");
}

static void
what_stands_beside_the_graph_is_listed (CaseWorld *world, gconstpointer data)
{
  KtgEvent *late = case_event_new (KTG_EVENT_NOTE, &sleman);
  KtgEvent *early = case_event_new (KTG_EVENT_NOTE, &filer);
  KtgEvent *elsewhere = case_event_new (KTG_EVENT_NOTE, &sleman);
  KtgEvent *other = case_event_new (KTG_EVENT_NOTE, &sleman);
  g_autoptr (GPtrArray) notes = NULL;
  g_autofree char *ids = NULL;

  late->is_for_office = TRUE;
  early->at.wall_us -= G_USEC_PER_SEC;
  elsewhere->case_id[0] = 'd';
  other->report_id[0] = '4';
  case_add (world->self, "a", &sleman, late);
  case_add (world->self, "b", &filer, early);
  case_add (world->self, "d", &sleman, other);
  g_assert_false (ktg_case_add (world->self, "e", elsewhere, &sleman.standing));
  ktg_event_free (elsewhere);

  notes = ktg_case_list (world->self, KTG_EVENT_NOTE);
  ids = case_dup_ids (notes);
  g_assert_cmpstr (ids, ==, "b a");
  g_assert_true (((KtgCaseEntry *)g_ptr_array_index (notes, 1))->event->is_for_office);
}

static void
assert_clocks (const CaseWorld *world, const char *expected)
{
  g_autoptr (GArray) clocks = ktg_case_list_clocks (world->self, WIB_S);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < clocks->len; i++)
    {
      const KtgCaseClock *clock = &g_array_index (clocks, KtgCaseClock, i);

      g_string_append_printf (text,
                              "%s%s %s",
                              i > 0 ? ", " : "",
                              clock->deadline.term->code,
                              ktg_deadline_get_reading (&clock->deadline)->day);
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
step_on (CaseWorld   *world,
         const char  *id,
         const Actor *actor,
         const char  *code,
         const char  *after,
         const char  *date)
{
  KtgEvent *event = case_step_new (actor, code, after);

  event->step->date = g_strdup (date);
  event->step->reason = g_strdup ("Alasan.");
  case_add (world->self, id, actor, event);
}

static void
steps_start_and_stop_the_terms_of_the_law (CaseWorld *world, gconstpointer data)
{
  assert_clocks (world, "");
  step_on (world, "a", &sleman, "received", "", "2024-11-13");
  assert_clocks (world, "initial_review 2024-11-15");
  step_on (world, "b", &sleman, "registered", "a", "2024-11-14");
  assert_clocks (world, "case_review 2024-11-17");
  step_on (world, "c", &province, "needs_completion", "a", "2024-11-14");
  g_assert_true (ktg_case_is_conflict (world->self));
  assert_clocks (world, "initial_review 2024-11-15, case_review 2024-11-17");
  step_on (world, "d", &province, "registered", "b c", "2024-11-16");
  assert_clocks (world, "case_review 2024-11-17"); /* what runs is not begun anew */
  step_on (world, "e", &sleman, "extended", "d", "2024-11-17");
  assert_clocks (world, "extended 2024-11-21"); /* counted from the newest registration */
  step_on (world, "f", &sleman, "done", "e", "2024-11-18");
  assert_clocks (world, "");
}

static void
a_side_that_was_not_chosen_ends_no_term (CaseWorld *world, gconstpointer data)
{
  step_on (world, "a", &sleman, "received", "", "2024-11-13");
  step_on (world, "b", &sleman, "initial_review", "a", "2024-11-14");
  step_on (world, "c", &province, "needs_completion", "a", "2024-11-14");
  step_on (world, "d", &province, "needs_completion", "b c", "2024-11-14");
  case_assert_heads (world->self, "d", "needs_completion", FALSE);
  assert_clocks (world, "initial_review 2024-11-15");
}

static void
assert_next (const CaseWorld *world, const Actor *actor, const char *expected)
{
  g_autoptr (GPtrArray) next = ktg_case_list_next (world->self, actor->key, &actor->standing);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < next->len; i++)
    g_string_append_printf (codes,
                            "%s%s",
                            i > 0 ? " " : "",
                            ((KtgProcedureStep *)g_ptr_array_index (next, i))->code);

  g_assert_cmpstr (codes->str, ==, expected);
}

static void
what_may_be_done_next_is_known (CaseWorld *world, gconstpointer data)
{
  g_autoptr (KtgEvent) step = case_step_new (&sleman, "needs_completion", "a");
  const char *lacks = NULL;

  assert_next (world, &sleman, "received handed_over");
  assert_next (world, &filer, "");
  case_step (world->self, "a", &sleman, "received", "", NULL);
  assert_next (world,
               &sleman,
               "initial_review needs_completion registered not_registered clarified handed_over");
  assert_next (world,
               &district,
               "initial_review needs_completion not_registered clarified handed_over");
  assert_next (world, &yogya, "");

  g_assert_cmpint (ktg_case_try (world->self, step, &sleman.standing, &lacks), ==, KTG_CASE_LACKS);
  g_assert_cmpstr (lacks, ==, "reason");
  step->step->reason = g_strdup ("Tanda tangan.");
  g_assert_cmpint (ktg_case_try (world->self, step, &sleman.standing, NULL), ==, KTG_CASE_COUNTS);
  g_ptr_array_add (step->after, g_strdup ("nowhere"));
  g_assert_cmpint (ktg_case_try (world->self, step, &sleman.standing, NULL),
                   ==,
                   KTG_CASE_WAITS_FOR_STEP);
}

static void
the_next_step_names_all_that_is_newest (CaseWorld *world, gconstpointer data)
{
  g_autoptr (GPtrArray) after = NULL;

  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &sleman, "praised", "a", NULL);
  case_step (world->self, "c", &stranger, "registered", "a", NULL);
  case_step (world->self, "d", &sleman, "registered", "nowhere", NULL);
  after = ktg_case_list_after (world->self);
  g_assert_cmpuint (after->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (after, 0), ==, "a");
  g_assert_cmpstr (g_ptr_array_index (after, 1), ==, "c");
  g_assert_cmpstr (g_ptr_array_index (after, 2), ==, "b");
}

/* Each names the sixty-four before it. */
static void
a_thousand_steps_add_up_in_no_time (CaseWorld *world, gconstpointer data)
{
  gint64 begin_us = 0;
  double seconds = 0;

  for (guint i = 0; i < N_LONG; i++)
    {
      KtgEvent        *event = case_step_new (&sleman, i == 0 ? "received" : "clarified", "");
      g_autofree char *id = g_strdup_printf ("%04u", i);

      for (guint j = i - MIN (i, KTG_EVENT_MOST_AFTER); j < i; j++)
        g_ptr_array_add (event->after, g_strdup_printf ("%04u", j));
      case_add (world->self, id, &sleman, event);
    }

  begin_us = g_get_monotonic_time ();
  case_assert_heads (world->self, "0999", "clarified", FALSE);
  seconds = (double)(g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC;
  g_test_message ("%d steps that each name %d: %.3f s", N_LONG, KTG_EVENT_MOST_AFTER, seconds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/case/" path, CaseWorld, NULL, case_world_set_up, test, case_world_tear_down)
  ADD ("without-a-step-it-is-as-it-was-filed", without_a_step_it_is_as_it_was_filed);
  ADD ("without-its-filing-all-waits", without_its_filing_all_waits);
  ADD ("the-newest-step-is-the-state", the_newest_step_is_the_state);
  ADD ("what-follows-anything-but-a-step-of-it-waits",
       what_follows_anything_but_a_step_of_it_waits);
  ADD ("nobody-waits-for-what-a-stranger-waits-for", nobody_waits_for_what_a_stranger_waits_for);
  ADD ("steps-that-differ-are-ended-from-above", steps_that_differ_are_ended_from_above);
  ADD ("an-office-ends-what-its-own-devices-differ-in",
       an_office_ends_what_its_own_devices_differ_in);
  ADD ("steps-that-decide-the-same-are-one-state", steps_that_decide_the_same_are_one_state);
  ADD ("what-does-not-count-takes-nothing-with-it", what_does_not_count_takes_nothing_with_it);
  ADD ("each-step-has-those-who-may-take-it", each_step_has_those_who_may_take_it);
  ADD ("an-office-that-lost-its-region-decides-nothing-there",
       an_office_that_lost_its_region_decides_nothing_there);
  ADD ("who-was-handed-the-case-has-it", who_was_handed_the_case_has_it);
  ADD ("the-place-of-the-version-that-was-judged-counts",
       the_place_of_the_version_that_was_judged_counts);
  ADD ("a-report-is-nobodys-before-its-filer-is-known",
       a_report_is_nobodys_before_its_filer_is_known);
  ADD ("of-two-standings-the-lesser-counts", of_two_standings_the_lesser_counts);
  ADD ("what-is-not-said-is-named", what_is_not_said_is_named);
  ADD ("who-looks-after-it-does-until-the-day-is-over",
       who_looks_after_it_does_until_the_day_is_over);
  ADD ("what-stands-beside-the-graph-is-listed", what_stands_beside_the_graph_is_listed);
  ADD ("steps-start-and-stop-the-terms-of-the-law", steps_start_and_stop_the_terms_of_the_law);
  ADD ("a-side-that-was-not-chosen-ends-no-term", a_side_that_was_not_chosen_ends_no_term);
  ADD ("what-may-be-done-next-is-known", what_may_be_done_next_is_known);
  ADD ("the-next-step-names-all-that-is-newest", the_next_step_names_all_that_is_newest);
  ADD ("a-thousand-steps-add-up-in-no-time", a_thousand_steps_add_up_in_no_time);

  return g_test_run ();
}
