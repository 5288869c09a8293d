/* test-case-orders.c - the same events of a case are the same case, in whatever order they come
 *
 * Small worlds are made by chance: offices that know of each other's steps and offices that do not,
 * one above them, an officer, a former office, a device that was revoked, a stranger, a case that
 * is handed over. Each is folded in several orders with repeats; after every event that comes, a
 * second fold of what is here by then, in an order of its own, says the same.
 *
 * KTG_CASE_ORDERS says how many orders, 4,000 where it does not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-office.h"

#include <stdlib.h>

#define N_ORDERS "4000"
#define ORDERS_A_WORLD 8
#define FEWEST 3
#define MOST 25
#define WIB_S (7 * 3600)
#define TODAY "2024-11-15"

typedef struct
{
  char       *id;
  KtgEvent   *event;
  KtgStanding standing;
} Happened;

static void
free_happened (gpointer data)
{
  Happened *happened = data;

  g_free (happened->id);
  ktg_event_free (happened->event);
  g_free (happened);
}

static int
up_to (guint n)
{
  return g_test_rand_int_range (0, (gint32)n);
}

/* --- a world --- */

static void
happen (GPtrArray *world, const char *id, KtgEvent *event, const Actor *actor)
{
  Happened *happened = g_new0 (Happened, 1);

  happened->id = id != NULL ? g_strdup (id) : g_strdup_printf ("%08x", g_test_rand_int ());
  happened->event = event;
  happened->standing = actor->standing;
  event->seq = world->len + 1;
  event->at.wall_us += (gint64)up_to (5) * 86400 * G_USEC_PER_SEC; /* clocks say what they like */
  g_ptr_array_add (world, happened);
}

static const Actor *
pick_actor (void)
{
  static const Actor *const actors[] = {
    &sleman, &sleman, &sleman, &sleman_too,    &yogya,    &yogya,    &province, &filer,    &filer,
    &former, &former, &centre, &other_officer, &stranger, &district, &district, &district,
  };

  return actors[up_to (G_N_ELEMENTS (actors))];
}

static const char *
pick_id (const GPtrArray *world)
{
  return ((Happened *)g_ptr_array_index (world, up_to (world->len)))->id;
}

static void
come (KtgCase *self, const GPtrArray *world, guint i)
{
  const Happened *happened = g_ptr_array_index (world, i);

  g_assert_true (ktg_case_add (self, happened->id, happened->event, &happened->standing));
}

/* What somebody holds who was not there all the time. */
static KtgCase *
new_view (const KtgPack *pack, const GPtrArray *world)
{
  KtgCase *self = ktg_case_new (pack, CASE_ID);
  guint    n_missed = up_to (3) == 0 ? up_to (world->len) : 0;

  for (guint i = 0; i < world->len; i++)
    if (i == 0 || i + n_missed < world->len)
      come (self, world, i);

  return self;
}

static const char *
pick_code (const KtgCase *view, const Actor *actor)
{
  static const char *const codes[] = {
    "received",       "initial_review", "needs_completion", "completed", "registered",
    "not_registered", "extended",       "handed_over",      "clarified", "praised",
  };
  g_autoptr (GPtrArray) next = ktg_case_list_next (view, actor->key, &actor->standing);

  if (next->len == 0 || up_to (6) == 0)
    return codes[up_to (G_N_ELEMENTS (codes))];

  return ((KtgProcedureStep *)g_ptr_array_index (next, up_to (next->len)))->code;
}

/* What is no step, and now and then what is nowhere. */
static void
follow_by_chance (const GPtrArray *world, KtgEvent *event)
{
  g_ptr_array_set_size (event->after, 0);
  for (int n = up_to (3); n > 0; n--)
    g_ptr_array_add (event->after, g_strdup (up_to (5) == 0 ? "nowhere" : pick_id (world)));
}

/* The newest that its author holds. */
static void
follow (const KtgCase *view, KtgEvent *event)
{
  g_autoptr (GPtrArray) after = ktg_case_list_after (view);

  for (guint i = 0; i < after->len; i++)
    {
      g_ptr_array_add (event->after, g_strdup (g_ptr_array_index (after, i)));
      if (up_to (3) == 0)
        g_ptr_array_add (event->step->takes, g_strdup (g_ptr_array_index (after, i)));
    }
}

