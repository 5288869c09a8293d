/* ktg-viewer-page.c - a file of evidence and nothing else, and beside it what makes it evidence
 *
 * The preview is there at once; the original takes its place when it is decoded. Of a file that is
 * no picture the sign of its kind is shown. Always dark, so that nothing is beside the photo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-viewer-page.h"

#include "ktg-cover-page.h"
#include "ktg-file-kind.h"
#include "ktg-film-strip.h"
#include "ktg-picture-view.h"
#include "ktg-raster-texture.h"
#include "ktg-viewer-panel.h"

#include <glib/gi18n.h>

#define PREVIEW_SIDE 640
#define SHARP_SIDE 2048 /* as much of an original as a screen shows */
#define SHARPEN_DELAY_MS 150
#define STEP 1.25 /* of the zoom */
#define PAN 0.15  /* of the room */

struct _KtgViewerPage
{
  AdwBin parent_instance;

  GtkStack        *whole;
  AdwWindowTitle  *title;
  GtkStack        *stack;
  KtgPictureView  *view;
  GtkImage        *kind;
  GtkLabel        *kind_name;
  GtkWidget       *tools;
  GtkLabel        *zoom;
  GtkWidget       *smaller_button;
  GtkWidget       *larger_button;
  GtkWidget       *previous_button;
  GtkWidget       *next_button;
  KtgFilmStrip    *strip;
  AdwFlap         *flap;
  GtkToggleButton *panel_button;
  KtgViewerPanel  *panel;

  KtgSession   *session;
  char         *number; /* of the report, or NULL */
  char         *happened;
  char         *place; /* in words, or NULL */
  KtgCoverPage *cover_page;
  GPtrArray    *evidence;
  GCancellable *loading;
  guint         sharpen_id;
  KtgRasterPart part;        /* that is being decoded, or was last */
  gboolean      has_no_part; /* none of this picture can be had, or one is on its way */
};

G_DEFINE_FINAL_TYPE (KtgViewerPage, ktg_viewer_page, ADW_TYPE_BIN)

static const KtgEvidence *
get_evidence (KtgViewerPage *self)
{
  return g_ptr_array_index (self->evidence, ktg_film_strip_get_chosen (self->strip));
}

/* A screen reader says it of what has the focus, and interrupts nothing. */
static void
describe (GtkWidget *widget, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}

static void queue_sharpening (KtgViewerPage *self);

/* Returns: (nullable): the picture; %NULL and @is_wanted where it cannot be had */
static GdkTexture *
finish_loading (KtgViewerPage *self, GObject *thumbnails, GAsyncResult *result, gboolean *is_wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
      = ktg_thumbnails_load_finish (KTG_THUMBNAILS (thumbnails), result, &error);

  *is_wanted = self->session != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (*is_wanted && error != NULL)
    g_debug ("a picture is not shown: %s", error->message);

  return *is_wanted ? g_steal_pointer (&texture) : NULL;
}

static void
part_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgViewerPage) self = user_data;
  gboolean is_wanted;
  g_autoptr (GdkTexture) texture = finish_loading (self, object, result, &is_wanted);

  if (texture == NULL)
    return;

  self->has_no_part = FALSE;
  ktg_picture_view_show_part (self->view, texture, &self->part);
  queue_sharpening (self);
}

static gboolean
sharpen_cb (gpointer user_data)
{
  KtgViewerPage *self = user_data;
  int            width;

  self->sharpen_id = 0;
  self->has_no_part = ktg_picture_view_find_part (self->view, &self->part, &width);
  if (self->has_no_part)
    ktg_thumbnails_load_part_async (ktg_session_get_thumbnails (self->session),
                                    get_evidence (self)->sha256,
                                    &self->part,
                                    width,
                                    self->loading,
                                    part_loaded_cb,
                                    g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* Not for each step of a picture that is being drawn about. */
static void
queue_sharpening (KtgViewerPage *self)
{
  if (self->sharpen_id == 0 && !self->has_no_part)
    self->sharpen_id = g_timeout_add (SHARPEN_DELAY_MS, sharpen_cb, self);
}

static void
view_changed_cb (KtgViewerPage *self)
{
  double           zoom = ktg_picture_view_get_zoom (self->view);
  g_autofree char *words = g_strdup_printf ("%.0f %%", zoom * 100);

  gtk_label_set_label (self->zoom, zoom > 0 ? words : "");
  describe (GTK_WIDGET (self->view), words);
  describe (self->smaller_button, words);
  describe (self->larger_button, words);
  queue_sharpening (self);
}

static void
show_original (KtgViewerPage *self, GdkTexture *texture)
{
  int width, height;

  ktg_raster_texture_get_own_size (texture, &width, &height);
  ktg_picture_view_sharpen (self->view, texture);
  ktg_viewer_panel_say_pixels (self->panel, width, height);
}

static void
original_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgViewerPage) self = user_data;
  gboolean is_wanted;
  g_autoptr (GdkTexture) texture = finish_loading (self, object, result, &is_wanted);

  if (texture != NULL)
    show_original (self, texture);
}

