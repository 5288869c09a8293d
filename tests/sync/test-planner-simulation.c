/* test-planner-simulation.c - thousands of runs against a server and a link that fail by chance
 *
 * A world is made from a seed: reports with files, a server that refuses, forgets and is busy, a
 * link that breaks at any step with the answer lost, and several steps under way that end in any
 * order. The planner must bring it level, in order, without giving up what could have arrived; and
 * where the officer made rules, nothing goes against them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "owed-fixture.h"

#include <ktg-pieces.h>
#include <ktg-planner.h>

#include <string.h>

#define N_WORLDS 6000
#define N_WORLDS_SLOW 1000000
#define MAX_STEPS 40000
#define MOST_UPLOADS 4

typedef struct
{
  guint64  size;
  guint64  held; /* durable at the server */
  char    *event_id;
  gboolean is_preview;
  gboolean is_bad; /* the server refuses it always */
} File;

typedef struct
{
  GRand      *chance;
  KtgPlanner *planner;
  KtgPolicy   policy;
  KtgOwed    *owed;
  GHashTable *files;    /* by SHA-256 */
  GHashTable *accepted; /* events the server has */
  GHashTable *bad;      /* events it refuses */
  gint64      now_us;
  double      p_link, p_server, p_gone;
  guint       n_events, n_late_events;
  guint       n_sent_events; /* answered: how often a text went in vain is the link's fault only */
  GPtrArray  *under_way;     /* (element-type KtgStep) */
  gboolean    is_serial;     /* one thing at a time, and the planner is not told when it begins */
} World;

static void
file_free (File *file)
{
  g_free (file->event_id);
  g_free (file);
}

static gboolean
happens (World *world, double p)
{
  return g_rand_double (world->chance) < p;
}

static void
add_report (World *world)
{
  g_autofree char *id = g_strdup_printf ("event-%u", world->n_events++);
  guint            n_files = g_rand_int_range (world->chance, 0, 5);

  add_event (world->owed, id, g_rand_int_range (world->chance, 200, 4000));
  if (happens (world, 0.05))
    g_hash_table_add (world->bad, g_strdup (id));

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *sha256 = g_strdup_printf ("file-%s-%u", id, i);
      g_autofree char *known
          = g_strdup_printf ("2024-11-%02d", g_rand_int_range (world->chance, 1, 29));
      File        *file = g_new0 (File, 1);
      KtgOwedFile *owed;

      file->event_id = g_strdup (id);
      file->is_preview = i % 2 == 1;
      file->size = g_rand_int_range (world->chance, 0, 100000);
      file->is_bad = happens (world, 0.03);
      owed = add_file (world->owed, sha256, file->size, known, world->n_events);
      owed->is_event_received = FALSE;
      owed->is_preview = file->is_preview;
      g_hash_table_insert (world->files, g_strdup (sha256), file);
    }
}

/* As far as she makes any. */
static void
make_rules (World *world)
{
  KtgSending *sending = &world->policy.sending;

  sending->rules = ktg_sending_rules_get_usual ();
  sending->is_metered = happens (world, 0.5);
  sending->rules.only_unmetered = happens (world, 0.2);
  sending->rules.holds_originals = happens (world, 0.1);
  sending->rules.is_paused = happens (world, 0.1);
  if (happens (world, 0.4))
    sending->rules.day_bytes = g_rand_int_range (world->chance, 0, 200000);
  if (happens (world, 0.1))
    sending->rules.day_bytes = 0;
}

static World *
world_new (guint32 seed)
{
  World *world = g_new0 (World, 1);
  guint  n_reports;

  world->chance = g_rand_new_with_seed (seed);
  world->planner = ktg_planner_new ();
  world->owed = ktg_owed_new ();
  world->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)file_free);
  world->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->bad = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->under_way = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_step_free);
  world->is_serial = happens (world, 0.25);
  world->policy = (KtgPolicy){ .max_batch_bytes = g_rand_int_range (world->chance, 1000, 50000),
                               .max_item_attempts = 4 };
  make_rules (world);
  world->p_link = g_rand_double_range (world->chance, 0, 0.6);
  world->p_server = g_rand_double_range (world->chance, 0, 0.2);
  world->p_gone = g_rand_double_range (world->chance, 0, 0.02);
  world->n_late_events = g_rand_int_range (world->chance, 0, 4);

  n_reports = g_rand_int_range (world->chance, 0, 12);
  for (guint i = 0; i < n_reports; i++)
    add_report (world);

  return world;
}

