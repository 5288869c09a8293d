/* officer.c - a device with a store, a fake server and what brings them level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <string.h>

static gint64   days_passed_us;
static gint64   passed_us;
static gboolean is_link_metered;

static KtgMoment
now (void)
{
  KtgMoment moment = { KTG_DEVICE_NOW_US + days_passed_us, 25200, 812345, FALSE, 0 };

  return moment;
}

static gint64
monotonic_us (void)
{
  return g_get_monotonic_time () + passed_us;
}

/* Each wait is the shortest there is. */
static double
no_jitter (void)
{
  return 0;
}

static gboolean
is_metered (void)
{
  return is_link_metered;
}

const KtgSyncWorld officer_world = { now, monotonic_us, no_jitter, is_metered };

void
officer_let_days_pass (gint64 us)
{
  days_passed_us += us;
}

void
officer_set_metered (gboolean is)
{
  is_link_metered = is;
}

void
officer_let_pass (gint64 us)
{
  passed_us += us;
}

static void
changed_cb (KtgSync *sync, gpointer user_data)
{
  static const char letters[] = "u=CTPOxwah";
  Officer          *self = user_data;
  char              letter = letters[ktg_sync_get_progress (sync)->phase];

  if (self->phases->len == 0 || self->phases->str[self->phases->len - 1] != letter)
    g_string_append_c (self->phases, letter);
}

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

Officer *
officer_new_unenrolled (void)
{
  Officer *self = g_new0 (Officer, 1);
  g_autoptr (GError) error = NULL;

  self->device = ktg_store_device_new ();
  ktg_store_device_open (self->device, &error);
  g_assert_no_error (error);
  self->server = fake_server_new (self->device->server, NULL);
  self->sync = ktg_sync_new (KTG_PARTY (self->device->store), &officer_world);
  self->phases = g_string_new (NULL);
  g_signal_connect (self->sync, "changed", G_CALLBACK (changed_cb), self);

  return self;
}

Officer *
officer_new (void)
{
  Officer         *self = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (self->server);
  g_autoptr (GError) error = NULL;

  officer_enrol (self, fake_server_get_url (self->server), code, &error);
  g_assert_no_error (error);

  return self;
}

void
officer_free (Officer *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->sync);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  fake_server_free (self->server);
  ktg_store_device_free (self->device);
  g_string_free (self->phases, TRUE);
  g_free (self);
}

static char *
import (Officer *self, const char *account, guint i, gsize n_bytes)
{
  g_autoptr (GString) text = g_string_sized_new (n_bytes);
  g_autoptr (GError) error = NULL;
  char *sha256;

  g_string_append_printf (text, "%s %u ", account, i);
  while (text->len < n_bytes)
    g_string_append_printf (text, "%" G_GSIZE_FORMAT " ", text->len);
  g_string_truncate (text, n_bytes);
  sha256 = ktg_store_device_import (self->device, text->str, &error);
  g_assert_no_error (error);

  return sha256;
}

char *
officer_file (Officer *self, const char *account, guint n_files, gsize file_bytes)
{
  g_autoptr (GPtrArray) evidence = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  for (guint i = 0; i < 2 * n_files; i++)
    g_ptr_array_add (evidence, import (self, account, i, i % 2 == 0 ? file_bytes : 700));
  g_ptr_array_add (evidence, NULL);
  report = ktg_store_device_new_report (account, (const char *const *)evidence->pdata);
  for (guint i = 0; i < report->evidence->len; i++)
    {
      KtgEvidence *file = g_ptr_array_index (report->evidence, i);

      file->size_bytes = file_bytes;
      file->preview_size_bytes = 700;
    }
  id = ktg_store_device_file (self->device, NULL, report, &error);
  g_assert_no_error (error);

  return id;
}

gboolean
officer_run (Officer *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_sync_run_async (self->sync, NULL, answered_cb, &result);

  return ktg_sync_run_finish (self->sync, wait_for (&result), error);
}

gboolean
officer_enrol (Officer *self, const char *url, const char *code, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_sync_enrol_async (self->sync, url, code, "Laptop", NULL, NULL, answered_cb, &result);

  return ktg_sync_enrol_finish (self->sync, wait_for (&result), error);
}

void
officer_unpark (Officer *self)
{
  g_autoptr (GError) error = NULL;

  ktg_store_device_unpark (self->device, NULL, &error);
  g_assert_no_error (error);
}

static void
rules_set_cb (GObject *object, GAsyncResult *result, gpointer sync)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ktg_store_set_sending_rules_finish (KTG_STORE (object), result, &error));
  ktg_sync_heed_rules (sync);
  g_object_unref (sync);
}

/* Heeded soon, and before the next round. */
void
officer_set_rules (Officer *self, const KtgSendingRules *rules)
{
  ktg_store_set_sending_rules_async (self->device->store,
                                     rules,
                                     rules_set_cb,
                                     g_object_ref (self->sync));
}

void
officer_hold_originals (Officer *self, gboolean holds)
{
  KtgSendingRules rules = ktg_sending_rules_get_usual ();

  rules.holds_originals = holds;
  officer_set_rules (self, &rules);
}

guint
officer_get_n_owed (Officer *self)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);

  return owed->events->len + owed->files->len;
}

void
officer_assert_level (Officer *self, guint n_events, guint n_files)
{
  g_assert_cmpuint (officer_get_n_owed (self), ==, 0);
  g_assert_cmpuint (fake_server_get_n_events (self->server), ==, n_events);
  g_assert_cmpuint (fake_server_get_n_whole_files (self->server), ==, n_files);
  ktg_store_device_assert_sound (self->device);
}

void
officer_assert_nothing_lost (Officer *self, guint n_events, guint n_files)
{
  g_assert_cmpuint (ktg_sync_get_progress (self->sync)->n_parked, ==, 0);
  officer_assert_level (self, n_events, n_files);
}

void
officer_wait_for (Officer *self, gboolean (*is_so) (Officer *))
{
  while (!is_so (self))
    g_main_context_iteration (NULL, TRUE);
}
