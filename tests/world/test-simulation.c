/* test-simulation.c - thousands of bad weeks, each from one number
 *
 * The real planner on one to three devices, a server's rules and a disk's, links that are there for
 * three hundredths of the time, portals, busy servers, swallowed answers, kills on both sides.
 * After the links heal: every report is on the server exactly once, every file whole or parked, and
 * no more bytes went up than the interruptions explain.
 *
 * KTG_SEEDS says how many numbers are tried, KTG_SEED which is the first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <stdlib.h>

#include "ktg-simulated-device.h"

#define MAX_DEVICES 3
#define MAX_STEPS 200000
#define HEALED_US (40 * G_TIME_SPAN_DAY)

static guint32 seed_under_way;
static guint64 n_steps_in_all, n_interruptions_in_all, n_crashes_in_all, n_contacts_in_all;

typedef struct
{
  GRand              *chance;
  KtgSimulatedServer *server;
  GPtrArray          *devices; /* (element-type KtgSimulatedDevice) */
} World;

static World *
world_new (guint32 seed)
{
  World *world = g_new0 (World, 1);
  guint  n_devices;
  gint64 heals_us;

  world->chance = g_rand_new_with_seed (seed);
  world->server = ktg_simulated_server_new ();
  world->devices = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_simulated_device_free);
  n_devices = g_rand_int_range (world->chance, 1, MAX_DEVICES + 1);
  heals_us = g_rand_int_range (world->chance, 1, 31) * G_TIME_SPAN_DAY;
  for (guint i = 0; i < n_devices; i++)
    g_ptr_array_add (world->devices,
                     ktg_simulated_device_new (i,
                                               world->chance,
                                               world->server,
                                               heals_us,
                                               heals_us + HEALED_US));

  return world;
}

static void
world_free (World *world)
{
  g_ptr_array_unref (world->devices);
  ktg_simulated_server_free (world->server);
  g_rand_free (world->chance);
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* The one whose turn it is: furthest behind in time and not level. */
static KtgSimulatedDevice *
choose_device (World *world)
{
  KtgSimulatedDevice *first = NULL;

  for (guint i = 0; i < world->devices->len; i++)
    {
      KtgSimulatedDevice *device = g_ptr_array_index (world->devices, i);

      if (!ktg_simulated_device_is_level (device)
          && (first == NULL || device->now_us < first->now_us))
        first = device;
    }

  return first;
}

static void
world_run (World *world)
{
  KtgSimulatedDevice *device;
  guint               n_steps = 0;

  while ((device = choose_device (world)) != NULL)
    {
      g_assert_cmpuint (n_steps++, <, MAX_STEPS);
      ktg_simulated_device_step (device);
      if (device->now_us < device->heals_us && g_rand_int_range (world->chance, 0, 200) == 0)
        {
          ktg_simulated_device_crash (device);
          n_crashes_in_all++;
        }
    }
}

static void
assert_everything_arrived_once (World *world, KtgSimulatedDevice *device)
{
  for (guint i = 0; i < device->events->len; i++)
    {
      const KtgSimulatedEvent *event = &g_array_index (device->events, KtgSimulatedEvent, i);

      g_assert_cmpuint (ktg_simulated_server_count_event (world->server, event->id), ==, 1);
    }
  for (guint i = 0; i < device->files->len; i++)
    {
      const KtgSimulatedFile *file = &g_array_index (device->files, KtgSimulatedFile, i);
      const KtgServerFile    *held = ktg_simulated_server_get_file (world->server, file->sha256);

      g_assert_true (file->is_received != file->is_parked);
      g_assert_true (file->is_parked == file->is_poison);
      g_assert_cmpuint (held->n_completed, ==, file->is_received ? 1 : 0);
      g_assert_cmpuint (held->durable, ==, file->is_received ? file->size_bytes : 0);
    }
}

static void
assert_bytes_are_explained (KtgSimulatedDevice *device)
{
  guint64 once = 0;

  for (guint i = 0; i < device->events->len; i++)
    once += g_array_index (device->events, KtgSimulatedEvent, i).size_bytes;
  for (guint i = 0; i < device->files->len; i++)
    {
      const KtgSimulatedFile *file = &g_array_index (device->files, KtgSimulatedFile, i);

      once += file->is_received ? file->size_bytes : 0;
    }
  g_assert_cmpuint (device->sent_bytes, <=, once + device->spent_bytes);
}

/* A contact that was noticed, in which nothing else went wrong, and that was long enough for the
 * texts that waited at its beginning: at its end they are safe. */
static void
assert_texts_took_the_first_contact (KtgSimulatedDevice *device)
{
  for (guint i = 0; i < device->link->contacts->len; i++)
    {
      const KtgContact *contact = &g_array_index (device->link->contacts, KtgContact, i);

      if (!contact->is_noticed || contact->is_disturbed)
        continue;
      n_contacts_in_all++;
      g_assert_cmpuint (ktg_simulated_device_count_late (device, contact), ==, 0);
    }
}

static guint64
play (guint32 seed)
{
  g_autoptr (World) world = world_new (seed);
  guint64 trace = 0;

  world_run (world);
  for (guint i = 0; i < world->devices->len; i++)
    {
      KtgSimulatedDevice *device = g_ptr_array_index (world->devices, i);

      assert_everything_arrived_once (world, device);
      assert_bytes_are_explained (device);
      assert_texts_took_the_first_contact (device);
      n_steps_in_all += device->n_steps;
      n_interruptions_in_all += device->n_interruptions;
      trace = trace * 31 + device->trace;
    }

  return trace;
}

/* A failed assertion aborts: say which number shows it. */
static void
aborted_cb (int number)
{
  g_printerr ("# it was KTG_SEED=%u KTG_SEEDS=1\n", seed_under_way);
}

static guint32
read_number (const char *name, guint32 fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint32)strtoul (text, NULL, 10) : fallback;
}

static void
test_every_bad_week_ends_level (void)
{
  guint32 first = read_number ("KTG_SEED", 1);
  guint32 n_seeds = read_number ("KTG_SEEDS", 1000);

  for (guint32 seed = first; seed - first < n_seeds; seed++)
    {
      seed_under_way = seed;
      play (seed);
    }
  g_test_message ("%u seeds: %" G_GUINT64_FORMAT " steps, %" G_GUINT64_FORMAT
                  " interruptions, %" G_GUINT64_FORMAT " kills of devices, %" G_GUINT64_FORMAT
                  " contacts that could have carried the texts",
                  n_seeds,
                  n_steps_in_all,
                  n_interruptions_in_all,
                  n_crashes_in_all,
                  n_contacts_in_all);
}

static void
test_the_same_seed_is_the_same_trace (void)
{
  for (guint32 seed = 1; seed <= 50; seed++)
    g_assert_cmpuint (play (seed), ==, play (seed));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGABRT, aborted_cb);

  g_test_add_func ("/simulation/every-bad-week-ends-level", test_every_bad_week_ends_level);
  g_test_add_func ("/simulation/the-same-seed-is-the-same-trace",
                   test_the_same_seed_is_the_same_trace);

  return g_test_run ();
}
