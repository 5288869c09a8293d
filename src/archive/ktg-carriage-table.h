/* ktg-carriage-table.h - who carried which event of somebody else, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

G_BEGIN_DECLS

/* What somebody brought of somebody else. */
typedef struct
{
  gint64      carrier; /* number of a device */
  gint64      event;   /* its index; of a link its number, negative */
  const char *author;  /* key */
  const char *id;
  gboolean    is_text; /* he brings none of its files */
  gint64      at_ms;
} KtgCarriageRow;

/* An author whose events somebody carried that name one file. */
typedef struct
{
  gint64   number; /* of his device */
  char    *key;
  gboolean is_delivered; /* the file is held for him */
  guint64  delivery;     /* the number of that */
} KtgCarriedAuthor;

void ktg_carried_author_free (KtgCarriedAuthor *author);

gboolean   ktg_carriage_table_add (KtgDb *db, const KtgCarriageRow *row, GError **error);
gboolean   ktg_carriage_table_has (KtgDb *db, gint64 carrier, gboolean *has, GError **error);
GPtrArray *ktg_carriage_table_list_authors (KtgDb *db, gint64 carrier, gint64 file, GError **error);

G_END_DECLS