static KtgEvent *
new_random_step (const KtgPack *pack, const GPtrArray *world, const Actor *actor)
{
  g_autoptr (KtgCase) view = new_view (pack, world);
  KtgEvent *event = case_step_new (actor, pick_code (view, actor), "");

  event->step->reason = up_to (6) > 0 ? g_strdup ("Alasan.") : NULL;
  if (up_to (3) == 0)
    ktg_values_set_text (event->step->values, "formal", "no");
  if (up_to (12) == 0)
    {
      g_free (event->step->version);
      event->step->version = g_strdup (up_to (2) == 0 ? "v2" : "nowhere");
    }
  follow (view, event);
  if (up_to (10) == 0)
    follow_by_chance (world, event);
  return event;
}

static KtgEvent *
new_random_assignment (const Actor *actor)
{
  KtgEvent *event = case_event_new (KTG_EVENT_ASSIGNED, actor);

  event->assignment = ktg_assignment_new ();
  event->assignment->to = g_strdup (actor->key);
  event->assignment->until = g_strdup (up_to (2) == 0 ? TODAY : "2024-11-14");
  return event;
}

static void
happen_by_chance (const KtgPack *pack, GPtrArray *world)
{
  const Actor *actor = pick_actor ();
  KtgEvent    *event = NULL;

  if (up_to (8) > 0)
    happen (world, NULL, new_random_step (pack, world, actor), actor);
  else if (up_to (2) == 0)
    happen (world, NULL, new_random_assignment (actor), actor);
  else
    {
      event = case_event_new (up_to (3) == 0 ? KTG_EVENT_WITHDRAWN : KTG_EVENT_NOTE, actor);
      happen (world, NULL, event, actor);
    }
}

/* A place that was amended makes it a case of another office. */
static KtgEvent *
new_amendment (void)
{
  KtgEvent *event = case_event_new (KTG_EVENT_AMENDED, &filer);

  event->report = ktg_report_new ();
  event->report->kind = g_strdup ("lhp");
  event->report->place_region = g_strdup ("34.71.06.1002");
  return event;
}

/* A device is believed up to some event, and what it wrote after that came late. */
static void
revoke_device (GPtrArray *world, const Actor *actor, guint64 seq)
{
  for (guint i = 0; i < world->len; i++)
    {
      Happened *happened = g_ptr_array_index (world, i);

      if (g_str_equal (happened->event->author, actor->key) && happened->event->seq > seq)
        happened->standing.belief = KTG_BELIEF_LATE;
    }
}

static GPtrArray *
new_world (const KtgPack *pack)
{
  GPtrArray *world = g_ptr_array_new_with_free_func (free_happened);
  guint      n = FEWEST + up_to (MOST - FEWEST + 1);

  happen (world, CASE_ID, case_filing_new (), &filer);
  if (up_to (3) == 0)
    happen (world, "v2", new_amendment (), &filer);
  while (world->len < n)
    happen_by_chance (pack, world);
  if (up_to (2) == 0)
    revoke_device (world, &sleman_too, up_to (world->len));
  return world;
}

/* --- what it adds up to --- */

static void
say_entries (GString *said, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (said,
                              " %s/%d/%s/%d%d",
                              entry->event_id,
                              entry->verdict,
                              entry->lacks != NULL ? entry->lacks : "",
                              entry->is_head,
                              entry->is_taken);
    }
  g_string_append_c (said, '\n');
}

static void
say_clocks (GString *said, const KtgCase *self)
{
  g_autoptr (GArray) clocks = ktg_case_list_clocks (self, WIB_S);

  for (guint i = 0; i < clocks->len; i++)
    {
      const KtgCaseClock *clock = &g_array_index (clocks, KtgCaseClock, i);

      g_string_append_printf (said,
                              " %s %s %s",
                              clock->deadline.term->code,
                              clock->deadline.start,
                              clock->step_id);
    }
}

static void
say_next (GString *said, const KtgCase *self)
{
  g_autoptr (GPtrArray) next = ktg_case_list_next (self, sleman.key, &sleman.standing);
  g_autoptr (GPtrArray) after = ktg_case_list_after (self);

  for (guint i = 0; i < next->len; i++)
    g_string_append_printf (said, " %s", ((KtgProcedureStep *)g_ptr_array_index (next, i))->code);
  for (guint i = 0; i < after->len; i++)
    g_string_append_printf (said, " %s", (const char *)g_ptr_array_index (after, i));
}

static char *
dup_sum (const KtgCase *self, gboolean is_whole)
{
  GString *said = g_string_new (ktg_case_get_state (self));

  g_string_append_printf (said, " %d%d", ktg_case_is_conflict (self), ktg_case_is_withdrawn (self));
  say_entries (said, ktg_case_get_heads (self));
  say_entries (said, ktg_case_get_steps (self));
  if (is_whole)
    {
      g_autoptr (GPtrArray) assigned = ktg_case_list_assigned (self, TODAY);

      say_entries (said, assigned);
      say_clocks (said, self);
      say_next (said, self);
    }

  return g_string_free (said, FALSE);
}

