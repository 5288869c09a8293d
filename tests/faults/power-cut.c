/* power-cut.c - every state a power cut could have left, made and judged
 *
 * First the record proves itself: played to its end it must give the very folder that the program
 * left. Then, after each step, the states are made in two rounds: the ones a person would think of
 * (all or nothing of the writes, of the names; all but one, only one, up to one, torn at one), and
 * random ones until the number asked for is reached. States that are the same are judged once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "power-cut.h"

#include "crash-disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  const char   *base, *record, *live, *scratch;
  guint         n_states, seed, n_workers;
  PowerCutJudge judge;
} Task;

typedef struct
{
  const Task *task;
  guint       number; /* of this worker */
  char       *folder;
  FILE       *hashes;
  GHashTable *seen;
  CrashDisk  *disk;
  CrashChoice choice;
  guint       n_writes, n_names;
  guint       stride, n_thought_of;
  gboolean    has_spoken; /* in this step */
  guint       n_judged, n_wrong;
} Worker;

static void
set_all (Worker *self, CrashFate fate, gboolean has_names)
{
  for (guint i = 0; i < self->n_writes; i++)
    self->choice.writes[i] = (CrashPart){ fate, 0 };
  for (guint i = 0; i < self->n_names; i++)
    self->choice.names[i] = has_names;
}

static char *
dup_choice (Worker *self)
{
  g_autoptr (GString) text = g_string_new ("writes ");

  for (guint i = 0; i < self->n_writes; i++)
    g_string_append_printf (text, "%u", self->choice.writes[i].fate);
  g_string_append (text, " names ");
  for (guint i = 0; i < self->n_names; i++)
    g_string_append_printf (text, "%u", (guint)self->choice.names[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
judge (Worker *self)
{
  g_autoptr (CrashState) state = crash_disk_make (self->disk, &self->choice);
  GPtrArray       *said = crash_disk_get_said (self->disk);
  guint64          hash = crash_state_get_hash (state) * 31 + said->len;
  g_autofree char *problem = NULL;

  if (!g_hash_table_add (self->seen, g_memdup2 (&hash, sizeof hash)))
    return;

  fwrite (&hash, sizeof hash, 1, self->hashes);
  crash_state_write (state, self->folder);
  problem = self->task->judge (self->folder, said);
  self->n_judged++;
  if (problem != NULL && self->n_wrong++ < 5)
    {
      g_autofree char *choice = dup_choice (self);

      printf ("# after step %u, %s: %s\n", crash_disk_get_n_steps (self->disk), choice, problem);
      fflush (stdout);
    }
}

/* --- the states a person would think of --- */

/* Where fewer states were asked for than there are of these, every so many; but all of them where
 * something was just said. */
static void
judge_some (Worker *self)
{
  if (self->n_thought_of++ % self->stride == 0 || self->has_spoken)
    judge (self);
}

static void
judge_whole (Worker *self)
{
  static const CrashFate fates[] = { CRASH_KEEP, CRASH_DROP, CRASH_LENGTH };

  for (guint i = 0; i < G_N_ELEMENTS (fates) * 2; i++)
    {
      set_all (self, fates[i / 2], i % 2 == 0);
      judge_some (self);
    }
}

static void
judge_name (Worker *self, guint i, CrashFate fate)
{
  set_all (self, fate, TRUE);
  self->choice.names[i] = FALSE;
  judge_some (self);
  set_all (self, fate, FALSE);
  self->choice.names[i] = TRUE;
  judge_some (self);
  set_all (self, fate, FALSE);
  for (guint j = 0; j <= i; j++)
    self->choice.names[j] = TRUE;
  judge_some (self);
}

static void
judge_write (Worker *self, guint i)
{
  static const CrashPart parts[] = { { CRASH_DROP, 0 },
                                     { CRASH_LENGTH, 0 },
                                     { CRASH_TORN_512, 1 },
                                     { CRASH_TORN_512, ~(guint64)1 },
                                     { CRASH_TORN_512, 0x5555555555555555 },
                                     { CRASH_TORN_4096, 1 },
                                     { CRASH_TORN_4096, ~(guint64)1 } };

  for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
    {
      set_all (self, CRASH_KEEP, TRUE);
      self->choice.writes[i] = parts[j];
      judge_some (self);
      for (guint later = i + 1; later < self->n_writes; later++)
        self->choice.writes[later].fate = CRASH_DROP;
      judge_some (self);
    }

  set_all (self, CRASH_DROP, TRUE);
  self->choice.writes[i].fate = CRASH_KEEP;
  judge_some (self);
}

static void
judge_thought_of (Worker *self)
{
  judge_whole (self);
  for (guint i = 0; i < self->n_names; i++)
    {
      judge_name (self, i, CRASH_KEEP);
      judge_name (self, i, CRASH_DROP);
    }
  for (guint i = 0; i < self->n_writes; i++)
    judge_write (self, i);
}

/* --- and the others --- */

static void
judge_random (Worker *self, GRand *random)
{
  gdouble likely = g_rand_double (random);

  for (guint i = 0; i < self->n_writes; i++)
    {
      CrashPart *part = &self->choice.writes[i];

      part->mask = (guint64)g_rand_int (random) << 32 | g_rand_int (random);
      part->fate = g_rand_double (random) < likely ? CRASH_KEEP
                                                   : (CrashFate)g_rand_int_range (random, 0, 5);
    }
  for (guint i = 0; i < self->n_names; i++)
    self->choice.names[i] = g_rand_double (random) < likely;
  judge (self);
}

static void
begin_step (Worker *self)
{
  self->n_writes = crash_disk_get_n_writes (self->disk);
  self->n_names = crash_disk_get_n_names (self->disk);
  self->choice.writes = g_renew (CrashPart, self->choice.writes, self->n_writes + 1);
  self->choice.names = g_renew (gboolean, self->choice.names, self->n_names + 1);
}

/* As many as judge_thought_of() makes, over the whole record. */
static guint
count_thought_of (const Task *task)
{
  g_autoptr (CrashDisk) disk = crash_disk_new (task->base, task->record);
  guint n = 0;

  while (crash_disk_step (disk))
    if (crash_disk_is_changed (disk))
      n += 6 + 6 * crash_disk_get_n_names (disk) + 15 * crash_disk_get_n_writes (disk);

  return n;
}

/* A pass over the record; steps are dealt out among the workers. */
static void
pass (Worker *self, guint number, guint n_random)
{
  g_autoptr (CrashDisk) disk = crash_disk_new (self->task->base, self->task->record);
  guint i = 0, n_said = 0;

  self->disk = disk;
  while (crash_disk_step (disk))
    {
      guint32 seeds[] = { self->task->seed, number, i };
      g_autoptr (GRand) random = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));

      if (!crash_disk_is_changed (disk) || i++ % self->task->n_workers != self->number)
        continue;

      self->has_spoken = crash_disk_get_said (disk)->len > n_said;
      n_said = crash_disk_get_said (disk)->len;
      begin_step (self);
      if (number == 0)
        judge_thought_of (self);
      for (guint j = 0; j < n_random && self->n_judged < self->task->n_states; j++)
        judge_random (self, random);
    }
}

static int
work (const Task *task, guint number)
{
  Worker           self = { task, number };
  g_autofree char *hash_path = g_strdup_printf ("%s/hashes-%u", task->scratch, number);

  self.folder = g_strdup_printf ("%s/state-%u", task->scratch, number);
  g_assert_cmpint (g_mkdir_with_parents (self.folder, 0700), ==, 0);
  self.hashes = fopen (hash_path, "w");
  g_assert_nonnull (self.hashes);
  self.stride = MAX (1, count_thought_of (task) / task->n_workers / task->n_states);
  self.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  pass (&self, 0, 0);
  for (guint i = 1, before = 0; self.n_judged < task->n_states && i <= 1000; i++)
    {
      before = self.n_judged;
      pass (&self, i, 8);
      if (self.n_judged == before && i > 3)
        break; /* there are no others */
    }
  fclose (self.hashes);
  fflush (stdout);
  return self.n_wrong > 0 ? 1 : 0;
}

static guint
count_distinct (const Task *task)
{
  g_autoptr (GHashTable) distinct
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < task->n_workers; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/hashes-%u", task->scratch, i);
      g_autofree char *bytes = NULL;
      gsize            n_bytes = 0;

      if (!g_file_get_contents (path, &bytes, &n_bytes, NULL))
        continue;
      for (gsize at = 0; at + 8 <= n_bytes; at += 8)
        g_hash_table_add (distinct, g_memdup2 (bytes + at, 8));
    }

  return g_hash_table_size (distinct);
}