static void
world_free (World *world)
{
  g_rand_free (world->chance);
  g_ptr_array_unref (world->under_way);
  ktg_planner_free (world->planner);
  ktg_owed_free (world->owed);
  g_hash_table_unref (world->files);
  g_hash_table_unref (world->accepted);
  g_hash_table_unref (world->bad);
  g_free (world);
}

/* --- the server and the store of this world --- */

static void
note_event_received (World *world, const char *event_id)
{
  for (guint i = 0; i < world->owed->files->len; i++)
    {
      KtgOwedFile *owed = g_ptr_array_index (world->owed->files, i);
      const File  *file = g_hash_table_lookup (world->files, owed->sha256);

      if (strcmp (file->event_id, event_id) == 0)
        owed->is_event_received = TRUE;
    }
}

/* A receipt where it is whole, the offset where not. Whole by chance: another device had sent the
 * same file. */
static void
answer_about_file (World *world, const char *sha256)
{
  const File *file = g_hash_table_lookup (world->files, sha256);

  if (file->held == file->size && !file->is_bad && file->size > 0)
    remove_file (world->owed, sha256);
  else
    ktg_planner_file_missing (world->planner, sha256, file->held);
}

static void
answer_about_files_of (World *world, const char *event_id)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < world->owed->files->len; i++)
    {
      const KtgOwedFile *owed = g_ptr_array_index (world->owed->files, i);
      const File        *file = g_hash_table_lookup (world->files, owed->sha256);

      if (strcmp (file->event_id, event_id) == 0)
        g_ptr_array_add (named, g_strdup (owed->sha256));
    }
  for (guint i = 0; i < named->len; i++)
    answer_about_file (world, g_ptr_array_index (named, i));
}

static void
assert_batch_fits (World *world, const KtgStep *step)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < world->owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (world->owed->events, i);

      if (g_ptr_array_find_with_equal_func (step->event_ids, event->event_id, g_str_equal, NULL))
        n_bytes += event->size_bytes;
    }

  g_assert_true (step->event_ids->len <= 1 || n_bytes <= world->policy.max_batch_bytes);
}

static void
serve_exchange (World *world, const KtgStep *step)
{
  gboolean is_answer_lost = happens (world, world->p_link / 2);

  assert_batch_fits (world, step);
  for (guint i = 0; i < step->event_ids->len; i++)
    {
      const char *id = g_ptr_array_index (step->event_ids, i);

      if (!g_hash_table_contains (world->bad, id))
        g_hash_table_add (world->accepted, g_strdup (id));
    }

  if (is_answer_lost)
    {
      ktg_planner_failed (world->planner,
                          step,
                          KTG_FAILURE_LINK,
                          world->now_us,
                          0,
                          g_rand_double (world->chance));
      return;
    }

  for (guint i = 0; i < step->event_ids->len; i++)
    {
      const char *id = g_ptr_array_index (step->event_ids, i);

      remove_event (world->owed, id); /* received or refused, and so settled or parked */
      if (!g_hash_table_contains (world->accepted, id))
        continue;
      note_event_received (world, id);
      answer_about_files_of (world, id);
    }
  for (guint i = 0; i < step->files->len; i++)
    answer_about_file (world, g_ptr_array_index (step->files, i));
  world->n_sent_events += step->event_ids->len;
  ktg_planner_exchanged (world->planner, step, FALSE);
}

static gboolean
is_under_way (World *world, const char *sha256)
{
  for (guint i = 0; i < world->under_way->len; i++)
    if (g_strcmp0 (((KtgStep *)g_ptr_array_index (world->under_way, i))->sha256, sha256) == 0)
      return TRUE;

  return FALSE;
}

