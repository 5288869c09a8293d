/* ktg-alarm-table.h - what contradicts what the server said before, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

G_BEGIN_DECLS

/* An index that stands came again for another event. */
#define KTG_ALARM_INDEX_AGAIN "index-again"
/* The number of a delivery that stands came again for another file. */
#define KTG_ALARM_DELIVERY_AGAIN "delivery-again"
/* What a receipt that stands says is held is gone. */
#define KTG_ALARM_HEAD_BACK "head-back"
/* Another life, and nothing signed that says what stands of the one before. */
#define KTG_ALARM_LIFE_UNSAID "life-unsaid"
/* The head of its book is before one that it signed, or another at the same number. */
#define KTG_ALARM_BOOK_BACK "book-back"

gboolean   ktg_alarm_table_raise (KtgLedger  *ledger,
                                  const char *kind,
                                  gint64      life,
                                  guint64     server_index,
                                  GError    **error);
GPtrArray *ktg_alarm_table_list_kinds (KtgLedger *ledger, GError **error);
GPtrArray *ktg_alarm_table_list_lines (KtgLedger *ledger, GError **error);

G_END_DECLS
