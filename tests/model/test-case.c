/* test-case.c - which steps of a case count, and what they add up to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-office.h"

#include <string.h>

#define WIB_S (7 * 3600)
#define N_LONG 1000

typedef struct
{
  KtgPack *pack;
  KtgCase *self;
} World;

static void
world_set_up (World *world, gconstpointer data)
{
  world->pack = case_pack_new ();
  world->self = case_begin (world->pack);
}

static void
world_tear_down (World *world, gconstpointer data)
{
  ktg_case_free (world->self);
  ktg_pack_free (world->pack);
}

static const KtgCaseEntry *
find (const KtgCase *self, const char *id)
{
  GPtrArray *steps = ktg_case_get_steps (self);

  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (((KtgCaseEntry *)g_ptr_array_index (steps, i))->event_id, id))
      return g_ptr_array_index (steps, i);

  g_error ("there is no step %s", id);
}

static void
assert_verdict (const KtgCase *self, const char *id, KtgCaseVerdict verdict)
{
  g_assert_cmpint (find (self, id)->verdict, ==, verdict);
}

static char *
dup_ids (const GPtrArray *entries)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (ids,
                            "%s%s",
                            i > 0 ? " " : "",
                            ((KtgCaseEntry *)g_ptr_array_index (entries, i))->event_id);

  return g_strdup (ids->str);
}

static void
assert_heads (const KtgCase *self, const char *expected, const char *state, gboolean is_conflict)
{
  g_autofree char *ids = dup_ids (ktg_case_get_heads (self));

  g_assert_cmpstr (ids, ==, expected);
  g_assert_cmpstr (ktg_case_get_state (self), ==, state);
  g_assert_cmpint (ktg_case_is_conflict (self), ==, is_conflict);
}

static void
without_a_step_it_is_as_it_was_filed (World *world, gconstpointer data)
{
  KtgEvent *event = case_event_new (KTG_EVENT_WITHDRAWN, &filer);

  assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
  case_add (world->self, "w", &other_officer, case_event_new (KTG_EVENT_WITHDRAWN, &other_officer));
  assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
  case_add (world->self, "w1", &filer, event);
  assert_heads (world->self, "", KTG_CASE_WITHDRAWN, FALSE);
}

static void
without_its_filing_all_waits (World *world, gconstpointer data)
{
  g_autoptr (KtgCase) other = ktg_case_new (world->pack, CASE_ID);

  case_step (other, "a", &sleman, "received", "", NULL);
  g_assert_null (ktg_case_get_state (other));
  assert_verdict (other, "a", KTG_CASE_WAITS_FOR_VERSION);
  case_add (other, CASE_ID, &filer, case_filing_new ());
  assert_heads (other, "a", "received", FALSE);
}

static void
the_newest_step_is_the_state (World *world, gconstpointer data)
{
  g_autofree char *ids = NULL;

  case_step (world->self, "b", &sleman, "initial_review", "z", NULL);
  case_step (world->self, "a", &sleman_too, "registered", "b", NULL);
  assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
  assert_verdict (world->self, "b", KTG_CASE_WAITS_FOR_STEP);
  assert_verdict (world->self, "a", KTG_CASE_WAITS_FOR_STEP);

  case_step (world->self, "z", &sleman, "received", "", NULL);
  assert_heads (world->self, "a", "registered", FALSE);
  ids = dup_ids (ktg_case_get_steps (world->self));
  g_assert_cmpstr (ids, ==, "z b a");
}

static void
what_follows_anything_but_a_step_of_it_waits (World *world, gconstpointer data)
{
  KtgEvent *note = case_event_new (KTG_EVENT_NOTE, &sleman);

  note->note = g_strdup ("Sudah ditelepon.");
  case_add (world->self, "n", &sleman, note);
  case_step (world->self, "a", &sleman, "received", "n", NULL);
  case_step (world->self, "b", &sleman, "received", CASE_ID, NULL);
  assert_verdict (world->self, "a", KTG_CASE_WAITS_FOR_STEP);
  assert_verdict (world->self, "b", KTG_CASE_WAITS_FOR_STEP);
  assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
}

/* Else a stranger who names what is nowhere would stop a case for ever. */
static void
nobody_waits_for_what_a_stranger_waits_for (World *world, gconstpointer data)
{
  case_step (world->self, "s", &stranger, "received", "nowhere", NULL);
  case_step (world->self, "a", &sleman, "received", "s", NULL);
  assert_verdict (world->self, "s", KTG_CASE_WAITS_FOR_STEP);
  assert_heads (world->self, "a", "received", FALSE);
}

