/* ktg-fold.c - a titled part of a page that can be folded away
 *
 * Its header says what it is, whether there is something in it, and a few words of what.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-fold.h"

#include "ktg-style-class.h"

#include <glib/gi18n.h>

#define TOP_MARGIN 12 /* pixels */

struct _KtgFold
{
  GtkWidget parent_instance;

  GtkWidget   *header;
  GtkLabel    *title_label;
  GtkLabel    *summary_label; /* gives way to what is missing, where what is in it is seen */
  GtkWidget   *check;
  GtkWidget   *check_icon;
  GtkLabel    *check_label;
  GtkLabel    *missing_label;
  GtkImage    *arrow;
  GtkRevealer *revealer;

  gboolean   is_done;
  gboolean   is_asking; /* what nobody needs is not answered */
  char      *summary;
  GtkWidget *target; /* gets the focus when it is in sight; or NULL */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_CHILD,
  PROP_DONE,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgFold, ktg_fold, GTK_TYPE_WIDGET)

static gboolean
is_missing (KtgFold *self)
{
  return *gtk_label_get_label (self->missing_label) != '\0';
}

static const char *
get_mark (KtgFold *self)
{
  return self->is_asking
             /* Translators: a part of the form that has what is required, and a question that may
              * stay without an answer */
             ? _ ("requirements met")
             /* Translators: a part of the form in which nothing is missing */
             : _ ("complete");
}

/* What a screen reader says: the title, and whether the part is complete. */
static char *
dup_name (KtgFold *self)
{
  const char *title = gtk_label_get_label (self->title_label);

  if (is_missing (self))
    return g_strdup_printf ("%s, %s", title, gtk_label_get_label (self->missing_label));

  return self->is_done ? g_strdup_printf ("%s, %s", title, get_mark (self)) : g_strdup (title);
}

/* It claims no more than there is. */
static void
refresh_mark (KtgFold *self)
{
  gtk_widget_set_visible (self->check, self->is_done && !is_missing (self));
  gtk_widget_set_visible (self->check_icon, !self->is_asking);
  gtk_label_set_label (self->check_label, self->is_done ? get_mark (self) : "");
  ktg_style_class_set (self->check, "quiet", self->is_asking);
}

static void
refresh_header (KtgFold *self)
{
  gboolean         is_open = gtk_revealer_get_reveal_child (self->revealer);
  gboolean         has_summary = self->summary != NULL && !(is_open && is_missing (self));
  g_autofree char *name = dup_name (self);

  gtk_image_set_from_icon_name (self->arrow, is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_label_set_label (self->summary_label, has_summary ? self->summary : "");
  refresh_mark (self);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label), is_missing (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header),
                               GTK_ACCESSIBLE_STATE_EXPANDED,
                               is_open,
                               -1);
}

/* From inside, the focus would go on to the next thing. */
static void
take_focus_out (GtkWidget *child)
{
  GtkRoot   *root = gtk_widget_get_root (child);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, child))
    gtk_root_set_focus (root, NULL);
}

/* Its title comes to the top of the page, and what is in it stands below. */
static void
scroll_to_top (KtgFold *self, GtkWidget *target)
{
  GtkWidget     *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget     *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkAdjustment *place;
  double         y;

  if (scrolled == NULL || viewport == NULL
      || !gtk_widget_translate_coordinates (target, viewport, 0, 0, NULL, &y))
    return;

  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  y -= gtk_widget_get_height (self->header) + TOP_MARGIN;
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + y);
}

/* The next key would wipe what is selected. */
static void
unselect (KtgFold *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (GTK_IS_TEXT (focus))
    gtk_editable_set_position (GTK_EDITABLE (focus), -1);
}

static void
focus_target (KtgFold *self)
{
  GtkWidget *target = self->target;

  g_clear_weak_pointer (&self->target);
  take_focus_out (target);

  if (!gtk_widget_child_focus (target, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->header);
  unselect (self);

  scroll_to_top (self, target);
}

/* What is not in sight yet cannot have the focus. */
static void
revealed_cb (KtgFold *self)
{
  if (self->target != NULL && gtk_revealer_get_child_revealed (self->revealer))
    focus_target (self);
}

static void
header_clicked_cb (KtgFold *self)
{
  g_clear_weak_pointer (&self->target);

  if (gtk_revealer_get_reveal_child (self->revealer))
    ktg_fold_set_open (self, FALSE);
  else
    ktg_fold_reveal (self);
}

static void
ktg_fold_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KtgFold *self = KTG_FOLD (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, ktg_fold_get_title (self));
  else if (id == PROP_DONE)
    g_value_set_boolean (value, self->is_done);
  else if (id == PROP_OPEN)
    g_value_set_boolean (value, gtk_revealer_get_reveal_child (self->revealer));
  else
    g_value_set_object (value, gtk_revealer_get_child (self->revealer));
}

static void
ktg_fold_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgFold *self = KTG_FOLD (object);

  if (id == PROP_TITLE)
    gtk_label_set_label (self->title_label, g_value_get_string (value));
  else if (id == PROP_OPEN)
    gtk_revealer_set_reveal_child (self->revealer, g_value_get_boolean (value));
  else
    gtk_revealer_set_child (self->revealer, g_value_get_object (value));

  refresh_header (self);
}

