/* test-case-late.c - what came after its author was revoked counts once an office takes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-world.h"

static void
what_came_late_counts_when_an_office_takes_it (CaseWorld *world, gconstpointer data)
{
  KtgEvent *taking = case_step_new (&sleman, "registered", "l");
  KtgEvent *naming = case_step_new (&sleman, "received", "l");

  case_step (world->self, "l", &former, "received", "", NULL);
  case_add (world->self, "m", &sleman, naming);
  case_assert_verdict (world->self, "l", KTG_CASE_IS_LATE);
  case_assert_heads (world->self, "m", "received", FALSE);

  g_ptr_array_add (taking->step->takes, g_strdup ("l"));
  case_add (world->self, "t", &sleman, taking);
  case_assert_verdict (world->self, "l", KTG_CASE_COUNTS);
  case_assert_verdict (world->self, "m", KTG_CASE_IS_NOT_FROM_HERE);
  g_assert_true (case_find (world->self, "l")->is_taken);
  case_assert_heads (world->self, "t", "registered", FALSE);
}

static void
nobody_takes_but_an_office_of_the_place (CaseWorld *world, gconstpointer data)
{
  const Actor *const others[] = { &other_officer, &filer, &yogya, &former, &stranger };

  case_step (world->self, "l", &former, "received", "", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      KtgEvent *taking = case_step_new (others[i], "registered", "l");

      g_ptr_array_add (taking->step->takes, g_strdup ("l"));
      case_add (world->self, others[i]->key, others[i], taking);
    }

  case_assert_verdict (world->self, "l", KTG_CASE_IS_LATE);
  case_assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
}

/* --- what the filer's device said after it was revoked --- */

static KtgEvent *
say (KtgEventKind kind, guint64 seq, const char *place)
{
  KtgEvent *event = case_event_new (kind, &filer);

  event->seq = seq;
  if (place != NULL)
    {
      event->report = ktg_report_new ();
      event->report->place_region = g_strdup (place);
    }
  return event;
}

/* "v2" is amended in time; then the device is another's, who amends ("v3", to 34.71) and withdraws
 * ("w"). */
static void
say_late (CaseWorld *world)
{
  Actor thief = filer;

  thief.standing.belief = KTG_BELIEF_LATE;
  case_add (world->self, "v2", &filer, say (KTG_EVENT_AMENDED, 2, "34.04.07.2002"));
  case_add (world->self, "v3", &thief, say (KTG_EVENT_AMENDED, 3, "34.71.06.1002"));
  case_add (world->self, "w", &thief, say (KTG_EVENT_WITHDRAWN, 4, NULL));
}

static void
assert_in_force (const CaseWorld *world, const char *version, gboolean is_withdrawn)
{
  g_assert_cmpstr (ktg_case_get_version (world->self)->event_id, ==, version);
  g_assert_cmpint (ktg_case_is_withdrawn (world->self), ==, is_withdrawn);
}

/* @takes: (nullable): one id. */
static KtgEvent *
take_step (CaseWorld *world, const Actor *actor, const char *code, const char *takes)
{
  KtgEvent *event = ktg_case_begin_step (world->self, actor->key, code);

  g_free (event->report_id);
  event->report_id = g_strdup (CASE_REPORT);
  event->case_id = g_strdup (CASE_ID);
  if (takes != NULL)
    {
      g_autoptr (GPtrArray) found = ktg_case_find_takeable (world->self, takes);

      g_assert_cmpuint (found->len, ==, 1);
      g_assert_true (ktg_case_take (world->self, event, g_ptr_array_index (found, 0)));
    }
  return event;
}

static void
what_the_filer_said_late_changes_no_report (CaseWorld *world, gconstpointer data)
{
  gboolean is_taken = TRUE;

  say_late (world);
  assert_in_force (world, "v2", FALSE);
  g_assert_true (ktg_case_is_in_force (world->self, "v2", &is_taken));
  g_assert_false (ktg_case_is_in_force (world->self, "v3", &is_taken));
  g_assert_false (is_taken);
  g_assert_false (ktg_case_is_in_force (world->self, "w", &is_taken));
  g_assert_false (ktg_case_is_in_force (world->self, "nowhere", &is_taken));

  case_add (world->self, "a", &sleman, take_step (world, &sleman, "received", NULL));
  g_assert_cmpstr (case_find (world->self, "a")->event->step->version, ==, "v2");
  case_assert_heads (world->self, "a", "received", FALSE);
}

/* Of a report that came late itself it is as much as the rest. */
static void
of_a_late_report_the_newest_version_is_in_force (CaseWorld *world, gconstpointer data)
{
  Actor thief = filer;

  thief.standing.belief = KTG_BELIEF_LATE;
  case_add (world->self, CASE_ID, &thief, case_filing_new ());
  say_late (world);
  assert_in_force (world, "v3", TRUE);
}

static void
an_office_takes_what_the_filer_said_late (CaseWorld *world, gconstpointer data)
{
  gboolean is_taken = FALSE;

  say_late (world);
  case_add (world->self, "a", &sleman, take_step (world, &sleman, "received", "v3"));
  assert_in_force (world, "v3", FALSE);
  g_assert_cmpstr (case_find (world->self, "a")->event->step->version, ==, "v3");
  g_assert_true (ktg_case_is_in_force (world->self, "v3", &is_taken));
  g_assert_true (is_taken);
  case_assert_heads (world->self, "a", "received", FALSE);

  case_add (world->self, "b", &sleman, take_step (world, &sleman, "clarified", "w"));
  assert_in_force (world, "v3", TRUE);
}

