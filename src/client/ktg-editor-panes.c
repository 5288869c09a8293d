/* ktg-editor-panes.c - the evidence beside the form where there is room, else above it
 *
 * She looks at the photo while she describes it: the form alone scrolls. Where the page is narrow
 * the evidence is the first thing in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-editor-panes.h"

#define BESIDE_WIDTH 1000 /* from here on there is room for both */
#define LEAST_WIDTH 340

struct _KtgEditorPanes
{
  GtkWidget parent_instance;

  /* Borrowed from the template they all stand in. */
  GtkWidget *evidence;
  GtkWidget *pane;  /* of the evidence, … */
  GtkBox    *place; /* … and where in it */
  GtkBox    *form;  /* whose first thing it is otherwise */

  guint settle_id;
};

enum
{
  PROP_0,
  PROP_EVIDENCE,
  PROP_PANE,
  PROP_PLACE,
  PROP_FORM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgEditorPanes, ktg_editor_panes, GTK_TYPE_WIDGET)

static gboolean
is_beside (KtgEditorPanes *self)
{
  return gtk_widget_get_visible (self->pane);
}

static GtkWidget *
get_focus_inside (KtgEditorPanes *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->evidence) ? focus : NULL;
}

/* What has the keyboard keeps it. */
static void
move_evidence (KtgEditorPanes *self, gboolean to_its_pane)
{
  g_autoptr (GtkWidget) evidence = g_object_ref (self->evidence);
  GtkWidget *focus = get_focus_inside (self);

  gtk_box_remove (to_its_pane ? self->form : self->place, evidence);
  gtk_widget_set_visible (self->pane, to_its_pane);

  if (to_its_pane)
    gtk_box_append (self->place, evidence);
  else
    gtk_box_prepend (self->form, evidence);

  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static gboolean
settle_cb (gpointer user_data)
{
  KtgEditorPanes *self = user_data;
  gboolean        has_room = gtk_widget_get_width (GTK_WIDGET (self)) >= BESIDE_WIDTH;

  self->settle_id = 0;
  if (is_beside (self) != has_room)
    move_evidence (self, has_room);

  return G_SOURCE_REMOVE;
}

static void
ktg_editor_panes_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH); /* it can be made narrow again */
}

static void
ktg_editor_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KtgEditorPanes *self = KTG_EDITOR_PANES (widget);
  GtkWidget      *box = gtk_widget_get_first_child (widget);
  int             minimum;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (box, MAX (width, minimum), height, baseline, NULL);

  if (is_beside (self) != (width >= BESIDE_WIDTH) && self->settle_id == 0)
    self->settle_id = g_idle_add (settle_cb, self);
}

static void
ktg_editor_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgEditorPanes *self = KTG_EDITOR_PANES (object);

  if (id == PROP_EVIDENCE)
    self->evidence = g_value_get_object (value);
  else if (id == PROP_PANE)
    self->pane = g_value_get_object (value);
  else if (id == PROP_PLACE)
    self->place = g_value_get_object (value);
  else
    self->form = g_value_get_object (value);
}

static void
ktg_editor_panes_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_handle_id (&KTG_EDITOR_PANES (object)->settle_id, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (ktg_editor_panes_parent_class)->dispose (object);
}

static void
ktg_editor_panes_class_init (KtgEditorPanesClass *klass)
{
  static const char *const names[N_PROPS] = {
    [PROP_EVIDENCE] = "evidence", [PROP_PANE] = "pane", [PROP_PLACE] = "place", [PROP_FORM] = "form"
  };
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_editor_panes_set_property;
  object_class->dispose = ktg_editor_panes_dispose;
  widget_class->measure = ktg_editor_panes_measure;
  widget_class->size_allocate = ktg_editor_panes_size_allocate;

  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_object (names[i],
                                         NULL,
                                         NULL,
                                         GTK_TYPE_WIDGET,
                                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ktg_editor_panes_init (KtgEditorPanes *self)
{
}
