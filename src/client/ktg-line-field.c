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

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_NUMBER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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
ktg_line_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgLineField *self = KTG_LINE_FIELD (object);

  if (id == PROP_TITLE)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), g_value_get_string (value));
      return;
    }

  self->is_number = g_value_get_boolean (value);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->entry),
                                   self->is_number ? GTK_INPUT_PURPOSE_NUMBER
                                                   : GTK_INPUT_PURPOSE_FREE_FORM);
}

static void
ktg_line_field_class_init (KtgLineFieldClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_line_field_set_property;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NUMBER] = g_param_spec_boolean ("number",
                                                  NULL,
                                                  NULL,
                                                  FALSE,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
