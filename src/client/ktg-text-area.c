/* ktg-text-area.c - room for more than a line of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-text-area.h"

struct _KtgTextArea
{
  AdwBin parent_instance;

  GtkWidget     *text_view;
  GtkTextBuffer *buffer;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LINES,
  N_PROPS
};

#define LINE_HEIGHT 20 /* pixels, about */

static GParamSpec *properties[N_PROPS];

KTG_DEFINE_FIELD_EDITOR (KtgTextArea, ktg_text_area, ADW_TYPE_BIN)

static void
changed_cb (KtgTextArea *self)
{
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
ktg_text_area_show (KtgFieldEditor *editor, KtgSession *session, const char *text)
{
  gtk_text_buffer_set_text (KTG_TEXT_AREA (editor)->buffer, text == NULL ? "" : text, -1);
}

static char *
ktg_text_area_dup_text (KtgFieldEditor *editor)
{
  GtkTextBuffer   *buffer = KTG_TEXT_AREA (editor)->buffer;
  GtkTextIter      start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return *text == '\0' ? NULL : g_steal_pointer (&text);
}

static GtkWidget *
ktg_text_area_get_heard (KtgFieldEditor *editor)
{
  return KTG_TEXT_AREA (editor)->text_view;
}

static void
ktg_text_area_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgTextArea *self = KTG_TEXT_AREA (object);

  if (id == PROP_LINES)
    gtk_widget_set_size_request (self->text_view, -1, LINE_HEIGHT * g_value_get_int (value));
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_value_get_string (value),
                                    -1);
}

static void
ktg_text_area_class_init (KtgTextAreaClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_text_area_set_property;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LINES]
      = g_param_spec_int ("lines", NULL, NULL, 1, 50, 4, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-text-area.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTextArea, text_view);
  gtk_widget_class_bind_template_child (widget_class, KtgTextArea, buffer);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ktg_text_area_init (KtgTextArea *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_text_area_count_characters:
 * @self: an area
 *
 * Returns: how much is written
 */
int
ktg_text_area_count_characters (KtgTextArea *self)
{
  return gtk_text_buffer_get_char_count (self->buffer);
}