/* Whoever has the laptop chooses no office: neither which decides, nor which takes. */
static void
a_place_that_came_late_gives_nobody_the_case (CaseWorld *world, gconstpointer data)
{
  KtgEvent *step = NULL;

  say_late (world);
  step = take_step (world, &yogya, "received", "v3");
  case_add (world->self, "y", &yogya, step);
  case_assert_verdict (world->self, "y", KTG_CASE_IS_NOT_OF_REGION);
  assert_in_force (world, "v2", FALSE);

  case_add (world->self, "p", &province, take_step (world, &province, "received", "v3"));
  assert_in_force (world, "v3", FALSE);
  case_add (world->self, "z", &yogya, take_step (world, &yogya, "registered", NULL));
  case_assert_heads (world->self, "z", "registered", FALSE);
}

/* Whoever judged what came late without taking it did not make it so. */
static void
to_judge_a_late_version_takes_it_not (CaseWorld *world, gconstpointer data)
{
  KtgEvent *step = case_step_new (&sleman, "received", "");

  say_late (world);
  g_free (step->step->version);
  step->step->version = g_strdup ("v3");
  case_add (world->self, "a", &sleman, step);
  case_assert_heads (world->self, "a", "received", FALSE);
  assert_in_force (world, "v2", FALSE);
}

/* As it will stand for all: what it follows counts by it alone. */
static void
what_is_tried_stands_as_it_will (CaseWorld *world, gconstpointer data)
{
  static const char *const codes[] = { "registered", "case_review", "received", "done" };

  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "l", &former, "registered", "a", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (KtgEvent) said = take_step (world, &sleman, codes[i], "l");
      g_autoptr (KtgCase) after = case_begin (world->pack);
      const char    *lacks = NULL;
      KtgCaseVerdict tried = ktg_case_try (world->self, said, &sleman.standing, &lacks);

      case_step (after, "a", &sleman, "received", "", NULL);
      case_step (after, "l", &former, "registered", "a", NULL);
      case_add (after, "t", &sleman, ktg_event_copy (said));
      case_assert_verdict (after, "t", tried);
      g_assert_cmpstr (case_find (after, "t")->lacks, ==, lacks);
      g_assert_cmpint (tried == KTG_CASE_IS_NOT_FROM_HERE, ==, i == 0 || i == 2);
    }

  case_assert_verdict (world->self, "l", KTG_CASE_IS_LATE); /* nothing was signed */
}

/* Decisions differ once it counts, and are ended by the same step. */
static void
to_take_what_differs_needs_a_reason (CaseWorld *world, gconstpointer data)
{
  KtgEvent *late = case_step_new (&former, "needs_completion", "a");
  g_autoptr (KtgEvent) other = NULL;
  g_autoptr (KtgEvent) taking = NULL;

  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &sleman, "registered", "a", NULL);
  late->step->reason = g_strdup ("Tanda tangan.");
  case_add (world->self, "l", &former, late);
  other = take_step (world, &province, "registered", NULL);
  taking = take_step (world, &province, "registered", "l");
  g_assert_false (ktg_case_lacks_reason (world->self, other, &province.standing));
  g_assert_true (ktg_case_lacks_reason (world->self, taking, &province.standing));

  taking->step->reason = g_strdup ("  ");
  g_assert_true (ktg_case_lacks_reason (world->self, taking, &province.standing));
  g_free (taking->step->reason);
  taking->step->reason = g_strdup ("Alasan.");
  g_assert_false (ktg_case_lacks_reason (world->self, taking, &province.standing));
}

static void
what_is_said_late_beside_the_graph_is_marked (CaseWorld *world, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = NULL;

  case_add (world->self, "a", &former, case_event_new (KTG_EVENT_NOTE, &former));
  case_add (world->self, "b", &sleman, case_event_new (KTG_EVENT_NOTE, &sleman));
  case_add (world->self, "c", &stranger, case_event_new (KTG_EVENT_NOTE, &stranger));
  notes = ktg_case_list (world->self, KTG_EVENT_NOTE);
  g_assert_cmpuint (notes->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (notes, i);

      g_assert_cmpint (entry->verdict,
                       ==,
                       i == 0   ? KTG_CASE_IS_LATE
                       : i == 1 ? KTG_CASE_COUNTS
                                : KTG_CASE_IS_UNSIGNED_FOR);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/case/" path, CaseWorld, NULL, case_world_set_up, test, case_world_tear_down)
  ADD ("what-the-filer-said-late-changes-no-report", what_the_filer_said_late_changes_no_report);
  ADD ("of-a-late-report-the-newest-version-is-in-force",
       of_a_late_report_the_newest_version_is_in_force);
  ADD ("an-office-takes-what-the-filer-said-late", an_office_takes_what_the_filer_said_late);
  ADD ("a-place-that-came-late-gives-nobody-the-case",
       a_place_that_came_late_gives_nobody_the_case);
  ADD ("to-judge-a-late-version-takes-it-not", to_judge_a_late_version_takes_it_not);
  ADD ("what-is-tried-stands-as-it-will", what_is_tried_stands_as_it_will);
  ADD ("to-take-what-differs-needs-a-reason", to_take_what_differs_needs_a_reason);
  ADD ("what-is-said-late-beside-the-graph-is-marked",
       what_is_said_late_beside_the_graph_is_marked);
  ADD ("what-came-late-counts-when-an-office-takes-it",
       what_came_late_counts_when_an_office_takes_it);
  ADD ("nobody-takes-but-an-office-of-the-place", nobody_takes_but_an_office_of_the_place);

  return g_test_run ();
}
