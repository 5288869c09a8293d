/* ktg-line-field.c - asks for a line of words, or for a number
 *
 * A number that is none is kept as it was written, and the field says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-line-field.h"

struct _KtgLineField
{
  AdwBin parent_instance;

  GtkEditable *entry;
  GtkWidget   *request;

  gboolean is_number;
};

KTG_DEFINE_FIELD_EDITOR (KtgLineField, ktg_line_field, ADW_TYPE_BIN)

static gboolean
is_number (const char *text)
{
  return g_regex_match_simple ("^[-+]?[0-9]+([.][0-9]+)?$", text, 0, 0);
}

static void
show_validity (KtgLineField *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  gboolean    is_bad = self->is_number && *text != '\0' && !is_number (text);

  gtk_widget_set_visible (self->request, is_bad);
  ktg_field_editor_set_understood (KTG_FIELD_EDITOR (self), !is_bad);
}

static void
changed_cb (KtgLineField *self)
{
  show_validity (self);

  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
ktg_line_field_show (KtgFieldEditor *editor, KtgSession *session, const char *text)
{
  gtk_editable_set_text (KTG_LINE_FIELD (editor)->entry, text == NULL ? "" : text);
}

static char *
ktg_line_field_dup_text (KtgFieldEditor *editor)
{
  const char *text = gtk_editable_get_text (KTG_LINE_FIELD (editor)->entry);

  return *text == '\0' ? NULL : g_strdup (text);
}

static GtkWidget *
ktg_line_field_get_heard (KtgFieldEditor *editor)
{
  return GTK_WIDGET (gtk_editable_get_delegate (KTG_LINE_FIELD (editor)->entry));
}

static void
ktg_line_field_class_init (KtgLineFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-line-field.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLineField, entry);
  gtk_widget_class_bind_template_child (widget_class, KtgLineField, request);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ktg_line_field_init (KtgLineField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_line_field_new:
 * @title: what is asked
 * @is_number: whether the answer is a number
 *
 * Returns: (transfer none): a floating field that shows nothing yet
 */
GtkWidget *
ktg_line_field_new (const char *title, gboolean is_number)
{
  KtgLineField *self = g_object_new (KTG_TYPE_LINE_FIELD, NULL);

  self->is_number = is_number;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->entry),
                                   is_number ? GTK_INPUT_PURPOSE_NUMBER
                                             : GTK_INPUT_PURPOSE_FREE_FORM);
  return GTK_WIDGET (self);
}
