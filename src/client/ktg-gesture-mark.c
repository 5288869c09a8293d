/* ktg-gesture-mark.c - a gesture, drawn
 *
 * In the colour of the text around it. The words beside it say the same to a screen reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-gesture-mark.h"

#include "ktg-gesture-drawing.h"

#define SIDE 48 /* pixels */

struct _KtgGestureMark
{
  GtkWidget parent_instance;

  KtgChoice *gesture; /* or NULL: nothing is drawn */
};

G_DEFINE_FINAL_TYPE (KtgGestureMark, ktg_gesture_mark, GTK_TYPE_WIDGET)

static void
ktg_gesture_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgGestureMark *self = KTG_GESTURE_MARK (widget);
  graphene_rect_t area;
  GdkRGBA         color;
  cairo_t        *cr;

  if (self->gesture == NULL)
    return;

  graphene_rect_init (&area, 0, 0, SIDE, SIDE);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_scale (cr, SIDE / KTG_GESTURE_DRAWING_SIDE, SIDE / KTG_GESTURE_DRAWING_SIDE);
  ktg_gesture_drawing_draw (cr, self->gesture);
  cairo_destroy (cr);
}

static void
ktg_gesture_mark_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = *natural = SIDE;
}

static void
ktg_gesture_mark_finalize (GObject *object)
{
  g_clear_pointer (&KTG_GESTURE_MARK (object)->gesture, ktg_choice_free);

  G_OBJECT_CLASS (ktg_gesture_mark_parent_class)->finalize (object);
}

static void
ktg_gesture_mark_class_init (KtgGestureMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_gesture_mark_finalize;
  widget_class->measure = ktg_gesture_mark_measure;
  widget_class->snapshot = ktg_gesture_mark_snapshot;
  gtk_widget_class_set_css_name (widget_class, "gesture-mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ktg_gesture_mark_init (KtgGestureMark *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * ktg_gesture_mark_show:
 * @self: a mark
 * @gesture: (nullable): of the list "gestures"; it is hidden where there is no drawing of it
 */
void
ktg_gesture_mark_show (KtgGestureMark *self, const KtgChoice *gesture)
{
  gboolean is_drawn = ktg_gesture_drawing_has (gesture);

  g_clear_pointer (&self->gesture, ktg_choice_free);
  if (is_drawn)
    self->gesture = ktg_choice_copy (gesture);

  gtk_widget_set_visible (GTK_WIDGET (self), is_drawn);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
