/* ktg-file-table.h - evidence files: which there are, which are here, which the server has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   number; /* 0: no such file */
  guint64  size_bytes;
  gboolean is_here;
  gint64   receipt; /* its number, 0 without one */
  gint64   centre;  /* the number of the centre's, which may be the same; 0 without one */
  gint64   imported_us;
  gint64   freed_us; /* when its room was given back; 0: it was not */
} KtgFileRow;

char *ktg_file_table_dup_alias (KtgLedger *ledger, const char *sha256);
gboolean
ktg_file_table_find (KtgLedger *ledger, const char *sha256, KtgFileRow *row, GError **error);
gboolean ktg_file_table_put (KtgLedger  *ledger,
                             const char *sha256,
                             guint64     size_bytes,
                             gint64      imported_us,
                             GError    **error);
gint64
ktg_file_table_mention (KtgLedger *ledger, const char *sha256, guint64 size_bytes, GError **error);
gboolean   ktg_file_table_set_received (KtgLedger  *ledger,
                                        const char *sha256,
                                        guint64     size_bytes,
                                        gint64      receipt,
                                        gint64     *number,
                                        GError    **error);
gboolean   ktg_file_table_set_at_centre (KtgLedger  *ledger,
                                         const char *sha256,
                                         guint64     size_bytes,
                                         gint64      receipt,
                                         gint64     *number,
                                         GError    **error);
gboolean   ktg_file_table_place (KtgLedger *ledger,
                                 gint64     number,
                                 guint64    server_index,
                                 gint64     life,
                                 GError   **error);
gboolean   ktg_file_table_has_rival (KtgLedger *ledger,
                                     gint64     number,
                                     guint64    server_index,
                                     gboolean  *has_rival,
                                     GError   **error);
gboolean   ktg_file_table_forget_places (KtgLedger *ledger, GError **error);
gboolean   ktg_file_table_forget_receipts (KtgLedger *ledger, GError **error);
char      *ktg_file_table_dup_sha256 (KtgLedger *ledger, const char *alias, GError **error);
GPtrArray *ktg_file_table_list_spare (KtgLedger *ledger, GError **error);
GPtrArray *ktg_file_table_list_freed (KtgLedger *ledger, GError **error);
gboolean
ktg_file_table_set_freed (KtgLedger *ledger, const char *alias, gint64 freed_us, GError **error);
GPtrArray *ktg_file_table_list_here (KtgLedger *ledger, GError **error);
GPtrArray *ktg_file_table_list_unnamed (KtgLedger *ledger, gint64 before_us, GError **error);
gboolean   ktg_file_table_remove (KtgLedger *ledger, const char *alias, GError **error);

G_END_DECLS