/* No text, and no preview before an original, may be left behind. */
static void
assert_order (World *world, const KtgStep *step)
{
  g_assert_cmpuint (world->owed->events->len, ==, 0);
  if (step->is_preview)
    return;

  for (guint i = 0; i < world->owed->files->len; i++)
    {
      const KtgOwedFile *owed = g_ptr_array_index (world->owed->files, i);

      g_assert_false (owed->is_preview && owed->is_event_received
                      && !is_under_way (world, owed->sha256));
    }
}

static guint
count_under_way (World *world, KtgStepKind kind)
{
  guint n = 0;

  for (guint i = 0; i < world->under_way->len; i++)
    n += ((KtgStep *)g_ptr_array_index (world->under_way, i))->kind == kind;

  return n;
}

/* Nothing is under way twice, exchanges are one at a time, and no file begins beside one. */
static void
assert_may_begin (World *world, const KtgStep *step)
{
  g_assert_cmpuint (count_under_way (world, KTG_STEP_EXCHANGE), ==, 0);
  if (step->kind == KTG_STEP_EXCHANGE)
    {
      for (guint i = 0; i < step->files->len; i++)
        g_assert_false (is_under_way (world, g_ptr_array_index (step->files, i)));
      return;
    }

  g_assert_true (step->is_preview
                     ? !ktg_sending_holds_previews (&world->policy.sending)
                     : ktg_sending_judge_original (&world->policy.sending) == KTG_HOLD_NONE);
  g_assert_false (is_under_way (world, step->sha256));
  g_assert_cmpuint (count_under_way (world, KTG_STEP_UPLOAD), <, MOST_UPLOADS);
  assert_order (world, step);
}

/* One short piece may go beyond the day's budget, and no more. */
static void
spend (World *world, const KtgStep *step, guint64 n_bytes)
{
  KtgSending *sending = &world->policy.sending;
  File       *file = g_hash_table_lookup (world->files, step->sha256);

  file->held += n_bytes;
  if (step->is_preview)
    return;

  sending->spent_bytes += n_bytes;
  if (!sending->is_now && sending->rules.day_bytes >= 0)
    g_assert_cmpuint (sending->spent_bytes,
                      <,
                      (guint64)sending->rules.day_bytes + KTG_PIECES_SMALLEST_BYTES);
}

static guint64
count_promised (World *world)
{
  guint64 n_bytes = 0;

  for (guint i = 0; i < world->under_way->len; i++)
    {
      const KtgStep *step = g_ptr_array_index (world->under_way, i);

      if (step->kind == KTG_STEP_UPLOAD && !step->is_preview && !step->is_offset_stale)
        n_bytes += step->n_bytes;
    }

  return n_bytes;
}

static void
serve_upload (World *world, const KtgStep *step)
{
  File  *file = g_hash_table_lookup (world->files, step->sha256);
  double jitter = g_rand_double (world->chance);

  if (step->is_offset_stale)
    {
      ktg_planner_file_missing (world->planner, step->sha256, file->held);
      return;
    }
  if (happens (world, world->p_gone))
    {
      file->held = 0;
      ktg_planner_failed (world->planner, step, KTG_FAILURE_GONE, world->now_us, 0, jitter);
      return;
    }

  g_assert_cmpuint (step->offset, ==, file->held);
  if (happens (world, world->p_link))
    {
      spend (world, step, g_rand_double_range (world->chance, 0, step->n_bytes));
      ktg_planner_failed (world->planner, step, KTG_FAILURE_LINK, world->now_us, 0, jitter);
      return;
    }
  if (file->is_bad)
    {
      ktg_planner_failed (world->planner, step, KTG_FAILURE_ITEM, world->now_us, 0, jitter);
      remove_file (world->owed, step->sha256);
      return;
    }

  spend (world, step, step->n_bytes);
  if (file->held < file->size)
    {
      ktg_planner_progressed (world->planner);
      ktg_planner_file_missing (world->planner, step->sha256, file->held);
      return;
    }

  remove_file (world->owed, step->sha256);
  ktg_planner_uploaded (world->planner, step->sha256);
}

