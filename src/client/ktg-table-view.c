/* ktg-table-view.c - a table on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-table-view.h"

#define COLUMN_KEY "ktg-column"
#define WIDEST_CHARS 40

static guint
get_column (GtkSignalListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), COLUMN_KEY));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer is_number)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (is_number) ? 1 : 0);
  gtk_label_set_wrap (GTK_LABEL (label), !GPOINTER_TO_INT (is_number));
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDEST_CHARS);
  if (GPOINTER_TO_INT (is_number))
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KtgTableRow *row = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       ktg_table_row_get_cell (row, get_column (factory)));
}

static void
add_column (GtkColumnView *view, const KtgTableColumn *column, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) shown = NULL;

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GUINT_TO_POINTER (i));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (column->is_number));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  shown = gtk_column_view_column_new (column->title, factory);
  gtk_column_view_column_set_expand (shown, !column->is_number);
  gtk_column_view_append_column (view, shown);
}

/**
 * ktg_table_view_show:
 * @view: where it is shown
 * @table: what is shown; its rows are kept, not copied
 */
void
ktg_table_view_show (GtkColumnView *view, const KtgTable *table)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkSelectionModel) rows
      = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (table->rows))));

  if (g_list_model_get_n_items (columns) == 0)
    for (guint i = 0; i < table->columns->len; i++)
      add_column (view, g_ptr_array_index (table->columns, i), i);

  gtk_column_view_set_model (view, rows);
}
