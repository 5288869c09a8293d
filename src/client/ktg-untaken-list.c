/* ktg-untaken-list.c - the files that were offered and not taken, each with its reason
 *
 * What is said stays until somebody dismisses it: of forty files one may look elsewhere while the
 * third is refused. It is not seen while there is nothing to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-untaken-list.h"

#include "ktg-untaken-row.h"

#include <glib/gi18n.h>

struct _KtgUntakenList
{
  AdwBin parent_instance;

  GtkLabel   *heading;
  GtkWidget  *dismiss_all;
  GtkListBox *list;

  guint n_rows;
};

G_DEFINE_FINAL_TYPE (KtgUntakenList, ktg_untaken_list, ADW_TYPE_BIN)

static void
say_how_many (KtgUntakenList *self)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u file was not added",
                                                      "%u files were not added",
                                                      self->n_rows),
                                            self->n_rows);

  gtk_label_set_label (self->heading, words);
  gtk_widget_set_visible (self->dismiss_all, self->n_rows > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_rows > 0);
}

static void
take_off (KtgUntakenList *self, GtkWidget *row)
{
  gtk_list_box_remove (self->list, row);
  self->n_rows--;
}

static void
row_dismissed_cb (KtgUntakenList *self, GtkWidget *row)
{
  take_off (self, row);
  say_how_many (self);
}

static void
dismiss_all_clicked_cb (KtgUntakenList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    take_off (self, GTK_WIDGET (row));
  say_how_many (self);
}

static void
ktg_untaken_list_class_init (KtgUntakenListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-untaken-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgUntakenList, heading);
  gtk_widget_class_bind_template_child (widget_class, KtgUntakenList, dismiss_all);
  gtk_widget_class_bind_template_child (widget_class, KtgUntakenList, list);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_all_clicked_cb);
}

static void
ktg_untaken_list_init (KtgUntakenList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_untaken_list_add:
 * @self: a list
 * @name: what the file is called; "" where nothing of its name can be shown
 * @sentence: what happened, what is safe, what to do
 */
void
ktg_untaken_list_add (KtgUntakenList *self, const char *name, const char *sentence)
{
  const char    *title = *name != '\0' ? name : _ ("A file without a name");
  KtgUntakenRow *row = ktg_untaken_row_new (title, sentence);

  g_signal_connect_object (row,
                           "dismissed",
                           G_CALLBACK (row_dismissed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
  self->n_rows++;
  say_how_many (self);
}
