/* test-copies.c - how often a report is copied and read on its way through the store
 *
 * The linker puts what stands here in front of the functions that copy and read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-event-json.h>

static guint n_report_copies;
static guint n_event_copies;
static guint n_events_read;

KtgReport *__real_ktg_report_copy (const KtgReport *report);
KtgReport *__wrap_ktg_report_copy (const KtgReport *report);
KtgEvent  *__real_ktg_event_copy (const KtgEvent *event);
KtgEvent  *__wrap_ktg_event_copy (const KtgEvent *event);
KtgEvent  *__real_ktg_event_json_parse (GBytes *bytes, GError **error);
KtgEvent  *__wrap_ktg_event_json_parse (GBytes *bytes, GError **error);

KtgReport *
__wrap_ktg_report_copy (const KtgReport *report)
{
  n_report_copies++;
  return __real_ktg_report_copy (report);
}

KtgEvent *
__wrap_ktg_event_copy (const KtgEvent *event)
{
  n_event_copies++;
  return __real_ktg_event_copy (event);
}

KtgEvent *
__wrap_ktg_event_json_parse (GBytes *bytes, GError **error)
{
  n_events_read++;
  return __real_ktg_event_json_parse (bytes, error);
}

/* Read once before it is signed, so that nothing is signed that cannot be read; and once from the
 * database, so that the summary is what its events add up to. The history's is the only copy. */
static void
test_filing (void)
{
  const KtgMoment now = { KTG_DEVICE_NOW_US, 7 * 3600, 812345, FALSE, 0 };
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  ktg_store_device_reopen (device);
  n_report_copies = n_event_copies = n_events_read = 0;
  ktg_store_file_report_async (device->store,
                               NULL,
                               g_steal_pointer (&report),
                               &now,
                               ktg_store_device_answered_cb,
                               &result);
  id = ktg_store_file_report_finish (device->store, ktg_store_device_wait_for (&result), &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  g_assert_cmpuint (n_report_copies, ==, 0);
  g_assert_cmpuint (n_event_copies, ==, 1);
  g_assert_cmpuint (n_events_read, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copies/a-filed-report-is-handed-on-and-read-back-twice", test_filing);
  return g_test_run ();
}
