/* ktg-step-mark.c - how far one step of a story has come, drawn
 *
 * A shape each, so that nothing hangs on colour, and the line to the next step below. Colours come
 * from the style sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-step-mark.h"

#include "ktg-sign.h"

#define SIDE 20.0
#define LINE 2.0

struct _KtgStepMark
{
  GtkWidget parent_instance;

  KtgTimelineMark mark;
  gboolean        is_last;
};

G_DEFINE_FINAL_TYPE (KtgStepMark, ktg_step_mark, GTK_TYPE_WIDGET)

/* As the style sheet knows them. */
static const char *const style_classes[] = {
  [KTG_MARK_DONE] = "done",
  [KTG_MARK_UNDER_WAY] = "waiting",
  [KTG_MARK_ASKS] = "asks",
  [KTG_MARK_TO_COME] = "next",
};

/* What is under it shows through, whatever its colour. */
static void
cut_sign (cairo_t *cr, KtgSign sign)
{
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  ktg_sign_draw (cr, sign, SIDE);
}

static void
draw_disc (cairo_t *cr, double radius)
{
  cairo_arc (cr, SIDE / 2, SIDE / 2, radius, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_ring (cairo_t *cr)
{
  cairo_arc (cr, SIDE / 2, SIDE / 2, (SIDE - LINE) / 2, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_mark (cairo_t *cr, KtgTimelineMark mark)
{
  switch (mark)
    {
    case KTG_MARK_DONE:
      draw_disc (cr, SIDE / 2);
      cut_sign (cr, KTG_SIGN_CHECK);
      return;
    case KTG_MARK_ASKS:
      draw_disc (cr, SIDE / 2);
      cut_sign (cr, KTG_SIGN_CALL);
      return;
    case KTG_MARK_UNDER_WAY:
      draw_ring (cr);
      draw_disc (cr, SIDE / 4);
      return;
    case KTG_MARK_TO_COME:
      break;
    }

  draw_ring (cr);
}

/* What is not done yet is not reached by a whole line. */
static void
draw_line (cairo_t *cr, KtgTimelineMark mark, int height)
{
  static const double dashes[] = { 4, 4 };

  if (mark != KTG_MARK_DONE)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);

  cairo_move_to (cr, SIDE / 2, SIDE + 1);
  cairo_line_to (cr, SIDE / 2, height);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
ktg_step_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgStepMark    *self = KTG_STEP_MARK (widget);
  int             height = gtk_widget_get_height (widget);
  graphene_rect_t area;
  GdkRGBA         color;
  cairo_t        *cr;

  graphene_rect_init (&area, 0, 0, SIDE, (float)height);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, LINE);

  if (!self->is_last)
    draw_line (cr, self->mark, height);

  draw_mark (cr, self->mark);
  cairo_destroy (cr);
}

static void
ktg_step_mark_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = (int)SIDE;
}

static void
ktg_step_mark_class_init (KtgStepMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ktg_step_mark_measure;
  widget_class->snapshot = ktg_step_mark_snapshot;
  gtk_widget_class_set_css_name (widget_class, "step-mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ktg_step_mark_init (KtgStepMark *self)
{
  self->mark = KTG_MARK_TO_COME;
  self->is_last = TRUE;
}

/**
 * ktg_step_mark_show:
 * @self: a mark
 * @mark: how far the step has come
 * @is_last: whether no step comes after it
 *
 * The words beside it say the same to a screen reader.
 */
void
ktg_step_mark_show (KtgStepMark *self, KtgTimelineMark mark, gboolean is_last)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), style_classes[self->mark]);
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[mark]);
  self->mark = mark;
  self->is_last = is_last;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
