/* watch-sync.c - one sync of a profile, and what people would have been told meanwhile
 *
 * Usage: watch-sync PROFILE; a line whenever what is told changes: milliseconds since the start,
 * the phase, bytes of files waiting, bytes of the present file done, seconds left (-1: not known).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-store.h>
#include <ktg-sync.h>

#include <stdio.h>

static gint64 started_us;

static KtgMoment
read_now (void)
{
  KtgMoment moment = { g_get_real_time (), 0, g_get_monotonic_time () / 1000, FALSE, 0 };

  return moment;
}

static const KtgSyncWorld world = { read_now, g_get_monotonic_time, g_random_double };

static guint64
get_done (const KtgSyncProgress *progress)
{
  return progress->under_way != NULL ? g_array_index (progress->under_way, KtgFileUnderWay, 0).done
                                     : 0;
}

static void
changed_cb (KtgSync *sync, gpointer user_data)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (sync);

  printf ("%" G_GINT64_FORMAT " %d %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT
          "\n",
          (g_get_monotonic_time () - started_us) / 1000,
          progress->phase,
          progress->file_bytes_waiting,
          get_done (progress),
          progress->seconds_left);
  fflush (stdout);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
run (KtgStore *store, GError **error)
{
  g_autoptr (KtgSync) sync = ktg_sync_new (KTG_PARTY (store), &world);
  g_autoptr (GAsyncResult) result = NULL;

  g_signal_connect (sync, "changed", G_CALLBACK (changed_cb), NULL);
  ktg_sync_run_async (sync, NULL, done_cb, &result);

  return ktg_sync_run_finish (sync, wait_for (&result), error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (KtgStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_level;

  g_return_val_if_fail (argc == 2, 2);
  started_us = g_get_monotonic_time ();
  ktg_store_open_async (argv[1], g_get_real_time (), done_cb, &opened);
  store = ktg_store_open_finish (wait_for (&opened), &error);
  g_assert_no_error (error);

  is_level = run (store, &error);
  if (!is_level)
    fprintf (stderr, "watch-sync: %s\n", error->message);
  ktg_store_close_async (store, done_cb, &closed);
  ktg_store_close_finish (store, wait_for (&closed), NULL);

  return is_level ? 0 : 3;
}
