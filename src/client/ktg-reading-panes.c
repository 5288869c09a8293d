/* ktg-reading-panes.c - what there is to read, with a search, and beside it what is read
 *
 * Where there is no room for both, what is read stands above the list. A step back goes from there
 * to the list, then empties the search, then is left to whoever made the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-reading-panes.h"

#include "ktg-leaflet-shadows.h"

#include <ktg-signal.h>

#define SIDE_WIDTH 384  /* beside what is read */
#define FOLD_WIDTH 1000 /* with the window for itself */
#define HEAD "ktg-head"

struct _KtgReadingPanes
{
  AdwBin parent_instance;

  AdwLeaflet        *leaflet;
  AdwClamp          *side;
  AdwHeaderBar      *side_header;
  AdwWindowTitle    *side_title;
  GtkEditable       *needle;
  AdwBin            *above;
  GtkScrolledWindow *list_scroller;
  GtkListBox        *list;
  GtkLabel          *nothing;
  GtkWidget         *reading;
  AdwWindowTitle    *reading_title;
  GtkWidget         *reading_back;
  GtkScrolledWindow *scroller;
  AdwClamp          *page;

  guint    scroll_id;
  gboolean is_new; /* nobody has seen it yet: who puts it there puts the keyboard in it */
};

enum
{
  SIGNAL_SEARCHED,
  SIGNAL_TAKEN,
  SIGNAL_LEFT,
  N_SIGNALS
};

enum
{
  PROP_0,
  PROP_ABOVE,
  N_PROPS
};

static guint       signals[N_SIGNALS];
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgReadingPanes, ktg_reading_panes, ADW_TYPE_BIN)

static void
scroll_up (GtkScrolledWindow *scroller)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
}

/* --- the list --- */

static void
needle_changed_cb (KtgReadingPanes *self)
{
  scroll_up (self->list_scroller);
  g_signal_emit (self, signals[SIGNAL_SEARCHED], 0);
}

/* The first of what is found, which is the best. */
static void
needle_activated_cb (KtgReadingPanes *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    gtk_widget_activate (GTK_WIDGET (row));
}

static void
leave (KtgReadingPanes *self)
{
  if (!ktg_reading_panes_go_back (self))
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
needle_stopped_cb (KtgReadingPanes *self)
{
  leave (self);
}

static void
head_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *head = g_object_get_data (G_OBJECT (row), HEAD);
  GtkWidget  *label;

  if (head == NULL
      || (before != NULL && g_strcmp0 (head, g_object_get_data (G_OBJECT (before), HEAD)) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (head);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "list-head");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
empty_search (KtgReadingPanes *self)
{
  if (*gtk_editable_get_text (self->needle) == '\0')
    return FALSE;

  gtk_editable_set_text (self->needle, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->needle));
  return TRUE;
}

static void
side_back_clicked_cb (KtgReadingPanes *self)
{
  if (!empty_search (self))
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* --- what is read --- */

static void
reading_back_clicked_cb (KtgReadingPanes *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->side));
  gtk_widget_grab_focus (GTK_WIDGET (self->needle));
}

static gboolean
is_reading (KtgReadingPanes *self)
{
  return adw_leaflet_get_folded (self->leaflet)
         && adw_leaflet_get_visible_child (self->leaflet) == self->reading;
}

static gboolean
has_keyboard (KtgReadingPanes *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
folded_cb (KtgReadingPanes *self)
{
  const gboolean is_folded = adw_leaflet_get_folded (self->leaflet);
  const int      width = is_folded ? FOLD_WIDTH : SIDE_WIDTH;

  adw_clamp_set_maximum_size (self->side, width);
  adw_clamp_set_tightening_threshold (self->side, width);
  adw_header_bar_set_show_end_title_buttons (self->side_header, is_folded);
  gtk_widget_set_visible (self->reading_back, is_folded);
  if (is_reading (self) && has_keyboard (self))
    gtk_widget_grab_focus (self->reading_back);
}

static gboolean
seen_cb (GtkWidget *panes, GdkFrameClock *clock, gpointer user_data)
{
  KTG_READING_PANES (panes)->is_new = FALSE;
  return G_SOURCE_REMOVE;
}

static void
ktg_reading_panes_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ktg_reading_panes_parent_class)->map (widget);

  if (KTG_READING_PANES (widget)->is_new)
    gtk_widget_add_tick_callback (widget, seen_cb, NULL, NULL);
}

/* Whoever comes begins at the search; what is read would be marked by the keyboard. */
static gboolean
ktg_reading_panes_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KtgReadingPanes *self = KTG_READING_PANES (widget);
  GtkWidget       *first = is_reading (self) ? self->reading_back : GTK_WIDGET (self->needle);

  if (direction == GTK_DIR_TAB_FORWARD && (self->is_new || !has_keyboard (self))
      && gtk_widget_grab_focus (first))
    return TRUE;

  return GTK_WIDGET_CLASS (ktg_reading_panes_parent_class)->focus (widget, direction);
}

static gboolean
escape_pressed_cb (GtkWidget *widget, GVariant *parameters, gpointer user_data)
{
  leave (KTG_READING_PANES (widget));
  return TRUE;
}

static void
ktg_reading_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  adw_bin_set_child (KTG_READING_PANES (object)->above, g_value_get_object (value));
}

static void
ktg_reading_panes_dispose (GObject *object)
{
  KtgReadingPanes *self = KTG_READING_PANES (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);

  G_OBJECT_CLASS (ktg_reading_panes_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-reading-panes.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, leaflet);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, side);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, side_header);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, side_title);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, needle);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, above);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, list_scroller);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, list);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, nothing);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, reading);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, reading_title);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, reading_back);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, scroller);
  gtk_widget_class_bind_template_child (widget_class, KtgReadingPanes, page);
}

