/* exchange-world.h - a server, two officers and their office, and what it answers them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-test-server.h>

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *budi;
  KtgTestDevice *office;
} ExchangeWorld;

void exchange_world_open (ExchangeWorld *world, gconstpointer data);
void exchange_world_close (ExchangeWorld *world, gconstpointer data);

KtgReceipt *exchange_read_receipt (KtgTestDevice *device, KtgExchangeAnswer *answer);
guint64 exchange_get_index (KtgTestDevice *device, KtgExchangeAnswer *answer, const char *event_id);
void    exchange_assert_refused (KtgExchangeAnswer *answer, const char *id, const char *type);
