/* ktg-found-row.c - one of what a search found
 *
 * The button in it takes no focus of its own; it is there because a screen reader can press a
 * button, and GTK 4.8 gives a row nothing to press.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-found-row.h"

#include <glib/gi18n.h>
#include <ktg-signal.h>

struct _KtgFoundRow
{
  AdwActionRow parent_instance;

  GtkWidget *choose_button;

  char *code;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgFoundRow, ktg_found_row, ADW_TYPE_ACTION_ROW)

static void
choose_clicked_cb (KtgFoundRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
ktg_found_row_finalize (GObject *object)
{
  g_clear_pointer (&KTG_FOUND_ROW (object)->code, g_free);

  G_OBJECT_CLASS (ktg_found_row_parent_class)->finalize (object);
}

static void
ktg_found_row_class_init (KtgFoundRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_found_row_finalize;

  signals[SIGNAL_CHOSEN] = ktg_signal_new ("chosen", KTG_TYPE_FOUND_ROW, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-found-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFoundRow, choose_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
}

static void
ktg_found_row_init (KtgFoundRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_found_row_new:
 * @code: what it stands for
 * @name: what it is called where only that is heard, so that it is no other
 * @title: its name, as it is seen
 * @subtitle: more of it
 *
 * Emits "chosen" when it is taken.
 *
 * Returns: (transfer none): a floating row
 */
KtgFoundRow *
ktg_found_row_new (const char *code, const char *name, const char *title, const char *subtitle)
{
  KtgFoundRow *self = g_object_new (KTG_TYPE_FOUND_ROW, "title", title, "subtitle", subtitle, NULL);
  /* Translators: what a button beside something that a search found does, and its name */
  g_autofree char *label = g_strdup_printf (_ ("Choose %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  self->code = g_strdup (code);

  return self;
}

/**
 * ktg_found_row_new_opening:
 * @code: what it stands for
 * @title: its name
 * @subtitle: (nullable): more of it
 *
 * As ktg_found_row_new(), of what is opened to be read.
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_found_row_new_opening (const char *code, const char *title, const char *subtitle)
{
  KtgFoundRow *self = ktg_found_row_new (code, title, title, subtitle != NULL ? subtitle : "");
  /* Translators: what a button beside something that can be read does, and its name */
  g_autofree char *label = g_strdup_printf (_ ("Open %s"), title);

  gtk_button_set_icon_name (GTK_BUTTON (self->choose_button), "go-next-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * ktg_found_row_get_code:
 * @self: a row
 *
 * Returns: the code of what was found
 */
const char *
ktg_found_row_get_code (KtgFoundRow *self)
{
  return self->code;
}