static void
steps_that_differ_are_ended_from_above (World *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "p", &province, "registered", "a", NULL);
  case_step (world->self, "n", &sleman, "not_registered", "a", "Tidak lengkap.");
  assert_heads (world->self, "n p", "not_registered", TRUE);

  case_step (world->self, "x", &sleman_too, "done", "n p", "Selesai.");
  assert_heads (world->self, "p x", "registered", TRUE); /* only its own office's was replaced */
  case_step (world->self, "y", &district, "done", "p x", "Selesai.");
  assert_verdict (world->self, "y", KTG_CASE_IS_NOT_ABOVE);

  case_step (world->self, "q", &province, "registered", "p x", NULL);
  assert_verdict (world->self, "q", KTG_CASE_LACKS);
  g_assert_cmpstr (find (world->self, "q")->lacks, ==, "reason");
  assert_heads (world->self, "p x", "registered", TRUE);
  case_step (world->self, "r", &province, "registered", "p x q", "Syarat terpenuhi.");
  assert_heads (world->self, "r", "registered", FALSE);
}

static void
an_office_ends_what_its_own_devices_differ_in (World *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &sleman, "registered", "a", NULL);
  case_step (world->self, "c", &sleman_too, "needs_completion", "a", "Tanda tangan.");
  assert_heads (world->self, "b c", "registered", TRUE);
  case_step (world->self, "d", &sleman_too, "needs_completion", "b c", "Tanda tangan.");
  assert_heads (world->self, "d", "needs_completion", FALSE);
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
steps_that_decide_the_same_are_one_state (World *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  review (world->self, "b", &sleman, "yes", "1");
  review (world->self, "c", &province, "yes", "2");
  assert_heads (world->self, "b c", "initial_review", FALSE);
  case_step (world->self, "d", &sleman, "registered", "b c", NULL);
  assert_heads (world->self, "d", "registered", FALSE);

  review (world->self, "e", &province, "no", NULL);
  assert_heads (world->self, "d e", "registered", TRUE);
}

static void
what_does_not_count_takes_nothing_with_it (World *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &sleman, "praised", "a", NULL);
  case_step (world->self, "c", &sleman, "extended", "b", "Saksi sakit.");
  assert_verdict (world->self, "b", KTG_CASE_HAS_NO_SUCH_STEP);
  assert_verdict (world->self, "c", KTG_CASE_IS_NOT_FROM_HERE);
  assert_heads (world->self, "a", "received", FALSE);

  case_step (world->self, "d", &sleman, "registered", "c", NULL);
  assert_heads (world->self, "d", "registered", FALSE);
}

static void
each_step_has_those_who_may_take_it (World *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "o", &other_officer, "registered", "a", NULL);
  case_step (world->self, "f", &filer, "registered", "a", NULL);
  case_step (world->self, "d", &district, "registered", "a", NULL);
  case_step (world->self, "y", &yogya, "registered", "a", NULL);
  case_step (world->self, "s", &stranger, "registered", "a", NULL);
  assert_verdict (world->self, "o", KTG_CASE_IS_NOT_OF_ROLE);
  assert_verdict (world->self, "f", KTG_CASE_IS_NOT_OF_ROLE);
  assert_verdict (world->self, "d", KTG_CASE_IS_NOT_OF_LEVEL);
  assert_verdict (world->self, "y", KTG_CASE_IS_NOT_OF_REGION);
  assert_verdict (world->self, "s", KTG_CASE_IS_UNSIGNED_FOR);
  assert_heads (world->self, "a", "received", FALSE);

  case_step (world->self, "n", &district, "needs_completion", "a", "Tanda tangan.");
  case_step (world->self, "x", &other_officer, "completed", "n", NULL);
  case_step (world->self, "z", &filer, "completed", "n", NULL);
  assert_verdict (world->self, "x", KTG_CASE_IS_NOT_OF_ROLE);
  assert_heads (world->self, "z", "completed", FALSE);
  case_step (world->self, "c", &centre, "registered", "z", NULL);
  assert_heads (world->self, "c", "registered", FALSE);
}

