/* ktg-synced-device.c - a device as a program has it: a store, a sync, and a link that may break
 *
 * Its clock is two years late, so that the server's is learned anew after every crash. Waits are
 * not waited for: the monotonic clock goes on by itself and the sync is woken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-synced-device.h"

#include <string.h>

#define MOST_RUNS 60
#define STUCK_US (3 * G_TIME_SPAN_SECOND)

static gint64 passed_us;
static GRand *jitter;

static KtgMoment
now (void)
{
  KtgMoment moment = { KTG_DEVICE_NOW_US + passed_us, 25200, 812345, FALSE, 0 };

  return moment;
}

static gint64
monotonic_us (void)
{
  return g_get_monotonic_time () + passed_us;
}

static double
draw (void)
{
  return g_rand_double (jitter);
}

static const KtgSyncWorld world = { now, monotonic_us, draw };

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
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

static void
filed_report_free (KtgFiledReport *report)
{
  g_free (report->id);
  g_free (report->region);
  g_free (report->account);
  g_ptr_array_unref (report->photos);
  g_free (report);
}

/* --- life --- */

static void
enrol (KtgSyncedDevice *self, const char *code)
{
  g_autofree char *url
      = g_strdup_printf ("http://127.0.0.1:%u", ktg_cuttable_link_get_port (self->link));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_sync_enrol_async (self->sync, url, code, NULL, NULL, NULL, answered_cb, &result);
  ktg_sync_enrol_finish (self->sync, wait_for (&result), &error);
  g_assert_no_error (error);
}

KtgSyncedDevice *
ktg_synced_device_new (KtgWorldServer *server, const char *code, GRand *chance)
{
  KtgSyncedDevice *self = g_new0 (KtgSyncedDevice, 1);

  jitter = chance;
  self->chance = chance;
  self->link = ktg_cuttable_link_new (ktg_world_server_get_port (server), chance);
  self->filed = g_ptr_array_new_with_free_func ((GDestroyNotify)filed_report_free);
  self->device = ktg_store_device_new ();
  ktg_store_device_reopen (self->device);
  self->sync = ktg_sync_new (KTG_PARTY (self->device->store), &world);
  enrol (self, code);

  return self;
}

void
ktg_synced_device_free (KtgSyncedDevice *self)
{
  if (self == NULL)
    return;

  ktg_sync_stop (self->sync);
  g_object_unref (self->sync);
  ktg_store_device_free (self->device);
  ktg_cuttable_link_free (self->link);
  g_ptr_array_unref (self->filed);
  g_free (self);
}

void
ktg_synced_device_start (KtgSyncedDevice *self)
{
  ktg_sync_start (self->sync);
}

void
ktg_synced_device_crash (KtgSyncedDevice *self)
{
  self->n_crashes++;
  ktg_sync_stop (self->sync);
  g_clear_object (&self->sync);
  ktg_store_device_reopen (self->device);
  self->sync = ktg_sync_new (KTG_PARTY (self->device->store), &world);
  ktg_sync_start (self->sync);
}

void
ktg_synced_device_press_button (KtgSyncedDevice *self)
{
  self->n_wakes++;
  ktg_sync_wake (self->sync);
}

void
ktg_synced_device_wake_if_waiting (KtgSyncedDevice *self)
{
  KtgSyncPhase phase = ktg_sync_get_progress (self->sync)->phase;

  if (phase != KTG_SYNC_OFFLINE && phase != KTG_SYNC_WAITING)
    return;

  ktg_synced_device_press_button (self);
}

/* And a request that has stood still until now has done so for seconds. */
void
ktg_synced_device_change_network (KtgSyncedDevice *self)
{
  passed_us += STUCK_US;
  ktg_synced_device_press_button (self);
}

gboolean
ktg_synced_device_is_at_rest (KtgSyncedDevice *self)
{
  return ktg_sync_get_progress (self->sync)->phase == KTG_SYNC_IDLE;
}

/* --- writing --- */

