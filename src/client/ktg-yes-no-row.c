/* ktg-yes-no-row.c - yes, no, or not said yet
 *
 * Both answers are in sight, so that one press gives one. To press the answer that is given takes
 * it back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-yes-no-row.h"

#include <ktg-values.h>

struct _KtgYesNoRow
{
  AdwBin parent_instance;

  GtkLabel        *title;
  GtkToggleButton *yes;
  GtkToggleButton *no;

  gboolean is_showing; /* it changes because it is filled */
};

KTG_DEFINE_FIELD_EDITOR (KtgYesNoRow, ktg_yes_no_row, ADW_TYPE_BIN)

static void
toggled_cb (KtgYesNoRow *self, GtkToggleButton *button)
{
  GtkToggleButton *other = button == self->yes ? self->no : self->yes;

  if (self->is_showing)
    return;

  self->is_showing = TRUE;
  if (gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (other, FALSE);
  self->is_showing = FALSE;
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
ktg_yes_no_row_show (KtgFieldEditor *editor, KtgSession *session, const char *text)
{
  KtgYesNoRow *self = KTG_YES_NO_ROW (editor);

  self->is_showing = TRUE;
  gtk_toggle_button_set_active (self->yes, g_strcmp0 (text, KTG_VALUE_YES) == 0);
  gtk_toggle_button_set_active (self->no, g_strcmp0 (text, KTG_VALUE_NO) == 0);
  self->is_showing = FALSE;
}

static char *
ktg_yes_no_row_dup_text (KtgFieldEditor *editor)
{
  KtgYesNoRow *self = KTG_YES_NO_ROW (editor);

  if (gtk_toggle_button_get_active (self->yes))
    return g_strdup (KTG_VALUE_YES);

  return gtk_toggle_button_get_active (self->no) ? g_strdup (KTG_VALUE_NO) : NULL;
}

static GtkWidget *
ktg_yes_no_row_get_heard (KtgFieldEditor *editor)
{
  return GTK_WIDGET (KTG_YES_NO_ROW (editor)->yes);
}

static void
ktg_yes_no_row_class_init (KtgYesNoRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-yes-no-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgYesNoRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgYesNoRow, yes);
  gtk_widget_class_bind_template_child (widget_class, KtgYesNoRow, no);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
ktg_yes_no_row_init (KtgYesNoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_yes_no_row_new:
 * @title: what is asked
 *
 * Returns: (transfer none): a floating row that shows nothing yet
 */
GtkWidget *
ktg_yes_no_row_new (const char *title)
{
  KtgYesNoRow *self = g_object_new (KTG_TYPE_YES_NO_ROW, NULL);

  gtk_label_set_label (self->title, title);
  return GTK_WIDGET (self);
}