static void
load_original (KtgViewerPage *self)
{
  ktg_thumbnails_load_async (ktg_session_get_thumbnails (self->session),
                             get_evidence (self)->sha256,
                             SHARP_SIDE,
                             self->loading,
                             original_loaded_cb,
                             g_object_ref (self));
}

static void
preview_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgViewerPage) self = user_data;
  gboolean is_wanted;
  g_autoptr (GdkTexture) texture = finish_loading (self, object, result, &is_wanted);

  if (texture != NULL)
    ktg_picture_view_show (self->view, texture);
  if (is_wanted)
    load_original (self);
}

static void
load_picture (KtgViewerPage *self, const KtgEvidence *evidence)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  self->has_no_part = FALSE;
  ktg_picture_view_show (self->view, NULL);

  if (evidence->preview_sha256 != NULL)
    ktg_thumbnails_load_async (ktg_session_get_thumbnails (self->session),
                               evidence->preview_sha256,
                               PREVIEW_SIDE,
                               self->loading,
                               preview_loaded_cb,
                               g_object_ref (self));
}

static void
show_kind (KtgViewerPage *self, const KtgEvidence *evidence)
{
  KtgFileKind kind = ktg_file_kind_of (evidence);

  gtk_image_set_from_icon_name (self->kind, ktg_file_kind_get_icon_name (kind));
  gtk_label_set_label (self->kind_name, ktg_file_kind_get_name (kind));
}

/* Shown as the strip says. */
static void
show_chosen (KtgViewerPage *self)
{
  const KtgEvidence *evidence = get_evidence (self);
  guint              i = ktg_film_strip_get_chosen (self->strip);
  g_autofree char   *position = ktg_file_kind_dup_position (evidence, i, self->evidence->len);
  g_autofree char   *taken = ktg_file_kind_dup_taken (evidence);
  gboolean           is_picture = evidence->preview_sha256 != NULL;

  adw_window_title_set_title (self->title, position);
  gtk_stack_set_visible_child_name (self->stack, is_picture ? "picture" : "kind");
  gtk_widget_set_visible (self->tools, is_picture);
  gtk_widget_set_visible (self->previous_button, i > 0);
  gtk_widget_set_visible (self->next_button, i + 1 < self->evidence->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  taken,
                                  -1);
  show_kind (self, evidence);
  load_picture (self, evidence);
  ktg_viewer_panel_show (self->panel, self->session, evidence, self->happened, self->place);
}

static void
step_aside (KtgViewerPage *self, int n_files)
{
  int i = (int)ktg_film_strip_get_chosen (self->strip) + n_files;

  if (i >= 0)
    ktg_film_strip_choose (self->strip, (guint)i);
}

static void
previous_cb (KtgViewerPage *self)
{
  step_aside (self, -1);
}

static void
next_cb (KtgViewerPage *self)
{
  step_aside (self, 1);
}

static void
larger_cb (KtgViewerPage *self)
{
  ktg_picture_view_zoom (self->view, STEP);
}

static void
smaller_cb (KtgViewerPage *self)
{
  ktg_picture_view_zoom (self->view, 1 / STEP);
}

static void
fit_cb (KtgViewerPage *self)
{
  ktg_picture_view_fit (self->view);
}

static void
turn_left_cb (KtgViewerPage *self)
{
  ktg_picture_view_turn (self->view, -1);
}