/* --- orders --- */

static void
shuffle (guint *order, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = up_to (i);
      guint swapped = order[i - 1];

      order[i - 1] = order[j];
      order[j] = swapped;
    }
}

static char *
dup_sum_of (const KtgPack *pack, const GPtrArray *world, const guint *here, guint n, gboolean whole)
{
  g_autoptr (KtgCase) self = ktg_case_new (pack, CASE_ID);
  g_autofree guint *order = g_memdup2 (here, n * sizeof (guint));

  shuffle (order, n);
  for (guint i = 0; i < n; i++)
    come (self, world, order[i]);

  return dup_sum (self, whole);
}

/* Returns: what it adds up to in the end. */
static char *
play_order (const KtgPack *pack, const GPtrArray *world)
{
  g_autoptr (KtgCase) self = ktg_case_new (pack, CASE_ID);
  g_autofree guint *order = g_new0 (guint, world->len);

  for (guint i = 0; i < world->len; i++)
    order[i] = i;
  shuffle (order, world->len);

  for (guint i = 0; i < world->len; i++)
    {
      gboolean         is_whole = i + 1 == world->len;
      g_autofree char *sum = NULL;
      g_autofree char *other = NULL;

      come (self, world, order[i]);
      come (self, world, order[up_to (i + 1)]);
      sum = dup_sum (self, is_whole);
      other = dup_sum_of (pack, world, order, i + 1, is_whole);
      g_assert_cmpstr (sum, ==, other);
    }

  return dup_sum (self, TRUE);
}

/* So that the worlds are of use: what they should have in them they have. */
typedef struct
{
  guint n_conflicts, n_taken, n_of_many, n_handed, n_verdicts[KTG_CASE_LACKS + 1];
} Met;

static void
meet (Met *met, const KtgPack *pack, const GPtrArray *world)
{
  g_autoptr (KtgCase) self = ktg_case_new (pack, CASE_ID);
  GPtrArray *steps = NULL;

  for (guint i = 0; i < world->len; i++)
    come (self, world, i);

  steps = ktg_case_get_steps (self);
  met->n_conflicts += ktg_case_is_conflict (self);
  met->n_of_many += ktg_case_get_heads (self)->len > 1;
  for (guint i = 0; i < steps->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (steps, i);

      met->n_verdicts[entry->verdict]++;
      met->n_taken += entry->is_taken && entry->verdict == KTG_CASE_COUNTS;
      met->n_handed += entry->verdict == KTG_CASE_COUNTS && entry->step->hands_over;
    }
}

static void
assert_all_was_met (const Met *met)
{
  g_assert_cmpuint (met->n_conflicts, >, 0);
  g_assert_cmpuint (met->n_of_many, >, 0);
  g_assert_cmpuint (met->n_taken, >, 0);
  g_assert_cmpuint (met->n_handed, >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (met->n_verdicts); i++)
    {
      g_test_message ("verdict %d: %u steps", (int)i, met->n_verdicts[i]);
      g_assert_cmpuint (met->n_verdicts[i], >, 0);
    }
}

static void
every_order_is_the_same_case (void)
{
  g_autoptr (KtgPack) pack = case_pack_new ();
  const char *wanted = g_getenv ("KTG_CASE_ORDERS");
  guint       n_orders = (guint)atoi (wanted != NULL ? wanted : N_ORDERS);
  guint       n_done = 0;
  Met         met = { 0 };

  while (n_done < n_orders)
    {
      g_autoptr (GPtrArray) world = new_world (pack);
      g_autofree char *first = play_order (pack, world);

      for (guint i = 1; i < ORDERS_A_WORLD; i++)
        {
          g_autofree char *sum = play_order (pack, world);

          g_assert_cmpstr (sum, ==, first);
        }
      meet (&met, pack, world);
      n_done += ORDERS_A_WORLD;
    }

  g_test_message ("%u orders of %u worlds, %u in conflict, %u steps taken, %u handed over",
                  n_done,
                  n_done / ORDERS_A_WORLD,
                  met.n_conflicts,
                  met.n_taken,
                  met.n_handed);
  assert_all_was_met (&met);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/case-orders/every-order-is-the-same-case", every_order_is_the_same_case);

  return g_test_run ();
}
