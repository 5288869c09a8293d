/* exchange-world.c - a server, two officers and their office, and what it answers them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-world.h"

#include <ktg-problem-json.h>

void
exchange_world_open (ExchangeWorld *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
}

void
exchange_world_close (ExchangeWorld *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
}

/* The receipt in an answer, its signature checked as a device would. */
KtgReceipt *
exchange_read_receipt (KtgTestDevice *device, KtgExchangeAnswer *answer)
{
  KtgReceipt *receipt = ktg_test_device_find_receipt (device, answer->receipts);

  g_assert_nonnull (receipt);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
  g_assert_true (ktg_receipt_is_of_centre (receipt));
  return receipt;
}

guint64
exchange_get_index (KtgTestDevice *device, KtgExchangeAnswer *answer, const char *event_id)
{
  g_autoptr (KtgReceipt) receipt = exchange_read_receipt (device, answer);

  return ktg_test_receipt_get_index (receipt, event_id);
}

void
exchange_assert_refused (KtgExchangeAnswer *answer, const char *id, const char *type)
{
  g_autofree char *whole = g_strconcat (KTG_PROBLEM_PREFIX, type, NULL);
  KtgRefusal      *refusal;

  g_assert_cmpuint (answer->refused->len, ==, 1);
  refusal = g_ptr_array_index (answer->refused, 0);
  g_assert_cmpstr (refusal->id, ==, id);
  g_assert_cmpstr (refusal->type, ==, whole);
  g_assert_nonnull (refusal->detail);
}
