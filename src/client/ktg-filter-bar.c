/* ktg-filter-bar.c - the chips that choose which reports are shown
 *
 * A chip without reports is not shown, unless it is the chosen one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-filter-bar.h"

struct _KtgFilterBar
{
  AdwBin parent_instance;

  GtkToggleButton *chips[KTG_N_REPORT_FILTERS];
  guint            counts[KTG_N_REPORT_FILTERS];
  KtgReportFilter  filter;
};

enum
{
  PROP_0,
  PROP_FILTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgFilterBar, ktg_filter_bar, ADW_TYPE_BIN)

static void
refresh_chip (KtgFilterBar *self, KtgReportFilter filter)
{
  g_autofree char *label = ktg_report_filter_dup_label (filter, self->counts[filter]);

  gtk_button_set_label (GTK_BUTTON (self->chips[filter]), label);
  gtk_widget_set_visible (GTK_WIDGET (self->chips[filter]),
                          filter == KTG_REPORT_FILTER_ALL || filter == self->filter
                              || self->counts[filter] > 0);
}

static void
refresh_chips (KtgFilterBar *self)
{
  for (guint i = 0; i < KTG_N_REPORT_FILTERS; i++)
    refresh_chip (self, (KtgReportFilter)i);
}

static void
chip_toggled_cb (KtgFilterBar *self, GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip))
    return;

  for (guint i = 0; i < KTG_N_REPORT_FILTERS; i++)
    {
      if (self->chips[i] == chip && self->filter != i)
        {
          self->filter = (KtgReportFilter)i;
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
        }
    }
}

static void
ktg_filter_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_uint (value, KTG_FILTER_BAR (object)->filter);
}

static void
ktg_filter_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  ktg_filter_bar_set_filter (KTG_FILTER_BAR (object), (KtgReportFilter)g_value_get_uint (value));
}

static void
ktg_filter_bar_class_init (KtgFilterBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ktg_filter_bar_get_property;
  object_class->set_property = ktg_filter_bar_set_property;
  properties[PROP_FILTER]
      = g_param_spec_uint ("filter",
                           NULL,
                           NULL,
                           0,
                           KTG_N_REPORT_FILTERS - 1,
                           0,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-filter-bar.ui");
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "all_chip",
                                             FALSE,
                                             G_STRUCT_OFFSET (KtgFilterBar,
                                                              chips[KTG_REPORT_FILTER_ALL]));
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "draft_chip",
                                             FALSE,
                                             G_STRUCT_OFFSET (KtgFilterBar,
                                                              chips[KTG_REPORT_FILTER_DRAFT]));
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "waiting_chip",
                                             FALSE,
                                             G_STRUCT_OFFSET (KtgFilterBar,
                                                              chips[KTG_REPORT_FILTER_WAITING]));
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "action_chip",
                                             FALSE,
                                             G_STRUCT_OFFSET (KtgFilterBar,
                                                              chips[KTG_REPORT_FILTER_ACTION]));
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "done_chip",
                                             FALSE,
                                             G_STRUCT_OFFSET (KtgFilterBar,
                                                              chips[KTG_REPORT_FILTER_DONE]));
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "withdrawn_chip",
                                             FALSE,
                                             G_STRUCT_OFFSET (KtgFilterBar,
                                                              chips[KTG_REPORT_FILTER_WITHDRAWN]));
  gtk_widget_class_bind_template_callback (widget_class, chip_toggled_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ktg_filter_bar_init (KtgFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  refresh_chips (self);
}

/**
 * ktg_filter_bar_get_filter:
 * @self: a bar
 *
 * Returns: what is chosen
 */
KtgReportFilter
ktg_filter_bar_get_filter (KtgFilterBar *self)
{
  return self->filter;
}

/**
 * ktg_filter_bar_set_filter:
 * @self: a bar
 * @filter: what is chosen now
 */
void
ktg_filter_bar_set_filter (KtgFilterBar *self, KtgReportFilter filter)
{
  gtk_toggle_button_set_active (self->chips[filter], TRUE);
  refresh_chips (self);
}

/**
 * ktg_filter_bar_set_counts:
 * @self: the chips
 * @counts: how many reports each filter lets through
 */
void
ktg_filter_bar_set_counts (KtgFilterBar *self, const guint counts[KTG_N_REPORT_FILTERS])
{
  for (guint i = 0; i < KTG_N_REPORT_FILTERS; i++)
    self->counts[i] = counts[i];

  refresh_chips (self);
}
