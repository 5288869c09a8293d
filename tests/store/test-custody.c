/* test-custody.c - what was done with a file is kept by day, and hinders nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-link.h"

#include <errno.h>
#include <ktg-fault-disk.h>

#define WIB (7 * 3600)

/* Shortly before midnight in Jakarta, which is the afternoon in Greenwich. */
static const KtgMoment evening
    = { .wall_us = G_GINT64_CONSTANT (1795971000) * G_USEC_PER_SEC, .utc_offset_s = WIB };
static const KtgMoment next_day
    = { .wall_us = G_GINT64_CONSTANT (1795971600) * G_USEC_PER_SEC, .utc_offset_s = WIB };

typedef struct
{
  KtgStoreDevice *device;
  char           *photo; /* its SHA-256 */
} Desk;

static gboolean
note (Desk *desk, const char *sha256, KtgCustodyAct act, const KtgMoment *now, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_note_custody_async (desk->device->store,
                                sha256,
                                act,
                                now,
                                ktg_store_device_answered_cb,
                                &result);
  return ktg_store_note_custody_finish (desk->device->store,
                                        ktg_store_device_wait_for (&result),
                                        error);
}

static GPtrArray *
load (Desk *desk, const char *sha256)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  ktg_store_load_custody_async (desk->device->store,
                                sha256,
                                WIB,
                                NULL,
                                ktg_store_device_answered_cb,
                                &result);
  entries = ktg_store_load_custody_finish (desk->device->store,
                                           ktg_store_device_wait_for (&result),
                                           &error);
  g_assert_no_error (error);
  return entries;
}

static void
assert_entry (GPtrArray *entries, guint i, KtgCustodyAct act, const char *day, guint n_times)
{
  const KtgCustodyEntry *entry = g_ptr_array_index (entries, i);

  g_assert_cmpstr (ktg_custody_act_get_name (entry->act), ==, ktg_custody_act_get_name (act));
  g_assert_cmpstr (entry->day, ==, day);
  g_assert_cmpuint (entry->n_times, ==, n_times);
}

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (desk->device, &error));
  g_assert_true (ktg_store_device_enrol (desk->device, &error));
  desk->photo = ktg_store_device_import (desk->device, "a photo", &error);
  g_assert_no_error (error);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_free (desk->photo);
  ktg_store_device_free (desk->device);
}

/* Looking twice on a day is one row, of the day that it is where one looks. */
static void
test_by_day (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &next_day, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_COPIED, &next_day, NULL));
  ktg_store_device_reopen (desk->device);

  entries = load (desk, desk->photo);
  g_assert_cmpuint (entries->len, ==, 4);
  g_assert_cmpint (((KtgCustodyEntry *)entries->pdata[0])->act, ==, KTG_CUSTODY_IMPORTED);
  assert_entry (entries, 1, KTG_CUSTODY_VIEWED, "2026-11-29", 2);
  assert_entry (entries, 2, KTG_CUSTODY_COPIED, "2026-11-30", 1);
  assert_entry (entries, 3, KTG_CUSTODY_VIEWED, "2026-11-30", 1);
}

