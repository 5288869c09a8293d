/* ktg-taken-row.c - something that stands in a report and can be taken out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-taken-row.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>

struct _KtgTakenRow
{
  AdwActionRow parent_instance;

  GtkWidget *remove;
  char      *code;
};

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgTakenRow, ktg_taken_row, ADW_TYPE_ACTION_ROW)

static void
remove_clicked_cb (KtgTakenRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
ktg_taken_row_finalize (GObject *object)
{
  g_clear_pointer (&KTG_TAKEN_ROW (object)->code, g_free);

  G_OBJECT_CLASS (ktg_taken_row_parent_class)->finalize (object);
}

static void
ktg_taken_row_class_init (KtgTakenRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_taken_row_finalize;

  signals[SIGNAL_REMOVED] = ktg_signal_new ("removed", KTG_TYPE_TAKEN_ROW, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-taken-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTakenRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
ktg_taken_row_init (KtgTakenRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_taken_row_new:
 * @code: what it stands for
 * @name: what the button says it removes
 * @title: what one sees of it
 * @subtitle: (nullable): more of it
 *
 * Emits "removed" when it is to go.
 *
 * Returns: (transfer none): a floating row
 */
KtgTakenRow *
ktg_taken_row_new (const char *code, const char *name, const char *title, const char *subtitle)
{
  g_autofree char *shown = ktg_shown_text_dup_line (title);
  g_autofree char *below = ktg_shown_text_dup (subtitle);
  KtgTakenRow     *self = g_object_new (KTG_TYPE_TAKEN_ROW, "title", shown, NULL);
  /* Translators: a button; %s is a code such as KE-05, or what a form calls something */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  self->code = g_strdup (code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  if (below != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), below);

  return self;
}

/**
 * ktg_taken_row_get_code:
 * @self: a row
 *
 * Returns: what it stands for
 */
const char *
ktg_taken_row_get_code (KtgTakenRow *self)
{
  return self->code;
}