/* An office whose new admission is of another region is another office from then on. */
static void
an_office_that_lost_its_region_decides_nothing_there (World *world, gconstpointer data)
{
  Actor moved = sleman;

  moved.standing.region = "34.02";
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "b", &moved, "registered", "a", NULL);
  assert_verdict (world->self, "b", KTG_CASE_IS_NOT_OF_REGION);
  assert_heads (world->self, "a", "received", FALSE);
}

static void
who_was_handed_the_case_has_it (World *world, gconstpointer data)
{
  case_step (world->self, "a", &yogya, "received", "", NULL);
  case_step (world->self, "b", &sleman, "handed_over", "", NULL);
  case_step (world->self, "c", &yogya, "received", "b", NULL);
  assert_verdict (world->self, "a", KTG_CASE_IS_NOT_OF_REGION);
  assert_heads (world->self, "c", "received", FALSE);

  case_step (world->self, "d", &yogya, "registered", "c", NULL);
  assert_heads (world->self, "d", "registered", FALSE);
}

static void
the_place_of_the_version_that_was_judged_counts (World *world, gconstpointer data)
{
  KtgEvent *amended = case_event_new (KTG_EVENT_AMENDED, &filer);
  KtgEvent *step = case_step_new (&yogya, "received", "");

  amended->seq = 2;
  amended->report = ktg_report_new ();
  amended->report->place_region = g_strdup ("34.71.06.1002");
  g_free (step->step->version);
  step->step->version = g_strdup ("v2");
  case_add (world->self, "a", &yogya, step);
  assert_verdict (world->self, "a", KTG_CASE_WAITS_FOR_VERSION);
  case_add (world->self, "v2", &filer, amended);
  assert_heads (world->self, "a", "received", FALSE);
}

/* Until it is known who filed it, nobody knows whose it is; a report that came late has its place.
 */
static void
a_report_is_nobodys_before_its_filer_is_known (World *world, gconstpointer data)
{
  g_autoptr (KtgCase) unknown = ktg_case_new (world->pack, CASE_ID);
  g_autoptr (KtgCase) late = ktg_case_new (world->pack, CASE_ID);
  Actor revoked = filer;

  revoked.standing.belief = KTG_BELIEF_LATE;
  case_add (unknown, CASE_ID, &stranger, case_filing_new ());
  case_add (late, CASE_ID, &revoked, case_filing_new ());
  case_step (unknown, "a", &sleman, "received", "", NULL);
  case_step (late, "a", &sleman, "received", "", NULL);
  assert_verdict (unknown, "a", KTG_CASE_IS_NOT_OF_REGION);
  assert_heads (late, "a", "received", FALSE);

  case_step (unknown, "c", &centre, "received", "", NULL);
  assert_verdict (unknown, "c", KTG_CASE_IS_NOT_OF_REGION);
}

/* Who came with two standings is what is the lesser, whichever came first. */
static void
of_two_standings_the_lesser_counts (World *world, gconstpointer data)
{
  case_step (world->self, "a", &sleman, "received", "", NULL);
  case_step (world->self, "a", &former, "received", "", NULL);
  case_step (world->self, "a", &sleman, "received", "", NULL);
  assert_verdict (world->self, "a", KTG_CASE_IS_LATE);
}

static void
what_came_late_counts_when_an_office_takes_it (World *world, gconstpointer data)
{
  KtgEvent *taking = case_step_new (&sleman, "registered", "l");
  KtgEvent *naming = case_step_new (&sleman, "received", "l");

  case_step (world->self, "l", &former, "received", "", NULL);
  case_add (world->self, "m", &sleman, naming);
  assert_verdict (world->self, "l", KTG_CASE_IS_LATE);
  assert_heads (world->self, "m", "received", FALSE);

  g_ptr_array_add (taking->step->takes, g_strdup ("l"));
  case_add (world->self, "t", &sleman, taking);
  assert_verdict (world->self, "l", KTG_CASE_COUNTS);
  assert_verdict (world->self, "m", KTG_CASE_IS_NOT_FROM_HERE);
  g_assert_true (find (world->self, "l")->is_taken);
  assert_heads (world->self, "t", "registered", FALSE);
}

