/* ktg-untaken-row.c - a file that was not taken, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-untaken-row.h"

#include <glib/gi18n.h>
#include <ktg-signal.h>

struct _KtgUntakenRow
{
  AdwActionRow parent_instance;

  GtkWidget *dismiss;
};

enum
{
  SIGNAL_DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgUntakenRow, ktg_untaken_row, ADW_TYPE_ACTION_ROW)

static void
dismiss_clicked_cb (KtgUntakenRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DISMISSED], 0);
}

static void
ktg_untaken_row_class_init (KtgUntakenRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_DISMISSED] = ktg_signal_new ("dismissed", KTG_TYPE_UNTAKEN_ROW, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-untaken-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgUntakenRow, dismiss);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
}

static void
ktg_untaken_row_init (KtgUntakenRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_untaken_row_new:
 * @name: what the file is called
 * @sentence: what happened, what is safe, what to do
 *
 * Emits "dismissed" once that was read.
 *
 * Returns: (transfer none): a floating row
 */
KtgUntakenRow *
ktg_untaken_row_new (const char *name, const char *sentence)
{
  KtgUntakenRow *self
      = g_object_new (KTG_TYPE_UNTAKEN_ROW, "title", name, "subtitle", sentence, NULL);
  /* Translators: a button; %s is the name of a file that was not added */
  g_autofree char *label = g_strdup_printf (_ ("Dismiss what is said of %s"), name);
  g_autofree char *said = g_strdup_printf ("%s. %s", name, sentence);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dismiss),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  return self;
}
