/* test-evidence-addition.c - files come to a report that was filed, all of them or none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-addition.h"

#include <ktg-store-device.h>
#include <string.h>

static const KtgMoment now = { .wall_us = KTG_DEVICE_NOW_US, .utc_offset_s = 7 * 3600 };

static KtgOfferedFile *
offer (const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ktg_offered_file_new_for_bytes (bytes, name);
}

static gboolean
add (KtgStoreDevice *device, const char *id, GPtrArray *offered, char **name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_evidence_addition_async (device->store,
                               id,
                               offered,
                               &now,
                               ktg_store_device_answered_cb,
                               &result);
  return ktg_evidence_addition_finish (ktg_store_device_wait_for (&result), name, &error);
}

static void
test_all_or_none (void)
{
  KtgStoreDevice *device = ktg_store_device_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Filed.", NULL);
  g_autoptr (KtgReportHeld) held = NULL;
  g_autofree char *id = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *name = NULL;
  GPtrArray       *good = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray       *mixed = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_true (ktg_store_device_open (device, &error));
  id = ktg_store_device_file (device, NULL, report, &error);
  g_ptr_array_add (mixed, offer ("%PDF-1.4 one", "one.pdf"));
  g_ptr_array_add (mixed, offer ("", "empty.jpg"));
  g_assert_false (add (device, id, mixed, &bad));
  g_assert_cmpstr (bad, ==, "empty.jpg");
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_events, ==, 1);

  g_ptr_array_add (good, offer ("%PDF-1.4 one", "one.pdf"));
  g_ptr_array_add (good, offer ("%PDF-1.4 two", "two.pdf"));
  g_ptr_array_add (good, offer ("%PDF-1.4 one", "again.pdf"));
  g_assert_true (add (device, id, good, &name));
  g_assert_null (name);
  held = ktg_store_device_load (device, id, &error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  g_assert_cmpuint (ktg_history_get_report (held->history)->evidence->len, ==, 2);
  g_assert_cmpstr (ktg_history_get_report (held->history)->account, ==, "Filed.");
  ktg_store_device_assert_sound (device);
  ktg_store_device_free (device);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/addition/all-files-are-added-or-none", test_all_or_none);

  return g_test_run ();
}