static void
park (World *world, const KtgStep *step)
{
  g_assert_false (step->is_event);
  remove_file (world->owed, step->id);
}

static void
wait_for (World *world, const KtgStep *step)
{
  g_assert_cmpint (step->wait_until_us, >, world->now_us);
  g_assert_cmpint (step->wait_until_us - world->now_us, <=, 20 * G_TIME_SPAN_MINUTE);
  world->now_us = step->wait_until_us;
}

static void
carry_out (World *world, const KtgStep *step)
{
  double jitter = g_rand_double (world->chance);

  if (happens (world, world->p_link / 2))
    ktg_planner_failed (world->planner, step, KTG_FAILURE_LINK, world->now_us, 0, jitter);
  else if (happens (world, world->p_server))
    ktg_planner_failed (world->planner,
                        step,
                        KTG_FAILURE_SERVER,
                        world->now_us,
                        G_TIME_SPAN_MINUTE,
                        jitter);
  else if (step->kind == KTG_STEP_EXCHANGE)
    serve_exchange (world, step);
  else
    serve_upload (world, step);
}

/* One of those under way, whichever it is, comes to its end. */
static void
end_one (World *world)
{
  guint i = g_rand_int_range (world->chance, 0, world->under_way->len);
  g_autoptr (KtgStep) step = g_ptr_array_steal_index (world->under_way, i);

  ktg_planner_over (world->planner, step);
  carry_out (world, step);
}

/* Takes @step. */
static void
begin (World *world, KtgStep *step)
{
  assert_may_begin (world, step);
  if (world->is_serial)
    {
      carry_out (world, step);
      ktg_step_free (step);
    }
  else
    {
      ktg_planner_begun (world->planner, step);
      g_ptr_array_add (world->under_way, step);
    }
}

static void
let_link_change (World *world)
{
  const KtgLink link = {
    .bytes_per_s = g_rand_int_range (world->chance, 0, 100000),
    .round_trip_us = g_rand_int_range (world->chance, 0, G_TIME_SPAN_SECOND),
    .previews_left = g_rand_int_range (world->chance, 0, 2),
    .originals_left = g_rand_int_range (world->chance, 0, 2),
    .n_connections = g_rand_int_range (world->chance, 0, 5),
    .loses_packets = happens (world, 0.2),
  };

  ktg_planner_measured (world->planner, &link);
}

static void
let_time_pass (World *world)
{
  if (world->n_late_events > 0 && happens (world, 0.02))
    {
      world->n_late_events--;
      add_report (world);
    }
  if (happens (world, 0.01))
    ktg_planner_wake (world->planner);
  let_link_change (world);
}

/* What no rule holds has gone; another day comes, or the officer relents. FALSE: nothing was held.
 */
static gboolean
let_held_go (World *world)
{
  KtgSending *sending = &world->policy.sending;
  KtgHold     hold = ktg_sending_judge_original (sending);

  g_assert_cmpuint (world->under_way->len, ==, 0);
  g_assert_cmpuint (world->owed->events->len, ==, 0);
  if (hold == KTG_HOLD_NONE)
    return FALSE;

  if (hold == KTG_HOLD_PAUSED)
    sending->rules.is_paused = FALSE;
  else if (hold == KTG_HOLD_ORIGINALS && sending->rules.holds_originals)
    sending->rules.holds_originals = FALSE;
  else if (hold == KTG_HOLD_METERED)
    sending->is_metered = FALSE;
  else if (hold == KTG_HOLD_ORIGINALS)
    sending->is_now = TRUE;
  sending->spent_bytes = 0;

  return TRUE;
}

/* FALSE: level. */
static gboolean
take_step (World *world)
{
  g_autoptr (KtgStep) step = NULL;

  world->policy.promised_bytes = count_promised (world);
  step = ktg_planner_next (world->planner, world->owed, &world->policy, world->now_us);
  g_assert_cmpint (step->kind, !=, KTG_STEP_ASK);
  if (step->kind == KTG_STEP_LEVEL)
    return let_held_go (world);
  if (step->kind == KTG_STEP_BUSY)
    g_assert_cmpuint (world->under_way->len, >, 0);
  if (step->kind == KTG_STEP_EXCHANGE || step->kind == KTG_STEP_UPLOAD)
    begin (world, g_steal_pointer (&step));
  else if (step->kind == KTG_STEP_PARK)
    park (world, step);
  else if (world->under_way->len > 0)
    end_one (world);
  else
    wait_for (world, step);

  return TRUE;
}

