/* ktg-book-tables.h - which rows the book gives account of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

G_BEGIN_DECLS

#define KTG_BOOK_TABLES 11
#define KTG_BOOK_EVENTS 0

/* What the book hears of a row. */
#define KTG_BOOK_ROW_GONE (-1)
#define KTG_BOOK_ROW_READ 0
#define KTG_BOOK_ROW_CAME 1

typedef struct
{
  const char *name;
  const char *position; /* a column of integers by which the table is walked; NULL: at once */
  const char *const *left_out;   /* columns that the book does not answer for; or NULL */
  gboolean           is_audited; /* each change of a row leaves a line of its own in the audit */
} KtgBookTable;

extern const KtgBookTable ktg_book_tables[KTG_BOOK_TABLES];

gboolean ktg_book_tables_watch (KtgDb *db, GError **error);
gboolean ktg_book_tables_read (KtgDb   *db,
                               guint    table,
                               gint64   first,
                               guint    max_rows,
                               gint64  *last,
                               GError **error);

G_END_DECLS
