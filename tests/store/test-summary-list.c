/* test-summary-list.c - the list follows each report by its id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-fault-disk.h>

/* A sanitizer sees in a fifth of them what it would see in all. */
#ifdef __SANITIZE_ADDRESS__
#define N_MANY 2000
#else
#define N_MANY 10000
#endif

/* A model that only follows what the list says has changed. */
typedef struct
{
  GPtrArray *ids;
} Follower;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  Follower *follower = user_data;

  g_ptr_array_remove_range (follower->ids, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (follower->ids,
                          (int)(position + i),
                          g_strdup (ktg_summary_get (summary)->id));
    }
}

static void
assert_follows (Follower *follower, KtgStore *store)
{
  GListModel *model = ktg_store_get_summaries (store);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, follower->ids->len);
  for (guint i = 0; i < follower->ids->len; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (model, i);

      g_assert_cmpstr (ktg_summary_get (summary)->id, ==, follower->ids->pdata[i]);
      g_assert_true (ktg_store_get_summary (store, follower->ids->pdata[i]) == summary);
    }
}

static void
test_followed (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (GError) error = NULL;
  Follower follower = { g_ptr_array_new_with_free_func (g_free) };

  ktg_store_device_reopen (device);
  g_assert_true (g_list_model_get_item_type (ktg_store_get_summaries (device->store))
                 == KTG_TYPE_SUMMARY);
  g_signal_connect (ktg_store_get_summaries (device->store),
                    "items-changed",
                    G_CALLBACK (items_changed_cb),
                    &follower);

  for (int i = 0; i < 12; i++)
    {
      g_ptr_array_add (drafts, ktg_draft_new (NULL, report));
      g_assert_true (ktg_store_device_save_draft (device, drafts->pdata[i], &error));
      assert_follows (&follower, device->store);
    }

  for (int i = 0; i < 12; i++)
    {
      const char *id = ktg_draft_get_id (drafts->pdata[(i * 5) % 12]);

      if (i % 3 == 0)
        g_assert_true (ktg_store_device_discard_draft (device, id, &error));
      else if (i % 3 == 1)
        g_free (ktg_store_device_file (device, id, report, &error));
      else
        g_assert_true (ktg_store_device_save_draft (device, drafts->pdata[(i * 5) % 12], &error));
      g_assert_no_error (error);
      assert_follows (&follower, device->store);
    }

  g_assert_cmpuint (follower.ids->len, ==, 8);
  g_ptr_array_unref (follower.ids);
}

static void
filed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ktg_store_file_report_finish (KTG_STORE (object), result, &error);
  guint           *n_filed = user_data;

  g_assert_no_error (error);
  (*n_filed)++;
}

static void
test_many (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (KtgReport) report
      = ktg_store_device_new_report ("What happened, in some words of an account.", NULL);
  const KtgMoment now = { KTG_DEVICE_NOW_US, 7 * 3600, 812345, FALSE, 0 };
  g_autoptr (KtgOwed) owed = NULL;
  guint  n_filed = 0;
  gint64 start_us;

  ktg_store_device_reopen (device);
  for (int i = 0; i < N_MANY; i++)
    ktg_store_file_report_async (device->store,
                                 NULL,
                                 ktg_report_copy (report),
                                 &now,
                                 filed_cb,
                                 &n_filed);
  while (n_filed < N_MANY)
    g_main_context_iteration (NULL, TRUE);
  ktg_store_device_close (device);

  start_us = g_get_monotonic_time ();
  ktg_store_device_reopen (device);
  g_test_minimized_result ((double)(g_get_monotonic_time () - start_us) / 1000,
                           "opened %d reports, ms",
                           N_MANY);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, N_MANY);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, N_MANY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/summary-list/who-follows-its-changes-has-what-it-has", test_followed);
  g_test_add_func ("/summary-list/ten-thousand-reports-are-normal", test_many);

  return g_test_run ();
}