static void
run (World *world)
{
  for (guint n = 0; n < MAX_STEPS; n++)
    {
      let_time_pass (world);
      if (world->under_way->len > 0 && happens (world, 0.3))
        end_one (world);
      else if (!take_step (world))
        return;
    }

  g_assert_not_reached ();
}

static void
assert_level (World *world, guint *n_given_up)
{
  GHashTableIter iter;
  File          *file;

  g_assert_cmpuint (world->owed->events->len, ==, 0);
  g_assert_cmpuint (world->n_sent_events, ==, world->n_events);
  for (guint i = 0; i < world->owed->files->len; i++)
    {
      const KtgOwedFile *left = g_ptr_array_index (world->owed->files, i);
      const File        *of = g_hash_table_lookup (world->files, left->sha256);

      g_assert_true (g_hash_table_contains (world->bad, of->event_id));
    }

  g_hash_table_iter_init (&iter, world->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&file))
    if (!file->is_bad && !g_hash_table_contains (world->bad, file->event_id)
        && file->held != file->size)
      (*n_given_up)++;
}

static void
test_every_world_becomes_level (void)
{
  guint n_worlds = g_test_slow () ? N_WORLDS_SLOW : N_WORLDS;
  guint n_given_up = 0;
  guint n_files = 0;

  for (guint seed = 1; seed <= n_worlds; seed++)
    {
      World *world = world_new (seed);

      run (world);
      assert_level (world, &n_given_up);
      n_files += g_hash_table_size (world->files);
      world_free (world);
    }

  g_test_message ("%u worlds, %u files, %u given up", n_worlds, n_files, n_given_up);
  g_assert_cmpuint (n_given_up, <, n_files / 1000);
}

/* The same seed is the same run: no clock and no chance of its own. */
static void
test_the_same_seed_is_the_same_run (void)
{
  for (guint seed = 1; seed < 200; seed++)
    {
      World *a = world_new (seed);
      World *b = world_new (seed);

      run (a);
      run (b);
      g_assert_cmpint (a->now_us, ==, b->now_us);
      g_assert_cmpuint (g_rand_int (a->chance), ==, g_rand_int (b->chance));
      world_free (a);
      world_free (b);
    }
}

/* On a link that does not fail, nothing is sent twice and nothing is asked twice. */
static void
test_a_good_link_costs_no_step_too_many (void)
{
  World *world = world_new (7);
  guint  n_exchanges = 0, n_uploads = 0, n_files;

  world->p_link = world->p_server = world->p_gone = 0;
  world->n_late_events = 0;
  world->policy.max_batch_bytes = 1 << 20;
  n_files = g_hash_table_size (world->files);
  g_assert_cmpuint (n_files, >, 0);
  for (;;)
    {
      g_autoptr (KtgStep) step
          = ktg_planner_next (world->planner, world->owed, &world->policy, world->now_us);

      if (step->kind == KTG_STEP_LEVEL)
        break;
      n_exchanges += step->kind == KTG_STEP_EXCHANGE;
      n_uploads += step->kind == KTG_STEP_UPLOAD;
      carry_out (world, step);
    }

  g_assert_cmpuint (n_exchanges, ==, 1);
  g_assert_cmpuint (n_uploads, <=, n_files);
  world_free (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner-simulation/every-world-becomes-level", test_every_world_becomes_level);
  g_test_add_func ("/planner-simulation/the-same-seed-is-the-same-run",
                   test_the_same_seed_is_the_same_run);
  g_test_add_func ("/planner-simulation/a-good-link-costs-no-step-too-many",
                   test_a_good_link_costs_no_step_too_many);

  return g_test_run ();
}
