/* ktg-custody-table.h - what was done with a file on this device, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-custody.h>

G_BEGIN_DECLS

gboolean ktg_custody_table_count (KtgLedger    *ledger,
                                  const char   *sha256,
                                  KtgCustodyAct act,
                                  gint64        day,
                                  const char   *device,
                                  GError      **error);
gboolean ktg_custody_table_add_entries (KtgLedger  *ledger,
                                        const char *sha256,
                                        const char *device,
                                        GPtrArray  *entries,
                                        GError    **error);

/* What was done with a file of a report on one day, and was not told yet. */
typedef struct
{
  gint64 report; /* its number */
  char  *uuid;
  char  *filing;
  gint64 day;
  char  *sha256;
  char  *act;
  guint  n_times;
} KtgUntoldAct;

GPtrArray *
ktg_custody_table_list_untold (KtgLedger *ledger, gint64 today, const char *device, GError **error);
gboolean
ktg_custody_table_set_told (KtgLedger *ledger, gint64 today, const char *device, GError **error);

G_END_DECLS
