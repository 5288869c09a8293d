/* ktg-gesture-row.c - which gesture a picture shows, chosen from drawings
 *
 * It describes the picture. What the pack says of gestures stands beside the drawings, and beside
 * the one that is chosen; none of them sets anything else in the report. The tiles are made when
 * the row is opened: a report may have hundreds of files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-gesture-row.h"

#include "ktg-gesture-mark.h"
#include "ktg-gesture-tile.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-gesture-words.h>
#include <ktg-language.h>
#include <ktg-signal.h>

#define GESTURES "gestures"

struct _KtgGestureRow
{
  AdwExpanderRow parent_instance;

  KtgGestureMark *mark;
  GtkLabel       *note;
  GtkWidget      *tiles;

  KtgSession      *session;     /* borrowed */
  const KtgReport *report;      /* borrowed, or NULL: its place, day and ballot number */
  char            *code;        /* what is chosen, or NULL */
  gboolean         is_settling; /* the tiles follow what is chosen, nobody pressed them */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgGestureRow, ktg_gesture_row, ADW_TYPE_EXPANDER_ROW)

static const KtgPack *
get_pack (KtgGestureRow *self)
{
  return ktg_session_get_pack (self->session);
}

/* What can be chosen on the day of the event, and what was chosen before. */
static GPtrArray *
list_gestures (KtgGestureRow *self)
{
  GPtrArray       *gestures = ktg_pack_get_choices_on (get_pack (self),
                                                 GESTURES,
                                                 ktg_session_get_event_day (self->session));
  const KtgChoice *chosen
      = self->code != NULL ? ktg_pack_get_choice (get_pack (self), GESTURES, self->code) : NULL;

  if (chosen != NULL && !g_ptr_array_find (gestures, chosen, NULL))
    g_ptr_array_add (gestures, (gpointer)chosen);

  return gestures;
}

static void
say_likeness (KtgGestureRow *self, KtgGestureTile *tile)
{
  g_autofree char *likeness = ktg_gesture_words_dup_likeness (get_pack (self),
                                                              self->report,
                                                              ktg_gesture_tile_get_code (tile));

  ktg_gesture_tile_say (tile, likeness);
}

static void
show_tiles (KtgGestureRow *self)
{
  GtkWidget *tile = gtk_widget_get_first_child (self->tiles);

  self->is_settling = TRUE;
  for (; tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    {
      const char *code = ktg_gesture_tile_get_code (KTG_GESTURE_TILE (tile));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile), g_strcmp0 (code, self->code) == 0);
      say_likeness (self, KTG_GESTURE_TILE (tile));
    }
  self->is_settling = FALSE;
}

static void
show_chosen (KtgGestureRow *self)
{
  const KtgChoice *chosen
      = self->code != NULL ? ktg_pack_get_choice (get_pack (self), GESTURES, self->code) : NULL;
  const char *name
      = self->code != NULL
            ? ktg_pack_get_choice_name (get_pack (self), GESTURES, self->code, ktg_language_get ())
            : _ ("Not said");
  g_autofree char *note = ktg_gesture_words_dup_note (get_pack (self), self->report, self->code);
  g_autofree char *folded = g_strdup_printf ("%s\n%s", name, note);
  gboolean         is_open = adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self));

  ktg_gesture_mark_show (self->mark, chosen);
  gtk_label_set_label (self->note, note);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 self->code != NULL && !is_open ? folded : name);
  if (is_open)
    show_tiles (self);
}

static void
tile_toggled_cb (KtgGestureRow *self, KtgGestureTile *tile)
{
  if (self->is_settling)
    return;

  g_free (self->code);
  self->code = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile))
                   ? g_strdup (ktg_gesture_tile_get_code (tile))
                   : NULL;
  show_chosen (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear_tiles (KtgGestureRow *self)
{
  GtkWidget *tile;

  while ((tile = gtk_widget_get_first_child (self->tiles)) != NULL)
    gtk_widget_unparent (tile);
}

static void
make_tiles (KtgGestureRow *self)
{
  g_autoptr (GPtrArray) gestures = list_gestures (self);

  clear_tiles (self);
  for (guint i = 0; i < gestures->len; i++)
    {
      KtgGestureTile *tile = ktg_gesture_tile_new (g_ptr_array_index (gestures, i));

      g_signal_connect_object (tile,
                               "toggled",
                               G_CALLBACK (tile_toggled_cb),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_widget_insert_before (GTK_WIDGET (tile), self->tiles, NULL);
    }
}

static void
expanded_cb (KtgGestureRow *self)
{
  if (self->session == NULL)
    return;

  if (gtk_widget_get_first_child (self->tiles) == NULL)
    make_tiles (self);
  show_chosen (self);
}

static void
event_day_changed_cb (KtgGestureRow *self)
{
  if (gtk_widget_get_first_child (self->tiles) == NULL)
    return;

  make_tiles (self);
  show_tiles (self);
}

static void
ktg_gesture_row_dispose (GObject *object)
{
  KtgGestureRow *self = KTG_GESTURE_ROW (object);

  if (self->tiles != NULL)
    clear_tiles (self);
  self->tiles = NULL;

  G_OBJECT_CLASS (ktg_gesture_row_parent_class)->dispose (object);
}

static void
ktg_gesture_row_finalize (GObject *object)
{
  KtgGestureRow *self = KTG_GESTURE_ROW (object);

  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (ktg_gesture_row_parent_class)->finalize (object);
}

static void
ktg_gesture_row_class_init (KtgGestureRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_gesture_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_gesture_row_finalize;
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_GESTURE_ROW, G_TYPE_NONE);

  g_type_ensure (KTG_TYPE_GESTURE_MARK);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-gesture-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgGestureRow, mark);
  gtk_widget_class_bind_template_child (widget_class, KtgGestureRow, note);
  gtk_widget_class_bind_template_child (widget_class, KtgGestureRow, tiles);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
ktg_gesture_row_init (KtgGestureRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_gesture_row_show:
 * @self: a row
 * @session: what the codes mean, and which can be chosen on the day of the event
 * @gesture: (nullable): the code of what is chosen; one that no pack knows is kept
 *
 * Emits no "changed", which says that another one was chosen, or none.
 */
void
ktg_gesture_row_show (KtgGestureRow *self, KtgSession *session, const char *gesture)
{
  if (self->session == NULL)
    g_signal_connect_object (session,
                             "event-day-changed",
                             G_CALLBACK (event_day_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);

  self->session = session;
  g_free (self->code);
  self->code = g_strdup (gesture);
  show_chosen (self);
}

/**
 * ktg_gesture_row_show_report:
 * @self: a row that shows something
 * @report: what is written so far: by its place, day and ballot number it is known which number a
 *   gesture looks like; it is there until another comes
 */
void
ktg_gesture_row_show_report (KtgGestureRow *self, const KtgReport *report)
{
  self->report = report;
  show_chosen (self);
}

/**
 * ktg_gesture_row_get_code:
 * @self: a row
 *
 * Returns: (nullable): what is chosen
 */
const char *
ktg_gesture_row_get_code (KtgGestureRow *self)
{
  return self->code;
}
