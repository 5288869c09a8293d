/* ktg-audit-table.h - what was done to this server, as rows, each chained to the one before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

G_BEGIN_DECLS

#define KTG_AUDIT_HASH_BYTES 32

typedef struct
{
  gint64      number;
  gint64      at_ms;
  const char *what;
  gint64      subject;
  gint64      count;
  GBytes     *content; /* what a row was like; or NULL */
  GBytes     *hash;
} KtgAuditRow;

/* @row: as it lies there, until the next one. */
typedef void (*KtgAuditFunc) (const KtgAuditRow *row, gpointer user_data);

gboolean ktg_audit_table_add (KtgDb             *db,
                              const KtgAuditRow *row,
                              guint8             hash[KTG_AUDIT_HASH_BYTES],
                              gint64            *number,
                              GError           **error);
gboolean ktg_audit_table_each (KtgDb       *db,
                               gint64       after,
                               guint        max,
                               KtgAuditFunc func,
                               gpointer     user_data,
                               GError     **error);
gboolean ktg_audit_table_find_content (KtgDb      *db,
                                       const char *what,
                                       gint64      subject,
                                       GBytes    **content,
                                       GError    **error);
void     ktg_audit_row_hash (const KtgAuditRow *row, guint8 hash[KTG_AUDIT_HASH_BYTES]);

G_END_DECLS