static void
turn_right_cb (KtgViewerPage *self)
{
  ktg_picture_view_turn (self->view, 1);
}

/* What was drawn on the same picture before is there still. */
static void
cover_cb (KtgViewerPage *self)
{
  const KtgEvidence *evidence = get_evidence (self);

  if (self->cover_page != NULL && !ktg_cover_page_is_of (self->cover_page, evidence))
    {
      gtk_stack_remove (self->whole, GTK_WIDGET (self->cover_page));
      self->cover_page = NULL;
    }

  if (self->cover_page == NULL)
    {
      self->cover_page = ktg_cover_page_new (self->session,
                                             self->number,
                                             ktg_film_strip_get_chosen (self->strip),
                                             evidence);
      gtk_stack_add_child (self->whole, GTK_WIDGET (self->cover_page));
    }

  gtk_stack_set_visible_child (self->whole, GTK_WIDGET (self->cover_page));
  gtk_widget_child_focus (GTK_WIDGET (self->cover_page), GTK_DIR_TAB_FORWARD);
}

typedef enum
{
  KEY_LARGER,
  KEY_SMALLER,
  KEY_FIT,
  KEY_WHOLE_PIXELS,
  KEY_TURN,
  KEY_PANEL,
  KEY_LEFT,
  KEY_RIGHT,
  KEY_UP,
  KEY_DOWN,
} Key;

/* Along the picture where there is more of it than is seen, else to the next one. */
static void
go (KtgViewerPage *self, double across, double down)
{
  if (!ktg_picture_view_pan (self->view, across * PAN, down * PAN))
    step_aside (self, (int)across);
}

static gboolean
key_pressed_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KtgViewerPage *self = KTG_VIEWER_PAGE (widget);
  Key            key = KEY_LARGER;

  if (ktg_viewer_page_is_covering (self))
    return FALSE;

  g_variant_get (arguments, "u", &key);

  switch (key)
    {
    case KEY_LARGER:
      larger_cb (self);
      break;
    case KEY_SMALLER:
      smaller_cb (self);
      break;
    case KEY_FIT:
      fit_cb (self);
      break;
    case KEY_WHOLE_PIXELS:
      ktg_picture_view_zoom_to (self->view, 1);
      break;
    case KEY_TURN:
      turn_right_cb (self);
      break;
    case KEY_PANEL:
      adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
      break;
    case KEY_LEFT:
      go (self, -1, 0);
      break;
    case KEY_RIGHT:
      go (self, 1, 0);
      break;
    case KEY_UP:
      go (self, 0, -1);
      break;
    case KEY_DOWN:
      go (self, 0, 1);
      break;
    }

  return TRUE;
}

static void
ktg_viewer_page_dispose (GObject *object)
{
  KtgViewerPage *self = KTG_VIEWER_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);
  g_clear_handle_id (&self->sharpen_id, g_source_remove);

  G_OBJECT_CLASS (ktg_viewer_page_parent_class)->dispose (object);
}

static void
ktg_viewer_page_finalize (GObject *object)
{
  KtgViewerPage *self = KTG_VIEWER_PAGE (object);

  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_free (self->number);
  g_free (self->happened);
  g_free (self->place);

  G_OBJECT_CLASS (ktg_viewer_page_parent_class)->finalize (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keyval;
    Key   key;
  } keys[] = {
    { GDK_KEY_plus, KEY_LARGER },
    { GDK_KEY_equal, KEY_LARGER },
    { GDK_KEY_KP_Add, KEY_LARGER },
    { GDK_KEY_minus, KEY_SMALLER },
    { GDK_KEY_KP_Subtract, KEY_SMALLER },
    { GDK_KEY_0, KEY_FIT },
    { GDK_KEY_1, KEY_WHOLE_PIXELS },
    { GDK_KEY_r, KEY_TURN },
    { GDK_KEY_i, KEY_PANEL },
    { GDK_KEY_F9, KEY_PANEL },
    { GDK_KEY_Left, KEY_LEFT },
    { GDK_KEY_Right, KEY_RIGHT },
    { GDK_KEY_Up, KEY_UP },
    { GDK_KEY_Down, KEY_DOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class,
                                  keys[i].keyval,
                                  0,
                                  key_pressed_cb,
                                  "u",
                                  (guint)keys[i].key);
}

static void
ktg_viewer_page_class_init (KtgViewerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_viewer_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_viewer_page_finalize;

  g_type_ensure (KTG_TYPE_FILM_STRIP);
  g_type_ensure (KTG_TYPE_PICTURE_VIEW);
  g_type_ensure (KTG_TYPE_VIEWER_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-viewer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, whole);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, title);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, view);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, kind);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, kind_name);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, tools);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, zoom);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, smaller_button);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, larger_button);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, previous_button);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, strip);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, flap);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, panel_button);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPage, panel);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_chosen);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, larger_cb);
  gtk_widget_class_bind_template_callback (widget_class, smaller_cb);
  gtk_widget_class_bind_template_callback (widget_class, fit_cb);
  gtk_widget_class_bind_template_callback (widget_class, turn_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, turn_right_cb);
  gtk_widget_class_bind_template_callback (widget_class, cover_cb);
  bind_keys (widget_class);
}

