/* test-sending.c - the officer's rules of sending and what each day sent are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#define TODAY 20053

static KtgStoreDevice *
open_device (void)
{
  KtgStoreDevice *device = ktg_store_device_new ();
  g_autoptr (GError) error = NULL;

  ktg_store_device_open (device, &error);
  g_assert_no_error (error);

  return device;
}

static KtgSpent
note (KtgStoreDevice *device, gint64 day, guint64 texts, guint64 previews, guint64 originals)
{
  KtgSpent added = { day, { texts, previews, originals } };
  KtgSpent spent;
  g_autoptr (GError) error = NULL;

  ktg_store_device_note_spent (device, &added, &spent, &error);
  g_assert_no_error (error);
  g_assert_cmpint (spent.day, ==, day);

  return spent;
}

static void
assert_rules (KtgStoreDevice *device, const KtgSendingRules *expected)
{
  const KtgSendingRules *rules = ktg_store_get_sending_rules (device->store);

  g_assert_cmpint (rules->is_paused, ==, expected->is_paused);
  g_assert_cmpint (rules->holds_originals, ==, expected->holds_originals);
  g_assert_cmpint (rules->only_unmetered, ==, expected->only_unmetered);
  g_assert_cmpint (rules->day_bytes, ==, expected->day_bytes);
}

static void
test_rules_are_the_usual_ones_until_she_makes_some (void)
{
  g_autoptr (KtgStoreDevice) device = open_device ();
  KtgSendingRules made = { TRUE, FALSE, TRUE, 50000000 };
  KtgSendingRules usual = ktg_sending_rules_get_usual ();
  g_autoptr (GError) error = NULL;

  assert_rules (device, &usual);
  g_assert_true (ktg_store_device_set_rules (device, &made, &error));
  assert_rules (device, &made);
  ktg_store_device_reopen (device);
  assert_rules (device, &made);
  ktg_store_device_assert_sound (device);
}

static void
test_a_day_adds_up_by_class (void)
{
  g_autoptr (KtgStoreDevice) device = open_device ();

  g_assert_cmpuint (note (device, TODAY, 0, 0, 0).bytes[KTG_SENT_TEXTS], ==, 0);
  note (device, TODAY, 1, 20, 300);
  g_assert_cmpuint (note (device, TODAY, 1, 20, 300).bytes[KTG_SENT_ORIGINALS], ==, 600);
  ktg_store_device_reopen (device);
  g_assert_cmpuint (note (device, TODAY, 0, 0, 0).bytes[KTG_SENT_TEXTS], ==, 2);
  g_assert_cmpuint (note (device, TODAY, 0, 0, 0).bytes[KTG_SENT_PREVIEWS], ==, 40);
}

/* A clock that jumps a day ahead and is set right spends what the next day has, and no more. */
static void
test_each_date_has_one_budget_however_the_clock_comes_by_it (void)
{
  g_autoptr (KtgStoreDevice) device = open_device ();

  note (device, TODAY, 0, 0, 50);
  note (device, TODAY + 1, 0, 0, 50);
  g_assert_cmpuint (note (device, TODAY, 0, 0, 0).bytes[KTG_SENT_ORIGINALS], ==, 50);
  g_assert_cmpuint (note (device, TODAY + 1, 0, 0, 0).bytes[KTG_SENT_ORIGINALS], ==, 50);
  g_assert_cmpuint (note (device, TODAY + 2, 0, 0, 0).bytes[KTG_SENT_ORIGINALS], ==, 0);
  g_assert_cmpuint (note (device, -1, 0, 0, 7).bytes[KTG_SENT_ORIGINALS], ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sending/rules", test_rules_are_the_usual_ones_until_she_makes_some);
  g_test_add_func ("/sending/adds-up", test_a_day_adds_up_by_class);
  g_test_add_func ("/sending/dates", test_each_date_has_one_budget_however_the_clock_comes_by_it);

  return g_test_run ();
}
