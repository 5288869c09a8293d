/* ktg-table.h - rows of words under titles: what a page shows, a file keeps and a terminal prints
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_TYPE_TABLE_ROW (ktg_table_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgTableRow, ktg_table_row, KTG, TABLE_ROW, GObject)

const char *ktg_table_row_get_id (KtgTableRow *self);
const char *ktg_table_row_get_cell (KtgTableRow *self, guint column);

/* Returns: (transfer full): what stands in a row that tells of @of, a text for each column. */
typedef GStrv (*KtgTableWords) (gpointer context, gpointer of);

typedef struct
{
  char    *title;
  gboolean is_number; /* it stands at the right */
} KtgTableColumn;

typedef struct
{
  GPtrArray  *columns; /* (element-type KtgTableColumn) */
  GListStore *rows;    /* of KtgTableRow */
} KtgTable;

KtgTable *ktg_table_new (void);
void      ktg_table_free (KtgTable *self);
void      ktg_table_add_column (KtgTable *self, const char *title, gboolean is_number);
void      ktg_table_add_row (KtgTable *self, const char *id, ...) G_GNUC_NULL_TERMINATED;
void      ktg_table_add_row_of (KtgTable     *self,
                                const char   *id,
                                gpointer      of,
                                KtgTableWords dup_words,
                                gpointer      context);
GBytes   *ktg_table_write_csv (const KtgTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTable, ktg_table_free)

G_END_DECLS
