/* ktg-cover-page.c - a copy of a photo for others, without what nobody shall see
 *
 * The original is only read. What is drawn stays as long as the viewer is open, so that somebody
 * who looks at the photo again finds it. The result that is shown is the copy itself, made as it is
 * made when it is saved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cover-page.h"

#include "ktg-cover-view.h"
#include "ktg-custody-note.h"
#include "ktg-fact-row.h"
#include "ktg-file-chooser.h"
#include "ktg-raster-texture.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-blurred-copy.h>
#include <string.h>

#define SHOWN_SIDE 1600 /* as large as the copy */
#define SHOWN_DIGITS 12 /* of the hash, as in the copy's name */

struct _KtgCoverPage
{
  AdwBin parent_instance;

  AdwWindowTitle  *title;
  GtkLabel        *linked;
  GtkStack        *stack;
  KtgCoverView    *view;
  GtkPicture      *result;
  GtkLabel        *trouble;
  GtkWidget       *drawing_tools;
  GtkWidget       *remove_button;
  GtkWidget       *undo_button;
  GtkWidget       *drawing_hint;
  GtkToggleButton *result_button;
  GtkWidget       *save_button;

  KtgSession           *session;
  char                 *number; /* or NULL */
  guint                 i;
  char                 *sha256;
  KtgCoverSheet        *sheet; /* NULL until the picture is here */
  GCancellable         *working;
  GtkFileChooserNative *chooser;
  GFile                *destination; /* of the copy that is being saved, or was last */
};

G_DEFINE_FINAL_TYPE (KtgCoverPage, ktg_cover_page, ADW_TYPE_BIN)

static void
say (KtgCoverPage *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

/* Whoever left the page did not wait for it. */
static gboolean
is_over (KtgCoverPage *self, const GError *error)
{
  return self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
begin_work (KtgCoverPage *self)
{
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  self->working = g_cancellable_new ();
}

/* --- what can be done now --- */

static void
sheet_changed_cb (KtgCoverPage *self)
{
  gboolean has_covers = self->sheet != NULL && ktg_cover_sheet_get_n_covers (self->sheet) > 0;

  gtk_widget_set_sensitive (self->drawing_tools, self->sheet != NULL);
  gtk_widget_set_sensitive (self->remove_button, has_covers);
  gtk_widget_set_sensitive (self->undo_button,
                            self->sheet != NULL && ktg_cover_sheet_can_undo (self->sheet));
  gtk_widget_set_sensitive (GTK_WIDGET (self->result_button), has_covers);
  gtk_widget_set_sensitive (self->save_button, has_covers);
}

static void
show_trouble (KtgCoverPage *self, const GError *error)
{
  g_autofree char *words = ktg_blurred_copy_dup_trouble (error);

  gtk_label_set_label (self->trouble, words);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

/* --- the picture --- */

static void
picture_decoded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCoverPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgRaster) raster = ktg_raster_decode_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (is_over (self, error))
    return;
  if (raster == NULL)
    {
      show_trouble (self, error);
      return;
    }

  texture = ktg_raster_texture_new (raster);
  self->sheet = ktg_cover_sheet_new (raster->own_width, raster->own_height);
  g_signal_connect_object (self->sheet,
                           "changed",
                           G_CALLBACK (sheet_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  ktg_cover_view_show (self->view, texture, self->sheet);
  gtk_stack_set_visible_child_name (self->stack, "view");
  sheet_changed_cb (self);
}

static void
original_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCoverPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) original
      = ktg_store_open_file_finish (KTG_STORE (object), result, &error);

  if (is_over (self, error))
    return;

  if (original == NULL)
    show_trouble (self, error);
  else
    ktg_raster_decode_async (original,
                             NULL,
                             SHOWN_SIDE,
                             SHOWN_SIDE,
                             self->working,
                             picture_decoded_cb,
                             g_object_ref (self));
}

static void
load (KtgCoverPage *self)
{
  begin_work (self);
  ktg_store_open_file_async (ktg_session_get_store (self->session),
                             self->sha256,
                             0,
                             self->working,
                             original_opened_cb,
                             g_object_ref (self));
}

/* --- the result --- */

static void
result_decoded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCoverPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgRaster) raster = ktg_raster_decode_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (is_over (self, error))
    return;
  if (raster == NULL)
    {
      show_trouble (self, error);
      return;
    }

  texture = ktg_raster_texture_new (raster);
  gtk_picture_set_paintable (self->result, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "result");
}

static void
result_made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCoverPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) copy = ktg_blurred_copy_finish (result, &error);
  g_autoptr (GInputStream) stream = NULL;

  if (is_over (self, error))
    return;
  if (copy == NULL)
    {
      show_trouble (self, error);
      return;
    }

  stream = g_memory_input_stream_new_from_bytes (copy);
  ktg_raster_decode_async (stream,
                           NULL,
                           SHOWN_SIDE,
                           SHOWN_SIDE,
                           self->working,
                           result_decoded_cb,
                           g_object_ref (self));
}

static void
make (KtgCoverPage *self, GFile *destination, GAsyncReadyCallback made)
{
  ktg_blurred_copy_async (ktg_session_get_store (self->session),
                          self->sha256,
                          ktg_cover_sheet_get (self->sheet, 0),
                          ktg_cover_sheet_get_n_covers (self->sheet),
                          destination,
                          destination == NULL ? self->working : NULL,
                          made,
                          g_object_ref (self));
}