static void
nobody_takes_but_an_office_of_the_place (World *world, gconstpointer data)
{
  const Actor *const others[] = { &other_officer, &filer, &yogya, &former, &stranger };

  case_step (world->self, "l", &former, "received", "", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      KtgEvent *taking = case_step_new (others[i], "registered", "l");

      g_ptr_array_add (taking->step->takes, g_strdup ("l"));
      case_add (world->self, others[i]->key, others[i], taking);
    }

  assert_verdict (world->self, "l", KTG_CASE_IS_LATE);
  assert_heads (world->self, "", KTG_CASE_FILED, FALSE);
}

static void
what_is_not_said_is_named (World *world, gconstpointer data)
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
  g_assert_cmpstr (find (world->self, "b")->lacks, ==, "reason");
  g_assert_cmpstr (find (world->self, "c")->lacks, ==, "formal");
  g_assert_cmpstr (find (world->self, "d")->lacks, ==, "to");
  assert_heads (world->self, "a", "received", FALSE);
}

static void
assign (World *world, const char *id, const Actor *actor, guint64 seq, const char *until)
{
  KtgEvent *event = case_event_new (KTG_EVENT_ASSIGNED, actor);

  event->seq = seq;
  event->assignment = ktg_assignment_new ();
  event->assignment->to = g_strdup (id);
  event->assignment->until = g_strdup (until);
  case_add (world->self, id, actor, event);
}

static void
assert_assigned (const World *world, const char *day, const char *expected)
{
  g_autoptr (GPtrArray) assigned = ktg_case_list_assigned (world->self, day);
  g_autofree char *ids = dup_ids (assigned);

  g_assert_cmpstr (ids, ==, expected);
}

static void
who_looks_after_it_does_until_the_day_is_over (World *world, gconstpointer data)
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
what_stands_beside_the_graph_is_listed (World *world, gconstpointer data)
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
  ids = dup_ids (notes);
  g_assert_cmpstr (ids, ==, "b a");
  g_assert_true (((KtgCaseEntry *)g_ptr_array_index (notes, 1))->event->is_for_office);
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
say_late (World *world)
{
  Actor thief = filer;

  thief.standing.belief = KTG_BELIEF_LATE;
  case_add (world->self, "v2", &filer, say (KTG_EVENT_AMENDED, 2, "34.04.07.2002"));
  case_add (world->self, "v3", &thief, say (KTG_EVENT_AMENDED, 3, "34.71.06.1002"));
  case_add (world->self, "w", &thief, say (KTG_EVENT_WITHDRAWN, 4, NULL));
}

static void
assert_in_force (const World *world, const char *version, gboolean is_withdrawn)
{
  g_assert_cmpstr (ktg_case_get_version (world->self)->event_id, ==, version);
  g_assert_cmpint (ktg_case_is_withdrawn (world->self), ==, is_withdrawn);
}

/* @takes: (nullable): one id. */
static KtgEvent *
take_step (World *world, const Actor *actor, const char *code, const char *takes)
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
what_the_filer_said_late_changes_no_report (World *world, gconstpointer data)
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
  g_assert_cmpstr (find (world->self, "a")->event->step->version, ==, "v2");
  assert_heads (world->self, "a", "received", FALSE);
}

/* Of a report that came late itself it is as much as the rest. */
static void
of_a_late_report_the_newest_version_is_in_force (World *world, gconstpointer data)
{
  Actor thief = filer;

  thief.standing.belief = KTG_BELIEF_LATE;
  case_add (world->self, CASE_ID, &thief, case_filing_new ());
  say_late (world);
  assert_in_force (world, "v3", TRUE);
}

static void
an_office_takes_what_the_filer_said_late (World *world, gconstpointer data)
{
  gboolean is_taken = FALSE;

  say_late (world);
  case_add (world->self, "a", &sleman, take_step (world, &sleman, "received", "v3"));
  assert_in_force (world, "v3", FALSE);
  g_assert_cmpstr (find (world->self, "a")->event->step->version, ==, "v3");
  g_assert_true (ktg_case_is_in_force (world->self, "v3", &is_taken));
  g_assert_true (is_taken);
  assert_heads (world->self, "a", "received", FALSE);

  case_add (world->self, "b", &sleman, take_step (world, &sleman, "clarified", "w"));
  assert_in_force (world, "v3", TRUE);
}