/* Played to its end, the record gives what the program left: no call escaped it. */
static gboolean
is_record_whole (const Task *task, guint *n_steps)
{
  g_autoptr (CrashDisk) disk = crash_disk_new (task->base, task->record);
  g_autoptr (CrashState) state = NULL;
  g_autofree char *difference = NULL;

  while (crash_disk_step (disk))
    ;
  *n_steps = crash_disk_get_n_steps (disk);
  state = crash_disk_make_live (disk);
  difference = crash_state_dup_difference (state, task->live);
  if (difference != NULL)
    printf ("# the record is not whole: %s differs\n", difference);
  return difference == NULL;
}

static gboolean
run_workers (const Task *task)
{
  gboolean is_right = TRUE;
  int      status;

  fflush (stdout);
  for (guint i = 0; i < task->n_workers; i++)
    {
      pid_t child = fork ();

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        _exit (work (task, i));
    }

  for (guint i = 0; i < task->n_workers; i++)
    {
      g_assert_cmpint (wait (&status), >, 0);
      if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
        is_right = FALSE;
      if (WIFSIGNALED (status))
        printf ("# a judge ended by signal %d\n", WTERMSIG (status));
    }

  return is_right;
}

int
power_cut_main (int argc, char **argv, PowerCutJudge judge_state)
{
  Task     task = { 0 };
  guint    n_steps = 0;
  gboolean is_right;

  if (argc != 8)
    {
      fprintf (stderr, "usage: %s BASE RECORD LIVE SCRATCH N_STATES SEED N_WORKERS\n", argv[0]);
      return 2;
    }

  task = (Task){
    argv[1], argv[2], argv[3], argv[4], 0, (guint)atoi (argv[6]), (guint)atoi (argv[7]), judge_state
  };
  task.n_states = (guint)atoi (argv[5]) / task.n_workers + 1;
  is_right = is_record_whole (&task, &n_steps) && run_workers (&task);
  printf ("{\"steps\": %u, \"states\": %u, \"right\": %s}\n",
          n_steps,
          count_distinct (&task),
          is_right ? "true" : "false");
  return is_right ? 0 : 1;
}