static void
ktg_fold_dispose (GObject *object)
{
  g_clear_weak_pointer (&KTG_FOLD (object)->target);
  gtk_widget_dispose_template (GTK_WIDGET (object), KTG_TYPE_FOLD);

  G_OBJECT_CLASS (ktg_fold_parent_class)->dispose (object);
}

static void
ktg_fold_finalize (GObject *object)
{
  g_clear_pointer (&KTG_FOLD (object)->summary, g_free);

  G_OBJECT_CLASS (ktg_fold_parent_class)->finalize (object);
}

static void
ktg_fold_class_init (KtgFoldClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ktg_fold_get_property;
  object_class->set_property = ktg_fold_set_property;
  object_class->dispose = ktg_fold_dispose;
  object_class->finalize = ktg_fold_finalize;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHILD] = g_param_spec_object ("child",
                                                NULL,
                                                NULL,
                                                GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DONE]
      = g_param_spec_boolean ("done", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OPEN]
      = g_param_spec_boolean ("open", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/id/kentongan/Kentongan/ktg-fold.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFold, header);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, title_label);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, summary_label);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, check);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, check_icon);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, check_label);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, missing_label);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, arrow);
  gtk_widget_class_bind_template_child (widget_class, KtgFold, revealer);
  gtk_widget_class_bind_template_callback (widget_class, header_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_set_css_name (widget_class, "fold");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ktg_fold_init (KtgFold *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_fold_get_title:
 * @self: a fold
 *
 * Returns: what it is called
 */
const char *
ktg_fold_get_title (KtgFold *self)
{
  return gtk_label_get_label (self->title_label);
}

/**
 * ktg_fold_set_done:
 * @self: a fold
 * @is_done: whether there is something in it
 */
void
ktg_fold_set_done (KtgFold *self, gboolean is_done)
{
  if (self->is_done == is_done)
    return;

  self->is_done = is_done;
  refresh_header (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

/**
 * ktg_fold_set_asking:
 * @self: a fold
 * @is_asking: whether a row in it says that it is not answered, although nobody needs that
 *
 * Where it is done, it is not said to be complete then.
 */
void
ktg_fold_set_asking (KtgFold *self, gboolean is_asking)
{
  if (self->is_asking == is_asking)
    return;

  self->is_asking = is_asking;
  refresh_header (self);
}

/**
 * ktg_fold_set_missing:
 * @self: a fold
 * @missing: what is still to be said in it, a few words; "" if nothing is
 *
 * Stands at its head instead of the mark that it is complete.
 */
void
ktg_fold_set_missing (KtgFold *self, const char *missing)
{
  if (g_str_equal (gtk_label_get_label (self->missing_label), missing))
    return;

  gtk_label_set_label (self->missing_label, missing);
  refresh_header (self);
}

/**
 * ktg_fold_set_summary:
 * @self: a fold
 * @summary: a few words of what is in it
 */
void
ktg_fold_set_summary (KtgFold *self, const char *summary)
{
  g_free (self->summary);
  self->summary = g_strdup (summary);
  refresh_header (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary,
                                  -1);
}

/**
 * ktg_fold_set_open:
 * @self: a fold
 * @is_open: whether what is in it is seen
 */
void
ktg_fold_set_open (KtgFold *self, gboolean is_open)
{
  g_object_set (self, "open", is_open, NULL);
}

/**
 * ktg_fold_bring_up:
 * @self: an open fold
 * @inside: something in it
 *
 * Scrolls the page so that @inside stands at its top, the title above it.
 */
void
ktg_fold_bring_up (KtgFold *self, GtkWidget *inside)
{
  scroll_to_top (self, inside);
}

/**
 * ktg_fold_enter:
 * @self: a fold
 *
 * Puts the focus on the first thing in it, and scrolls no further than that needs.
 */
void
ktg_fold_enter (KtgFold *self)
{
  GtkWidget *child = gtk_revealer_get_child (self->revealer);

  if (child == NULL || !gtk_revealer_get_child_revealed (self->revealer))
    {
      ktg_fold_reveal (self);
      return;
    }

  take_focus_out (child);
  if (gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
    unselect (self);
}

/**
 * ktg_fold_reveal_inside:
 * @self: a fold
 * @inside: something in it
 *
 * Opens it and puts the focus on the first thing in @inside, once that is in sight.
 */
void
ktg_fold_reveal_inside (KtgFold *self, GtkWidget *inside)
{
  g_set_weak_pointer (&self->target, inside);
  ktg_fold_set_open (self, TRUE);
  revealed_cb (self);
}

/**
 * ktg_fold_reveal:
 * @self: a fold
 *
 * Opens it and puts the focus on the first thing in it.
 */
void
ktg_fold_reveal (KtgFold *self)
{
  GtkWidget *child = gtk_revealer_get_child (self->revealer);

  if (child != NULL)
    ktg_fold_reveal_inside (self, child);
  else
    gtk_widget_grab_focus (self->header);
}