/* Whoever has the laptop chooses no office: neither which decides, nor which takes. */
static void
a_place_that_came_late_gives_nobody_the_case (World *world, gconstpointer data)
{
  KtgEvent *step = NULL;

  say_late (world);
  step = take_step (world, &yogya, "received", "v3");
  case_add (world->self, "y", &yogya, step);
  assert_verdict (world->self, "y", KTG_CASE_IS_NOT_OF_REGION);
  assert_in_force (world, "v2", FALSE);

  case_add (world->self, "p", &province, take_step (world, &province, "received", "v3"));
  assert_in_force (world, "v3", FALSE);
  case_add (world->self, "z", &yogya, take_step (world, &yogya, "registered", NULL));
  assert_heads (world->self, "z", "registered", FALSE);
}

/* Whoever judged what came late without taking it did not make it so. */
static void
to_judge_a_late_version_takes_it_not (World *world, gconstpointer data)
{
  KtgEvent *step = case_step_new (&sleman, "received", "");

  say_late (world);
  g_free (step->step->version);
  step->step->version = g_strdup ("v3");
  case_add (world->self, "a", &sleman, step);
  assert_heads (world->self, "a", "received", FALSE);
  assert_in_force (world, "v2", FALSE);
}

/* As it will stand for all: what it follows counts by it alone. */
static void
what_is_tried_stands_as_it_will (World *world, gconstpointer data)
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
      assert_verdict (after, "t", tried);
      g_assert_cmpstr (find (after, "t")->lacks, ==, lacks);
      g_assert_cmpint (tried == KTG_CASE_IS_NOT_FROM_HERE, ==, i == 0 || i == 2);
    }

  assert_verdict (world->self, "l", KTG_CASE_IS_LATE); /* nothing was signed */
}

static void
what_is_said_late_beside_the_graph_is_marked (World *world, gconstpointer data)
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

static void
assert_clocks (const World *world, const char *expected)
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
step_on (World       *world,
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
steps_start_and_stop_the_terms_of_the_law (World *world, gconstpointer data)
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
a_side_that_was_not_chosen_ends_no_term (World *world, gconstpointer data)
{
  step_on (world, "a", &sleman, "received", "", "2024-11-13");
  step_on (world, "b", &sleman, "initial_review", "a", "2024-11-14");
  step_on (world, "c", &province, "needs_completion", "a", "2024-11-14");
  step_on (world, "d", &province, "needs_completion", "b c", "2024-11-14");
  assert_heads (world->self, "d", "needs_completion", FALSE);
  assert_clocks (world, "initial_review 2024-11-15");
}

static void
assert_next (const World *world, const Actor *actor, const char *expected)
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
what_may_be_done_next_is_known (World *world, gconstpointer data)
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
the_next_step_names_all_that_is_newest (World *world, gconstpointer data)
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
a_thousand_steps_add_up_in_no_time (World *world, gconstpointer data)
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
  assert_heads (world->self, "0999", "clarified", FALSE);
  seconds = (double)(g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC;
  g_test_message ("%d steps that each name %d: %.3f s", N_LONG, KTG_EVENT_MOST_AFTER, seconds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/case/" path, World, NULL, world_set_up, test, world_tear_down)
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
  ADD ("what-the-filer-said-late-changes-no-report", what_the_filer_said_late_changes_no_report);
  ADD ("of-a-late-report-the-newest-version-is-in-force",
       of_a_late_report_the_newest_version_is_in_force);
  ADD ("an-office-takes-what-the-filer-said-late", an_office_takes_what_the_filer_said_late);
  ADD ("a-place-that-came-late-gives-nobody-the-case",
       a_place_that_came_late_gives_nobody_the_case);
  ADD ("to-judge-a-late-version-takes-it-not", to_judge_a_late_version_takes_it_not);
  ADD ("what-is-tried-stands-as-it-will", what_is_tried_stands_as_it_will);
  ADD ("what-is-said-late-beside-the-graph-is-marked",
       what_is_said_late_beside_the_graph_is_marked);
  ADD ("what-came-late-counts-when-an-office-takes-it",
       what_came_late_counts_when_an_office_takes_it);
  ADD ("nobody-takes-but-an-office-of-the-place", nobody_takes_but_an_office_of_the_place);
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