static void
test_unknown (Desk *desk, gconstpointer data)
{
  g_autofree char *sha256 = g_strnfill (64, 'c');
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_true (note (desk, sha256, KTG_CUSTODY_VIEWED, &evening, NULL));
  entries = load (desk, sha256);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* What a receipt says is not written again. */
static void
test_sent (Desk *desk, gconstpointer data)
{
  const char *evidence[] = { desk->photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ktg_store_device_file (desk->device, NULL, report, &error);
  g_autoptr (GPtrArray) before = load (desk, desk->photo);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 1);
  ktg_store_device_deliver_all (desk->device);
  after = load (desk, desk->photo);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpint (((KtgCustodyEntry *)after->pdata[1])->act, ==, KTG_CUSTODY_SENT);
}

/* A file that nothing names goes after a day, and what was done with it goes, too. */
static void
test_goes_with_its_file (Desk *desk, gconstpointer data)
{
  const gint64 days_later_us = g_get_real_time () + 3 * G_TIME_SPAN_DAY;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  ktg_store_device_close (desk->device);
  g_assert_true (ktg_store_device_open_at (desk->device, days_later_us, &error));
  ktg_store_device_close (desk->device);
  g_assert_true (ktg_store_device_open_at (desk->device, days_later_us, &error));
  entries = load (desk, desk->photo);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* --- what an office tells of it --- */

static void
try_to_tell (Desk *desk, const KtgMoment *now, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_tell_custody_async (desk->device->store, now, ktg_store_device_answered_cb, &result);
  ktg_store_tell_custody_finish (desk->device->store, ktg_store_device_wait_for (&result), error);
}

static void
tell (Desk *desk, const KtgMoment *now)
{
  g_autoptr (GError) error = NULL;

  try_to_tell (desk, now, &error);
  g_assert_no_error (error);
}

static void
enrol_as (Desk *desk, const char *role)
{
  KtgSigningKey *server = desk->device->server;
  g_autoptr (KtgSigningKey) root = ktg_signing_key_new ();
  g_autoptr (KtgAccount) account
      = ktg_store_device_new_account (desk->device, server, role, "34.71");
  g_autoptr (GError) error = NULL;

  account->root_key = g_strdup (ktg_signing_key_get_public (root));
  g_ptr_array_add (account->chain, ktg_test_link_admit_node (root, 1, server, "centre", "centre"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit (server, 1, account->device, "Siti", role, "34.71"));
  ktg_store_device_set_account (desk->device, account, &error);
  g_assert_no_error (error);
}

static char *
file_photo (Desk *desk)
{
  const char *evidence[] = { desk->photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autoptr (GError) error = NULL;
  char *id = ktg_store_device_file (desk->device, NULL, report, &error);

  g_assert_no_error (error);
  return id;
}

static void
assert_told (Desk *desk, const char *id, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (desk->device, id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 1 + n);
}

/* One event for a day that is over, with all that was done on it; never twice, and no other day. */
static void
test_told (Desk *desk, gconstpointer data)
{
  g_autofree char *id = file_photo (desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  const KtgEvent *event;

  enrol_as (desk, "office");
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_COPIED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_PRINTED, &next_day, NULL));
  tell (desk, &evening);
  assert_told (desk, id, 0);

  for (guint i = 0; i < 2; i++)
    {
      tell (desk, &next_day);
      ktg_store_device_reopen (desk->device);
      assert_told (desk, id, 1);
    }

  held = ktg_store_device_load (desk->device, id, &error);
  event = ktg_history_get_entry (held->history, 1)->event;
  g_assert_cmpint (event->kind, ==, KTG_EVENT_CUSTODY);
  g_assert_cmpstr (event->case_id, ==, ktg_history_get_version_id (held->history));
  g_assert_cmpstr (event->custody->day, ==, "2026-11-29");
  g_assert_cmpuint (event->custody->acts->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const KtgNotedAct *act = g_ptr_array_index (event->custody->acts, i);

      g_assert_cmpstr (act->sha256, ==, desk->photo);
      g_assert_cmpstr (act->act, ==, i == 0 ? "copied" : "viewed");
      g_assert_cmpuint (act->n_times, ==, i == 0 ? 1 : 2);
    }
  owed = ktg_store_device_load_owed (desk->device);
  g_assert_cmpuint (owed->events->len, ==, 2);
  ktg_store_device_assert_sound (desk->device);
}

/* A clock that was set back adds to a day that was told: what came then is told, and no more. */
static void
test_told_rest (Desk *desk, gconstpointer data)
{
  g_autofree char *id = file_photo (desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  const KtgNotedAct *act;

  enrol_as (desk, "centre");
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  tell (desk, &next_day);
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  tell (desk, &next_day);
  held = ktg_store_device_load (desk->device, id, &error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 3);
  act = g_ptr_array_index (ktg_history_get_entry (held->history, 2)->event->custody->acts, 0);
  g_assert_cmpuint (act->n_times, ==, 1);
}

/* What an officer does with her own evidence stays with her; and so does what is in no report. */
static void
test_not_told (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  enrol_as (desk, "officer");
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  id = file_photo (desk);
  tell (desk, &next_day);
  assert_told (desk, id, 0);
}

static void
test_not_told_of_no_report (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  enrol_as (desk, "office");
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  tell (desk, &next_day);
  id = file_photo (desk);
  assert_told (desk, id, 0);
  tell (desk, &next_day);
  assert_told (desk, id, 1);
}

/* The ladder: dead from the first step on, then from the second; afterwards it is told once. */
static void
test_told_ladder (void)
{
  gboolean is_reached = TRUE;

  for (guint step = 1; is_reached; step++)
    {
      Desk             desk;
      g_autofree char *id = NULL;

      desk_set_up (&desk, NULL);
      enrol_as (&desk, "office");
      id = file_photo (&desk);
      g_assert_true (note (&desk, desk.photo, KTG_CUSTODY_VIEWED, &evening, NULL));
      ktg_fault_disk_arm (desk.device->folder, KTG_FAULT_DEAD, step, EIO);
      try_to_tell (&desk, &next_day, NULL);
      ktg_store_device_close (desk.device);
      is_reached = ktg_fault_disk_disarm () >= step;

      ktg_store_device_reopen (desk.device);
      tell (&desk, &next_day);
      assert_told (&desk, id, 1);
      ktg_store_device_assert_sound (desk.device);
      desk_tear_down (&desk, NULL);
    }
}

/* On a disk that takes nothing more, a file is read all the same. The log has no room left from
 * before. */
static void
test_hinders_nothing (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  ktg_store_device_reopen (desk->device);
  ktg_fault_disk_fill (desk->device->folder, 0);
  g_assert_false (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);
  bytes = ktg_store_device_read (desk->device, desk->photo, 0, &error);
  g_assert_no_error (error);
  ktg_fault_disk_disarm ();
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen ("a photo"));
}

/* The ladder: dead from the first step on, then from the second; it is counted or it is not. */
static void
test_ladder (void)
{
  gboolean is_reached = TRUE;

  for (guint step = 1; is_reached; step++)
    {
      Desk desk;
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_said;

      desk_set_up (&desk, NULL);
      ktg_fault_disk_arm (desk.device->folder, KTG_FAULT_DEAD, step, EIO);
      is_said = note (&desk, desk.photo, KTG_CUSTODY_VIEWED, &evening, NULL);
      ktg_store_device_close (desk.device);
      is_reached = ktg_fault_disk_disarm () >= step;
      g_assert_true (is_said || is_reached);

      g_assert_true (ktg_store_device_open (desk.device, &error));
      entries = load (&desk, desk.photo);
      g_assert_cmpuint (entries->len, >=, is_said ? 2 : 1);
      g_assert_cmpuint (entries->len, <=, 2);
      ktg_store_device_assert_sound (desk.device);
      desk_tear_down (&desk, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/custody/" name, Desk, NULL, desk_set_up, (function), desk_tear_down)
  ADD ("is-counted-by-day", test_by_day);
  ADD ("of-a-file-that-is-not-known-nothing-is-kept", test_unknown);
  ADD ("that-it-was-sent-is-what-the-receipt-says", test_sent);
  ADD ("goes-with-its-file", test_goes_with_its_file);
  ADD ("hinders-nobody-who-looks", test_hinders_nothing);
  ADD ("of-a-day-that-is-over-an-office-tells-once", test_told);
  ADD ("what-is-added-to-a-day-that-was-told-is-told", test_told_rest);
  ADD ("an-officer-tells-nothing-of-it", test_not_told);
  ADD ("nothing-is-told-of-a-file-of-no-report", test_not_told_of_no_report);
#undef ADD
  g_test_add_func ("/custody/is-counted-or-not", test_ladder);
  g_test_add_func ("/custody/is-told-once-whatever-breaks", test_told_ladder);

  return g_test_run ();
}