static void
result_toggled_cb (KtgCoverPage *self)
{
  gboolean shows = gtk_toggle_button_get_active (self->result_button);

  if (self->sheet == NULL)
    return;

  begin_work (self);
  gtk_widget_set_visible (self->drawing_tools, !shows);
  gtk_widget_set_visible (self->drawing_hint, !shows);
  gtk_button_set_label (GTK_BUTTON (self->result_button),
                        shows ? _ ("Cover More") : _ ("See the Result"));
  gtk_stack_set_visible_child_name (self->stack, shows ? "waiting" : "view");
  if (shows)
    make (self, NULL, result_made_cb);
}

/* --- saving --- */

static char *
dup_saved_words (GFile *destination)
{
  g_autofree char *name = g_file_get_basename (destination);
  g_autoptr (GFile) folder = g_file_get_parent (destination);
  g_autofree char *folder_name = folder != NULL ? g_file_get_basename (folder) : NULL;
  const char      *path = g_file_peek_path (destination);

  /* What a portal hands over lies in a folder that nobody knows. */
  if (folder_name == NULL || (path != NULL && g_str_has_prefix (path, g_get_user_runtime_dir ())))
    return g_strdup_printf (_ ("The covered copy is saved as “%s”."), name);

  return g_strdup_printf (_ ("The covered copy is saved as “%s” in “%s”."), name, folder_name);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCoverPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) copy = ktg_blurred_copy_finish (result, &error);
  g_autofree char *words = NULL;

  if (self->session == NULL)
    return;

  if (copy != NULL)
    ktg_custody_note (self->session, self->sha256, KTG_CUSTODY_COVERED);
  words = copy != NULL ? dup_saved_words (self->destination) : ktg_blurred_copy_dup_trouble (error);
  gtk_widget_set_sensitive (self->save_button, TRUE);
  say (self, words);
}

static void
place_chosen_cb (KtgCoverPage *self, int response)
{
  g_autoptr (GFile) destination = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && destination != NULL)
    ktg_cover_page_save_to (self, destination);

  g_clear_object (&self->chooser);
}

static void
save_clicked_cb (KtgCoverPage *self)
{
  g_autofree char *name = ktg_blurred_copy_dup_name (self->number, self->i, self->sha256);

  g_clear_object (&self->chooser);
  self->chooser = ktg_file_chooser_show_place (GTK_WIDGET (self),
                                               _ ("Save the Covered Copy"),
                                               name,
                                               G_CALLBACK (place_chosen_cb));
}

/* --- drawing --- */

static void
add_clicked_cb (KtgCoverPage *self)
{
  ktg_cover_view_add (self->view);
}

static void
remove_clicked_cb (KtgCoverPage *self)
{
  ktg_cover_view_remove (self->view);
}

static void
undo_clicked_cb (KtgCoverPage *self)
{
  if (self->sheet != NULL)
    ktg_cover_sheet_undo (self->sheet);
}

static gboolean
undo_pressed_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  undo_clicked_cb (KTG_COVER_PAGE (widget));
  return TRUE;
}

static void
ktg_cover_page_dispose (GObject *object)
{
  KtgCoverPage *self = KTG_COVER_PAGE (object);

  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_object (&self->chooser);
  g_clear_object (&self->destination);
  g_clear_object (&self->sheet);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_cover_page_parent_class)->dispose (object);
}

static void
ktg_cover_page_finalize (GObject *object)
{
  KtgCoverPage *self = KTG_COVER_PAGE (object);

  g_free (self->number);
  g_free (self->sha256);

  G_OBJECT_CLASS (ktg_cover_page_parent_class)->finalize (object);
}

static void
ktg_cover_page_class_init (KtgCoverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_cover_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_cover_page_finalize;

  g_type_ensure (KTG_TYPE_COVER_VIEW);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-cover-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, title);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, linked);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, view);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, result);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, drawing_tools);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, remove_button);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, drawing_hint);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, result_button);
  gtk_widget_class_bind_template_child (widget_class, KtgCoverPage, save_button);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, result_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_pressed_cb, NULL);
}

static void
ktg_cover_page_init (KtgCoverPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sheet_changed_cb (self);
}

static void
say_linked (KtgCoverPage *self)
{
  g_autofree char *digits = g_strndup (self->sha256, SHOWN_DIGITS);
  g_autofree char *groups = ktg_fact_row_dup_groups (digits);
  /* Translators: %s is the beginning of a hash */
  g_autofree char *words = g_strdup_printf (_ ("Linked to its original: %s"), groups);

  gtk_label_set_label (self->linked, words);
}

/**
 * ktg_cover_page_new:
 * @session: where the original is
 * @number: (nullable): the short number of its report
 * @i: which of the report's files it is, from 0
 * @evidence: a picture
 *
 * Returns: (transfer none): a floating page
 */
KtgCoverPage *
ktg_cover_page_new (KtgSession *session, const char *number, guint i, const KtgEvidence *evidence)
{
  KtgCoverPage *self = g_object_new (KTG_TYPE_COVER_PAGE, NULL);

  self->session = g_object_ref (session);
  self->number = g_strdup (number);
  self->i = i;
  self->sha256 = g_strdup (evidence->sha256);
  say_linked (self);
  load (self);

  return self;
}

/**
 * ktg_cover_page_is_of:
 * @self: a page
 * @evidence: a picture
 *
 * Returns: whether it is this one that is covered
 */
gboolean
ktg_cover_page_is_of (KtgCoverPage *self, const KtgEvidence *evidence)
{
  return g_str_equal (self->sha256, evidence->sha256);
}

/**
 * ktg_cover_page_save_to:
 * @self: a page on which something is covered
 * @destination: where the copy goes
 *
 * It is said when it is there, or why it is not.
 */
void
ktg_cover_page_save_to (KtgCoverPage *self, GFile *destination)
{
  gtk_widget_set_sensitive (self->save_button, FALSE);
  g_set_object (&self->destination, destination);
  make (self, destination, saved_cb);
}
