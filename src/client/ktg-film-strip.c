/* ktg-film-strip.c - the files of a report side by side, one of them chosen
 *
 * A tile is a button that stays pressed; the arrow keys go along. How a file stands is a badge in
 * its corner, a word in the tooltip, and part of its name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-film-strip.h"

#include "ktg-file-kind.h"

#include <ktg-signal.h>

#define TILE_WIDTH 84
#define TILE_HEIGHT 63

struct _KtgFilmStrip
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled_window;
  GtkWidget         *tiles;

  GPtrArray *buttons; /* borrowed from the tiles */
  GPtrArray *names;   /* of the files, as a screen reader says them */
  GPtrArray *files;   /* their SHA-256 */
  guint      chosen;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgFilmStrip, ktg_film_strip, ADW_TYPE_BIN)

static void
tile_toggled_cb (KtgFilmStrip *self, GtkToggleButton *button)
{
  guint i;

  if (!gtk_toggle_button_get_active (button) || !g_ptr_array_find (self->buttons, button, &i)
      || self->chosen == i)
    return;

  self->chosen = i;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, i);
}

static GtkWidget *
make_picture (KtgSession *session, const KtgEvidence *evidence)
{
  const char *icon_name = ktg_file_kind_get_icon_name (ktg_file_kind_of (evidence));
  GtkWidget  *picture = g_object_new (KTG_TYPE_PICTURE_FRAME,
                                     "side",
                                     TILE_WIDTH,
                                     "height",
                                     TILE_HEIGHT,
                                     "icon-name",
                                     icon_name,
                                     NULL);

  ktg_picture_frame_show (KTG_PICTURE_FRAME (picture),
                          ktg_session_get_thumbnails (session),
                          evidence->preview_sha256);
  ktg_picture_frame_load (KTG_PICTURE_FRAME (picture));
  return picture;
}

static char *
dup_name (const KtgEvidence *evidence, guint i, guint n_files)
{
  g_autofree char *position = ktg_file_kind_dup_position (evidence, i, n_files);
  g_autofree char *taken = ktg_file_kind_dup_taken (evidence);

  return g_strdup_printf ("%s, %s", position, taken);
}

static void
add_tile (KtgFilmStrip *self, KtgSession *session, const KtgEvidence *evidence)
{
  guint      i = self->buttons->len;
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_picture (session, evidence));
  gtk_widget_add_css_class (button, "film-tile");
  gtk_widget_add_css_class (button, "flat");

  if (i > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));

  g_ptr_array_add (self->buttons, button);
  g_ptr_array_add (self->names, NULL);
  g_ptr_array_add (self->files, g_strdup (evidence->sha256));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
  gtk_box_append (GTK_BOX (self->tiles), button);
  g_signal_connect_object (button,
                           "toggled",
                           G_CALLBACK (tile_toggled_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Where one file more is shown, the tiles that are there stay. */
static guint
count_kept (KtgFilmStrip *self, const GPtrArray *evidence)
{
  guint n_kept = 0;

  while (n_kept < MIN (self->files->len, evidence->len)
         && g_str_equal (g_ptr_array_index (self->files, n_kept),
                         ((const KtgEvidence *)g_ptr_array_index (evidence, n_kept))->sha256))
    n_kept++;

  return n_kept;
}

static void
take_off (KtgFilmStrip *self, guint n_kept)
{
  for (guint i = n_kept; i < self->buttons->len; i++)
    gtk_box_remove (GTK_BOX (self->tiles), g_ptr_array_index (self->buttons, i));

  g_ptr_array_set_size (self->buttons, (gint)n_kept);
  g_ptr_array_set_size (self->names, (gint)n_kept);
  g_ptr_array_set_size (self->files, (gint)n_kept);
}

/* How many there are is part of each name. */
static void
name_tile (KtgFilmStrip *self, guint i, const KtgEvidence *evidence, guint n_files)
{
  g_free (g_ptr_array_index (self->names, i));
  g_ptr_array_index (self->names, i) = dup_name (evidence, i, n_files);
  ktg_film_strip_set_state (self, i, KTG_BADGE_NONE, 0, NULL);
}

static void
ktg_film_strip_finalize (GObject *object)
{
  KtgFilmStrip *self = KTG_FILM_STRIP (object);

  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_film_strip_parent_class)->finalize (object);
}

static void
ktg_film_strip_class_init (KtgFilmStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_film_strip_finalize;
  signals[SIGNAL_CHOSEN] = ktg_signal_new ("chosen", KTG_TYPE_FILM_STRIP, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-film-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFilmStrip, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, KtgFilmStrip, tiles);
}

static void
ktg_film_strip_init (KtgFilmStrip *self)
{
  self->buttons = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_film_strip_show:
 * @self: a strip
 * @session: where pictures come from
 * @evidence: (element-type KtgEvidence): the files; the first is chosen
 */
void
ktg_film_strip_show (KtgFilmStrip *self, KtgSession *session, const GPtrArray *evidence)
{
  take_off (self, count_kept (self, evidence));
  for (guint i = self->buttons->len; i < evidence->len; i++)
    add_tile (self, session, g_ptr_array_index (evidence, i));
  for (guint i = 0; i < evidence->len; i++)
    name_tile (self, i, g_ptr_array_index (evidence, i), evidence->len);

  self->chosen = 0;
  if (evidence->len > 0)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, 0), TRUE);
}

/**
 * ktg_film_strip_set_state:
 * @self: a strip
 * @i: a file
 * @badge: how it stands
 * @part: of a file that is being sent, from 0 to 1
 * @words: (nullable): how it stands, said
 */
void
ktg_film_strip_set_state (KtgFilmStrip *self,
                          guint         i,
                          KtgBadge      badge,
                          double        part,
                          const char   *words)
{
  GtkButton       *button = g_ptr_array_index (self->buttons, i);
  GtkWidget       *picture = gtk_button_get_child (button);
  const char      *name = g_ptr_array_index (self->names, i);
  g_autofree char *said = words == NULL ? g_strdup (name) : g_strdup_printf ("%s, %s", name, words);

  ktg_picture_frame_set_badge (KTG_PICTURE_FRAME (picture), badge, part);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

/**
 * ktg_film_strip_get_chosen:
 * @self: a strip
 *
 * Returns: the file that is chosen, from 0
 */
guint
ktg_film_strip_get_chosen (KtgFilmStrip *self)
{
  return self->chosen;
}

/* So that the tile of what is shown can be seen. */
static void
scroll_to (KtgFilmStrip *self, GtkWidget *button)
{
  GtkAdjustment  *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled_window);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (button, self->tiles, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x, bounds.origin.x + bounds.size.width);
}

/**
 * ktg_film_strip_choose:
 * @self: a strip
 * @i: a file
 */
void
ktg_film_strip_choose (KtgFilmStrip *self, guint i)
{
  if (i >= self->buttons->len)
    return;

  gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), TRUE);
  scroll_to (self, g_ptr_array_index (self->buttons, i));
}
