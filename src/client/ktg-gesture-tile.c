/* ktg-gesture-tile.c - a gesture that can be chosen: its drawing, and its name below
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-gesture-tile.h"

#include "ktg-gesture-drawing.h"
#include "ktg-gesture-mark.h"

#include <ktg-language.h>

struct _KtgGestureTile
{
  GtkToggleButton parent_instance;

  KtgGestureMark *mark;
  GtkLabel       *emoji; /* where there is no drawing */
  GtkLabel       *name;

  char *code;
};

G_DEFINE_FINAL_TYPE (KtgGestureTile, ktg_gesture_tile, GTK_TYPE_TOGGLE_BUTTON)

/* A font need not have it. */
static gboolean
can_be_written (GtkWidget *widget, const char *emoji)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, emoji);

  return pango_layout_get_unknown_glyphs_count (layout) == 0;
}

static void
show_picture (KtgGestureTile *self, const KtgChoice *gesture)
{
  gboolean is_written = !ktg_gesture_drawing_has (gesture) && gesture->emoji != NULL
                        && can_be_written (GTK_WIDGET (self), gesture->emoji);

  ktg_gesture_mark_show (self->mark, gesture);
  gtk_label_set_label (self->emoji, is_written ? gesture->emoji : "");
  gtk_widget_set_visible (GTK_WIDGET (self->emoji), is_written);
}

static void
ktg_gesture_tile_finalize (GObject *object)
{
  g_clear_pointer (&KTG_GESTURE_TILE (object)->code, g_free);

  G_OBJECT_CLASS (ktg_gesture_tile_parent_class)->finalize (object);
}

static void
ktg_gesture_tile_class_init (KtgGestureTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_gesture_tile_finalize;
  g_type_ensure (KTG_TYPE_GESTURE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-gesture-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgGestureTile, mark);
  gtk_widget_class_bind_template_child (widget_class, KtgGestureTile, emoji);
  gtk_widget_class_bind_template_child (widget_class, KtgGestureTile, name);
}

static void
ktg_gesture_tile_init (KtgGestureTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_gesture_tile_new:
 * @gesture: of the list "gestures"
 *
 * Returns: (transfer none): a floating tile
 */
KtgGestureTile *
ktg_gesture_tile_new (const KtgChoice *gesture)
{
  KtgGestureTile *self = g_object_new (KTG_TYPE_GESTURE_TILE, NULL);
  const char     *name = ktg_words_get (&gesture->name, ktg_language_get ());

  self->code = g_strdup (gesture->code);
  gtk_label_set_label (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_picture (self, gesture);
  return self;
}

/**
 * ktg_gesture_tile_get_code:
 * @self: a tile
 *
 * Returns: the code of its gesture
 */
const char *
ktg_gesture_tile_get_code (KtgGestureTile *self)
{
  return self->code;
}

/**
 * ktg_gesture_tile_say:
 * @self: a tile
 * @likeness: (nullable): which ballot number it looks like, of ktg_gesture_words_dup_likeness()
 *
 * Said where it is pointed at, and by a screen reader.
 */
void
ktg_gesture_tile_say (KtgGestureTile *self, const char *likeness)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), likeness);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  likeness != NULL ? likeness : "",
                                  -1);
}