static void
import (KtgSyncedDevice *self, const KtgTakenPhoto *photo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize            size_bytes;
  g_autoptr (KtgEvidence) evidence = NULL;

  g_file_get_contents (photo->path, &bytes, &size_bytes, &error);
  g_assert_no_error (error);
  evidence = ktg_store_device_import_with (self->device, bytes, size_bytes, photo->preview, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (evidence->sha256, ==, photo->sha256);
  g_assert_cmpstr (evidence->preview_sha256, ==, photo->preview_sha256);
}

static char *
write_account (KtgSyncedDevice *self)
{
  g_autoptr (GString) account = g_string_new (NULL);
  guint n_words = g_rand_int_range (self->chance, 5, 400);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (account, "%x ", g_rand_int (self->chance));

  return g_strdup (account->str);
}

static KtgReport *
write_report (KtgSyncedDevice *self, const KtgFiledReport *filed, GPtrArray *photos)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  KtgReport *report;

  for (guint i = 0; i < photos->len; i++)
    {
      const KtgTakenPhoto *photo = g_ptr_array_index (photos, i);

      import (self, photo);
      g_ptr_array_add (names, photo->sha256);
      g_ptr_array_add (names, photo->preview_sha256);
    }
  g_ptr_array_add (names, NULL);
  report = ktg_store_device_new_report (filed->account, (const char *const *)names->pdata);
  g_free (report->place_region);
  report->place_region = g_strdup (filed->region);
  for (guint i = 0; i < photos->len; i++)
    {
      const KtgTakenPhoto *photo = g_ptr_array_index (photos, i);
      KtgEvidence         *evidence = g_ptr_array_index (report->evidence, i);

      evidence->size_bytes = g_bytes_get_size (photo->original);
      evidence->preview_size_bytes = g_bytes_get_size (photo->preview);
    }

  return report;
}

void
ktg_synced_device_file (KtgSyncedDevice *self, const char *region, GPtrArray *photos)
{
  KtgFiledReport *filed = g_new0 (KtgFiledReport, 1);
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (GError) error = NULL;

  filed->region = g_strdup (region);
  filed->account = write_account (self);
  filed->photos = g_ptr_array_copy (photos, NULL, NULL);
  filed->n_events = 1;
  g_ptr_array_add (self->filed, filed);
  report = write_report (self, filed, photos);
  filed->id = ktg_store_device_file (self->device, NULL, report, &error);
  g_assert_no_error (error);
}

/* Any, or NULL where there is none that can still be changed. */
static KtgFiledReport *
choose_report (KtgSyncedDevice *self)
{
  KtgFiledReport *filed;

  if (self->filed->len == 0)
    return NULL;

  filed = g_ptr_array_index (self->filed, g_rand_int_range (self->chance, 0, self->filed->len));
  return filed->is_withdrawn ? NULL : filed;
}

void
ktg_synced_device_amend (KtgSyncedDevice *self, GPtrArray *photos)
{
  KtgFiledReport *filed = choose_report (self);
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (filed == NULL)
    return;

  g_free (filed->account);
  filed->account = write_account (self);
  g_ptr_array_extend (filed->photos, photos, NULL, NULL);
  filed->n_events++;
  report = write_report (self, filed, photos);
  ktg_store_device_amend (self->device, filed->id, report, &error);
  g_assert_no_error (error);
}

void
ktg_synced_device_withdraw (KtgSyncedDevice *self)
{
  KtgFiledReport *filed = choose_report (self);
  g_autoptr (GError) error = NULL;

  if (filed == NULL)
    return;

  filed->is_withdrawn = TRUE;
  filed->n_events++;
  ktg_store_device_withdraw (self->device, filed->id, &error);
  g_assert_no_error (error);
}

const KtgFiledReport *
ktg_synced_device_choose_delivered (KtgSyncedDevice *self)
{
  const KtgFiledReport   *filed = choose_report (self);
  const KtgSummaryFields *summary
      = filed != NULL ? ktg_store_device_get_summary (self->device, filed->id) : NULL;

  return summary != NULL && summary->n_events_received > 0 ? filed : NULL;
}

/* --- the end --- */

static gboolean
run (KtgSyncedDevice *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_sync_run_async (self->sync, NULL, answered_cb, &result);

  return ktg_sync_run_finish (self->sync, wait_for (&result), error);
}

void
ktg_synced_device_become_level (KtgSyncedDevice *self)
{
  g_autoptr (GError) error = NULL;
  guint n_runs = 0;

  ktg_sync_stop (self->sync);
  ktg_cuttable_link_heal (self->link);
  while (!run (self, &error))
    {
      if (++n_runs == MOST_RUNS)
        g_assert_no_error (error);
      g_clear_error (&error);
    }
}
