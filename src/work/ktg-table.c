/* ktg-table.c - rows of words under titles: what a page shows, a file keeps and a terminal prints
 *
 * As a file it is CSV by RFC 4180, in UTF-8. What a spreadsheet would take for a formula is made
 * harmless: a report's words come from anybody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-table.h"

#include <string.h>

#define LINE_END "\r\n"
#define FORMULA_BEGINS "=+-@\t\r"

struct _KtgTableRow
{
  GObject parent_instance;

  char *id;
  GStrv cells; /* NULL until somebody looks at them */

  GObject      *of;
  KtgTableWords dup_words;
  GObject      *context;
};

G_DEFINE_FINAL_TYPE (KtgTableRow, ktg_table_row, G_TYPE_OBJECT)

static void
ktg_table_row_finalize (GObject *object)
{
  KtgTableRow *self = KTG_TABLE_ROW (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->cells, g_strfreev);
  g_clear_object (&self->of);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (ktg_table_row_parent_class)->finalize (object);
}

static void
ktg_table_row_class_init (KtgTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_table_row_finalize;
}

static void
ktg_table_row_init (KtgTableRow *self)
{
}

/**
 * ktg_table_row_get_id:
 * @self: a row
 *
 * Returns: (nullable): the report that it tells of; %NULL: it tells of several
 */
const char *
ktg_table_row_get_id (KtgTableRow *self)
{
  return self->id;
}

/**
 * ktg_table_row_get_cell:
 * @self: a row
 * @column: from 0
 *
 * Returns: what stands there
 */
const char *
ktg_table_row_get_cell (KtgTableRow *self, guint column)
{
  if (self->cells == NULL)
    self->cells = self->dup_words (self->context, self->of);

  return self->cells[column];
}

static void
column_free (gpointer data)
{
  KtgTableColumn *column = data;

  g_free (column->title);
  g_free (column);
}

/**
 * ktg_table_new:
 *
 * Returns: (transfer full): a table without columns and rows
 */
KtgTable *
ktg_table_new (void)
{
  KtgTable *self = g_new0 (KtgTable, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rows = g_list_store_new (KTG_TYPE_TABLE_ROW);
  return self;
}

/**
 * ktg_table_free:
 * @self: (nullable): a table
 */
void
ktg_table_free (KtgTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->columns);
  g_object_unref (self->rows);
  g_free (self);
}

/**
 * ktg_table_add_column:
 * @self: a table without rows
 * @title: of the column
 * @is_number: whether it holds numbers
 */
void
ktg_table_add_column (KtgTable *self, const char *title, gboolean is_number)
{
  KtgTableColumn *column = g_new0 (KtgTableColumn, 1);

  column->title = g_strdup (title);
  column->is_number = is_number;
  g_ptr_array_add (self->columns, column);
}

/**
 * ktg_table_add_row:
 * @self: a table with its columns
 * @id: (nullable): the report that the row tells of
 * @...: a text for each column, "" where there is none, then %NULL
 */
void
ktg_table_add_row (KtgTable *self, const char *id, ...)
{
  g_autoptr (KtgTableRow) row = g_object_new (KTG_TYPE_TABLE_ROW, NULL);
  va_list cells;

  row->id = g_strdup (id);
  row->cells = g_new0 (char *, self->columns->len + 1);
  va_start (cells, id);
  for (guint i = 0; i < self->columns->len; i++)
    row->cells[i] = g_strdup (va_arg (cells, const char *));
  va_end (cells);

  g_list_store_append (self->rows, row);
}

/**
 * ktg_table_add_row_of:
 * @self: a table with its columns
 * @id: the report that the row tells of
 * @of: (type GObject): what it tells
 * @dup_words: says it, once somebody looks at the row
 * @context: (type GObject): for @dup_words
 *
 * Of ten thousand rows a page shows twenty.
 */
void
ktg_table_add_row_of (KtgTable     *self,
                      const char   *id,
                      gpointer      of,
                      KtgTableWords dup_words,
                      gpointer      context)
{
  g_autoptr (KtgTableRow) row = g_object_new (KTG_TYPE_TABLE_ROW, NULL);

  row->id = g_strdup (id);
  row->of = g_object_ref (of);
  row->dup_words = dup_words;
  row->context = g_object_ref (context);
  g_list_store_append (self->rows, row);
}

/* A lone quote before it makes a spreadsheet take it as words. */
static void
append_cell (GString *csv, const char *text)
{
  gboolean is_formula = *text != '\0' && strchr (FORMULA_BEGINS, *text) != NULL;

  g_string_append_c (csv, '"');
  if (is_formula)
    g_string_append_c (csv, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static void
append_titles (GString *csv, const KtgTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const KtgTableColumn *column = g_ptr_array_index (self->columns, i);

      g_string_append (csv, i > 0 ? "," : "");
      append_cell (csv, column->title);
    }
  g_string_append (csv, LINE_END);
}

static void
append_row (GString *csv, const KtgTable *self, KtgTableRow *row)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const KtgTableColumn *column = g_ptr_array_index (self->columns, i);

      g_string_append (csv, i > 0 ? "," : "");
      if (column->is_number)
        g_string_append (csv, ktg_table_row_get_cell (row, i));
      else
        append_cell (csv, ktg_table_row_get_cell (row, i));
    }
  g_string_append (csv, LINE_END);
}

/**
 * ktg_table_write_csv:
 * @self: a table
 *
 * Returns: (transfer full): CSV by RFC 4180, in UTF-8, the titles first
 */
GBytes *
ktg_table_write_csv (const KtgTable *self)
{
  GString *csv = g_string_new (NULL);
  guint    n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  append_titles (csv, self);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (KtgTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      append_row (csv, self, row);
    }

  return g_string_free_to_bytes (csv);
}