static void
ktg_reading_panes_class_init (KtgReadingPanesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = ktg_reading_panes_set_property;
  G_OBJECT_CLASS (klass)->dispose = ktg_reading_panes_dispose;
  widget_class->map = ktg_reading_panes_map;
  widget_class->focus = ktg_reading_panes_focus;

  /**
   * KtgReadingPanes:above:
   *
   * What stands between the search and the list.
   */
  properties[PROP_ABOVE] = g_param_spec_object ("above",
                                                NULL,
                                                NULL,
                                                GTK_TYPE_WIDGET,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[SIGNAL_SEARCHED] = ktg_signal_new ("searched", KTG_TYPE_READING_PANES, G_TYPE_NONE);
  signals[SIGNAL_TAKEN]
      = ktg_signal_new ("taken", KTG_TYPE_READING_PANES, G_TYPE_STRING); /* a code */
  signals[SIGNAL_LEFT] = ktg_signal_new ("left", KTG_TYPE_READING_PANES, G_TYPE_NONE);

  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, needle_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, needle_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, needle_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, side_back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reading_back_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
}

static void
ktg_reading_panes_init (KtgReadingPanes *self)
{
  self->is_new = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  ktg_leaflet_shadows_put_last (self->leaflet);
  gtk_list_box_set_header_func (self->list, head_cb, NULL, NULL);
  folded_cb (self);
}

/**
 * ktg_reading_panes_set_title:
 * @self: panes
 * @title: of what is in the list
 */
void
ktg_reading_panes_set_title (KtgReadingPanes *self, const char *title)
{
  adw_window_title_set_title (self->side_title, title);
}

/**
 * ktg_reading_panes_set_placeholder:
 * @self: panes
 * @words: what can be searched
 */
void
ktg_reading_panes_set_placeholder (KtgReadingPanes *self, const char *words)
{
  g_object_set (self->needle, "placeholder-text", words, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->needle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}

/**
 * ktg_reading_panes_get_needle:
 * @self: panes
 *
 * Returns: what is typed in the search
 */
const char *
ktg_reading_panes_get_needle (KtgReadingPanes *self)
{
  return gtk_editable_get_text (self->needle);
}

/**
 * ktg_reading_panes_clear:
 * @self: panes
 * @nothing: (nullable): what is said in the place of a list, or %NULL where one follows
 */
void
ktg_reading_panes_clear (KtgReadingPanes *self, const char *nothing)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  gtk_label_set_label (self->nothing, nothing != NULL ? nothing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), nothing != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), nothing == NULL);
}

static void
row_chosen_cb (KtgReadingPanes *self, GtkWidget *row)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (row), "ktg-code"));

  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, code);
}

/**
 * ktg_reading_panes_add:
 * @self: panes
 * @head: (nullable): under which the row stands
 * @code: what "taken" says of it
 * @row: a row that emits "chosen"
 */
void
ktg_reading_panes_add (KtgReadingPanes *self, const char *head, const char *code, GtkWidget *row)
{
  g_object_set_data_full (G_OBJECT (row), HEAD, g_strdup (head), g_free);
  g_object_set_data_full (G_OBJECT (row), "ktg-code", g_strdup (code), g_free);
  g_signal_connect_object (row, "chosen", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

/**
 * ktg_reading_panes_read:
 * @self: panes
 * @title: what is read
 * @page: its words
 *
 * Takes the place of what was read before. It comes to the front with
 * ktg_reading_panes_turn_to().
 */
void
ktg_reading_panes_read (KtgReadingPanes *self, const char *title, GtkWidget *page)
{
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  adw_window_title_set_title (self->reading_title, title);
  adw_clamp_set_child (self->page, page);
  scroll_up (self->scroller);
}

/**
 * ktg_reading_panes_turn_to:
 * @self: panes
 *
 * Where there is room for one pane only, or will be once the page is seen, what is read comes to
 * the front.
 */
void
ktg_reading_panes_turn_to (KtgReadingPanes *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->reading);
  if (adw_leaflet_get_folded (self->leaflet)) /* else the keyboard stays where it is */
    gtk_widget_grab_focus (self->reading_back);
}

static gboolean
scroll_cb (gpointer part)
{
  KtgReadingPanes *self
      = KTG_READING_PANES (gtk_widget_get_ancestor (part, KTG_TYPE_READING_PANES));
  double y = 0;

  self->scroll_id = 0;
  if (gtk_widget_translate_coordinates (part, GTK_WIDGET (self->page), 0, 0, NULL, &y))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), y);

  return G_SOURCE_REMOVE;
}

/**
 * ktg_reading_panes_scroll_to:
 * @self: panes
 * @part: of what is read
 *
 * It is seen once the page has its size.
 */
void
ktg_reading_panes_scroll_to (KtgReadingPanes *self, GtkWidget *part)
{
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  self->scroll_id
      = g_timeout_add_full (G_PRIORITY_LOW, 50, scroll_cb, g_object_ref (part), g_object_unref);
}

/**
 * ktg_reading_panes_go_back:
 * @self: panes
 *
 * Returns: whether there was a step to go back
 */
gboolean
ktg_reading_panes_go_back (KtgReadingPanes *self)
{
  if (!is_reading (self))
    return empty_search (self);

  reading_back_clicked_cb (self);
  return TRUE;
}
