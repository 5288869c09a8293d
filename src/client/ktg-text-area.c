/* ktg-text-area.c - room for more than a line of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-text-area.h"

#include <ktg-signal.h>

struct _KtgTextArea
{
  AdwBin parent_instance;

  GtkWidget     *text_view;
  GtkTextBuffer *buffer;

  gboolean is_showing; /* it changes because it is filled */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LINES,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

#define LINE_HEIGHT 20 /* pixels, about */

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgTextArea, ktg_text_area, ADW_TYPE_BIN)

static void
changed_cb (KtgTextArea *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_TEXT_AREA, G_TYPE_NONE);

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
 * ktg_text_area_show:
 * @self: an area
 * @text: (nullable): what is written so far
 *
 * Emits no "changed".
 */
void
ktg_text_area_show (KtgTextArea *self, const char *text)
{
  self->is_showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, text == NULL ? "" : text, -1);
  self->is_showing = FALSE;
}

/**
 * ktg_text_area_dup_text:
 * @self: an area
 *
 * Returns: (nullable) (transfer full): what is written; %NULL if nothing is
 */
char *
ktg_text_area_dup_text (KtgTextArea *self)
{
  GtkTextIter      start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);

  return *text == '\0' ? NULL : g_steal_pointer (&text);
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
