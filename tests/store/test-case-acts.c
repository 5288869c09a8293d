/* test-case-acts.c - what this device says of a case is signed, owed and follows what it held
 *
 * Who may say it is no matter here: what the procedure does not allow is kept, and shown as such.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-fault-disk.h>

#include <errno.h>

static const KtgMoment now = { KTG_DEVICE_NOW_US, 7 * 3600, 812345, FALSE, 0 };

typedef struct
{
  KtgStoreDevice *device;
  KtgPack        *pack;
  char           *report_id;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);

  desk->pack = ktg_store_device_read_procedure ();
  desk->device = ktg_store_device_new ();
  ktg_store_device_open (desk->device, &error);
  g_assert_no_error (error);
  ktg_store_use_pack_async (desk->device->store, desk->pack, NULL, NULL);
  desk->report_id = ktg_store_device_file (desk->device, NULL, report, &error);
  g_assert_no_error (error);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  ktg_store_device_free (desk->device);
  ktg_pack_free (desk->pack);
  g_free (desk->report_id);
}

static KtgReportHeld *
load (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  KtgReportHeld *held = ktg_store_device_load (desk->device, desk->report_id, &error);

  g_assert_no_error (error);
  return held;
}

/* As it is judged now. */
static KtgEvent *
begin_step (Desk *desk, const char *code, const char *reason)
{
  g_autoptr (KtgReportHeld) held = load (desk);
  KtgEvent *said
      = ktg_case_begin_step (held->folded, ktg_store_get_device (desk->device->store), code);

  said->step->reason = g_strdup (reason);
  return said;
}

/* @said: (transfer full) */
static char *
act (Desk *desk, KtgEvent *said, GError **error)
{
  return ktg_store_device_act (desk->device, desk->report_id, said, &now, error);
}

static void
test_owed (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = act (desk, begin_step (desk, "received", NULL), &error);
  g_autofree char *second = act (desk, begin_step (desk, "registered", NULL), &error);
  g_autoptr (KtgReportHeld) held = load (desk);
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (desk->device);
  GPtrArray          *steps = ktg_case_get_steps (held->folded);
  const KtgCaseEntry *filing = ktg_case_get_filing (held->folded);

  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 2);
  for (guint i = 0; i < steps->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (steps, i);

      g_assert_cmpstr (entry->event_id, ==, i == 0 ? first : second);
      g_assert_cmpstr (entry->event->case_id, ==, filing->event_id);
      g_assert_cmpstr (entry->event->report_id, ==, filing->event->report_id);
      g_assert_cmpstr (entry->event->step->version, ==, filing->event_id);
      g_assert_cmpuint (entry->event->seq, ==, i + 2);
      g_assert_cmpuint (entry->event->after->len, ==, i);
    }
  g_assert_cmpuint (owed->events->len, ==, 3);
  g_assert_cmpstr (((KtgOwedEvent *)owed->events->pdata[2])->report_id, ==, desk->report_id);
  ktg_store_device_assert_sound (desk->device);
}

/* Whoever judged a case judged what stood then. */
static void
test_moved_on (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgEvent *late = begin_step (desk, "registered", NULL);

  g_free (act (desk, begin_step (desk, "received", NULL), &error));
  g_assert_no_error (error);
  g_assert_null (act (desk, late, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_MOVED_ON);
  g_assert_cmpuint (ktg_store_device_get_summary (desk->device, desk->report_id)->n_events, ==, 2);
}

static void
test_reason (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (act (desk, begin_step (desk, "stopped", " "), &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_REASON);
  g_clear_error (&error);
  g_free (act (desk, begin_step (desk, "stopped", "Nobody was there."), &error));
  g_assert_no_error (error);
}

/* A note follows nothing, and says for whom it is. */
static void
test_note (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  KtgEvent *said = ktg_event_new ();

  said->kind = KTG_EVENT_NOTE;
  said->note = g_strdup ("Ask the witness.");
  said->is_for_office = TRUE;
  g_free (act (desk, said, &error));
  g_assert_no_error (error);
  held = load (desk);
  notes = ktg_case_list (held->folded, KTG_EVENT_NOTE);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_true (((KtgCaseEntry *)notes->pdata[0])->event->is_for_office);
}

/* The ladder: dead from the first step on, then from the second; it is there and owed, or is not.
 */
static void
test_ladder (void)
{
  gboolean is_reached = TRUE;

  for (guint step = 1; is_reached; step++)
    {
      Desk             desk;
      g_autofree char *id = NULL;
      g_autoptr (KtgReportHeld) held = NULL;
      g_autoptr (KtgOwed) owed = NULL;

      desk_set_up (&desk, NULL);
      ktg_fault_disk_arm (desk.device->folder, KTG_FAULT_DEAD, step, EIO);
      id = act (&desk, begin_step (&desk, "received", NULL), NULL);
      ktg_store_device_close (desk.device);
      is_reached = ktg_fault_disk_disarm () >= step;

      ktg_store_device_reopen (desk.device);
      ktg_store_use_pack_async (desk.device->store, desk.pack, NULL, NULL);
      held = load (&desk);
      owed = ktg_store_device_load_owed (desk.device);
      if (id != NULL)
        g_assert_cmpuint (ktg_case_get_steps (held->folded)->len, ==, 1);
      g_assert_cmpuint (owed->events->len, ==, 1 + ktg_case_get_steps (held->folded)->len);
      ktg_store_device_assert_sound (desk.device);
      g_clear_pointer (&held, ktg_report_held_free);
      desk_tear_down (&desk, NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("/case-acts/a-step-is-owed-and-follows-the-newest", test_owed);
  ADD ("/case-acts/a-step-that-was-judged-before-another-came-is-not-signed", test_moved_on);
  ADD ("/case-acts/a-step-against-somebody-has-a-reason", test_reason);
  ADD ("/case-acts/a-note-says-for-whom-it-is", test_note);
  g_test_add_func ("/case-acts/whole-or-not-at-all", test_ladder);

  return g_test_run ();
}