static void
ktg_viewer_page_init (KtgViewerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->flap,
                          "reveal-flap",
                          self->panel_button,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/**
 * ktg_viewer_page_new:
 * @session: where the files are
 * @title: what the report is called
 * @happened: (nullable): when that happened of which they are evidence
 * @place: (nullable): where, in words
 * @evidence: (element-type KtgEvidence): the files, at least one
 * @i: which of them is looked at first, from 0
 *
 * Returns: (transfer none): a floating page
 */
KtgViewerPage *
ktg_viewer_page_new (KtgSession *session,
                     const char *title,
                     const char *happened,
                     const char *place,
                     GPtrArray  *evidence,
                     guint       i)
{
  KtgViewerPage *self = g_object_new (KTG_TYPE_VIEWER_PAGE, NULL);

  self->session = g_object_ref (session);
  self->happened = g_strdup (happened);
  self->place = g_strdup (place);
  self->evidence = g_ptr_array_ref (evidence);
  adw_window_title_set_subtitle (self->title, title);
  ktg_film_strip_show (self->strip, session, evidence);
  ktg_film_strip_choose (self->strip, i);
  show_chosen (self);

  return self;
}

/**
 * ktg_viewer_page_get_chosen:
 * @self: a page
 *
 * Returns: which file is looked at, from 0
 */
guint
ktg_viewer_page_get_chosen (KtgViewerPage *self)
{
  return ktg_film_strip_get_chosen (self->strip);
}

/**
 * ktg_viewer_page_set_number:
 * @self: a page
 * @number: (nullable): the short number of the report, after which copies are called
 */
void
ktg_viewer_page_set_number (KtgViewerPage *self, const char *number)
{
  g_free (self->number);
  self->number = g_strdup (number);
}

/**
 * ktg_viewer_page_is_covering:
 * @self: a page
 *
 * Returns: whether a copy is being covered
 */
gboolean
ktg_viewer_page_is_covering (KtgViewerPage *self)
{
  return self->cover_page != NULL
         && gtk_stack_get_visible_child (self->whole) == GTK_WIDGET (self->cover_page);
}

/**
 * ktg_viewer_page_leave_copy:
 * @self: a page
 *
 * Returns: whether a copy was being covered, and the file itself is looked at again
 */
gboolean
ktg_viewer_page_leave_copy (KtgViewerPage *self)
{
  if (!ktg_viewer_page_is_covering (self))
    return FALSE;

  gtk_stack_set_visible_child_name (self->whole, "looking");
  ktg_viewer_panel_refresh (self->panel);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

/**
 * ktg_viewer_page_set_folded:
 * @self: a page
 * @is_folded: whether there is no room for the panel beside the picture
 *
 * Then it lies over the picture, and is away until it is asked for.
 */
void
ktg_viewer_page_set_folded (KtgViewerPage *self, gboolean is_folded)
{
  AdwFlapFoldPolicy policy = is_folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER;

  if (policy == adw_flap_get_fold_policy (self->flap))
    return;

  adw_flap_set_fold_policy (self->flap, policy);
  adw_flap_set_reveal_flap (self->flap, !is_folded);
}
