/* ktg-lane-row.c - how much of one class of what waits has gone
 *
 * Its name, a bar and the same in words: on one line, or with large text under each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-lane-row.h"

#include "ktg-pair-layout.h"
#include "ktg-part-bar.h"

struct _KtgLaneRow
{
  AdwBin parent_instance;

  GtkLabel   *title;
  KtgPartBar *bar;
  GtkLabel   *value;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgLaneRow, ktg_lane_row, ADW_TYPE_BIN)

static void
ktg_lane_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_string (value, gtk_label_get_label (KTG_LANE_ROW (object)->title));
}

static void
ktg_lane_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  gtk_label_set_label (KTG_LANE_ROW (object)->title, g_value_get_string (value));
}

static void
ktg_lane_row_class_init (KtgLaneRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = ktg_lane_row_get_property;
  G_OBJECT_CLASS (klass)->set_property = ktg_lane_row_set_property;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  g_type_ensure (KTG_TYPE_PART_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-lane-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLaneRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgLaneRow, bar);
  gtk_widget_class_bind_template_child (widget_class, KtgLaneRow, value);
}

static void
ktg_lane_row_init (KtgLaneRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_lane_row_show:
 * @self: a row
 * @lane: what has gone of its class
 */
void
ktg_lane_row_show (KtgLaneRow *self, const KtgQueueLane *lane)
{
  g_autofree char *value = ktg_queue_lanes_dup_value (lane);

  gtk_label_set_label (self->value, value);
  ktg_part_bar_show (self->bar, lane->part, gtk_label_get_label (self->title), value);
}
