/* ktg-camera-page.c - photos for a report, taken one after the other
 *
 * It says "taken" with each, and counts what it is told is kept: what is counted here is sealed,
 * and in the draft. It decides nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-page.h"

#include "ktg-camera-view.h"
#include "ktg-picture-frame.h"

#include <glib/gi18n.h>
#include <ktg-signal.h>

struct _KtgCameraPage
{
  AdwBin parent_instance;

  KtgCameraView   *view;
  GtkWidget       *shutter;
  KtgPictureFrame *last;
  GtkLabel        *count;
  GtkLabel        *trouble;

  KtgSession *session;
  GPtrArray  *under_way; /* GBytes: photos that are being kept */
  guint       n_kept;
};

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgCameraPage, ktg_camera_page, ADW_TYPE_BIN)

static void
say (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), *words != '\0');
}

/* Where there is a live picture, the next key takes a photo. */
static void
view_changed_cb (KtgCameraPage *self)
{
  gboolean is_live = ktg_camera_view_is_live (self->view);

  gtk_widget_set_sensitive (self->shutter, is_live);
  if (is_live)
    gtk_widget_grab_focus (self->shutter);
}

static void
shutter_clicked_cb (KtgCameraPage *self)
{
  KtgMoment now = ktg_session_now (self->session);

  ktg_camera_view_take_photo (self->view, &now);
}

static void
photo_cb (KtgCameraPage *self, GBytes *photo)
{
  g_ptr_array_add (self->under_way, g_bytes_ref (photo));
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, photo);
}

static void
ktg_camera_page_dispose (GObject *object)
{
  KtgCameraPage *self = KTG_CAMERA_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), KTG_TYPE_CAMERA_PAGE);

  G_OBJECT_CLASS (ktg_camera_page_parent_class)->dispose (object);
}

static void
ktg_camera_page_finalize (GObject *object)
{
  g_clear_pointer (&KTG_CAMERA_PAGE (object)->under_way, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_camera_page_parent_class)->finalize (object);
}

static void
ktg_camera_page_class_init (KtgCameraPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_camera_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_camera_page_finalize;

  signals[SIGNAL_TAKEN] = ktg_signal_new ("taken", KTG_TYPE_CAMERA_PAGE, G_TYPE_BYTES);

  g_type_ensure (KTG_TYPE_CAMERA_VIEW);
  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-camera-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgCameraPage, view);
  gtk_widget_class_bind_template_child (widget_class, KtgCameraPage, shutter);
  gtk_widget_class_bind_template_child (widget_class, KtgCameraPage, last);
  gtk_widget_class_bind_template_child (widget_class, KtgCameraPage, count);
  gtk_widget_class_bind_template_child (widget_class, KtgCameraPage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, shutter_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, photo_cb);
}

static void
ktg_camera_page_init (KtgCameraPage *self)
{
  self->under_way = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_camera_page_new:
 * @session: where photos are kept
 *
 * Returns: (transfer none): a floating page; the camera is on as long as it is there
 */
KtgCameraPage *
ktg_camera_page_new (KtgSession *session)
{
  KtgCameraPage *self = g_object_new (KTG_TYPE_CAMERA_PAGE, NULL);

  self->session = g_object_ref (session);
  ktg_camera_view_start (self->view);
  return self;
}

/**
 * ktg_camera_page_tell_kept:
 * @self: a page
 * @photo: (nullable): what was kept; of what was not taken here nothing is said
 * @sha256: its name in the store
 */
void
ktg_camera_page_tell_kept (KtgCameraPage *self, GBytes *photo, const char *sha256)
{
  g_autofree char *words = NULL;

  if (!g_ptr_array_remove (self->under_way, photo))
    return;

  self->n_kept++;
  words = g_strdup_printf (ngettext ("%u photo added", "%u photos added", self->n_kept),
                           self->n_kept);
  say (self->count, words);
  say (self->trouble, "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->last),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The last photo"),
                                  -1);
  ktg_picture_frame_show (self->last, ktg_session_get_thumbnails (self->session), sha256);
  ktg_picture_frame_load (self->last);
  gtk_widget_set_visible (GTK_WIDGET (self->last), TRUE);
}

/**
 * ktg_camera_page_tell_not_kept:
 * @self: a page
 * @photo: (nullable): what was not kept
 * @sentence: why
 */
void
ktg_camera_page_tell_not_kept (KtgCameraPage *self, GBytes *photo, const char *sentence)
{
  if (g_ptr_array_remove (self->under_way, photo))
    say (self->trouble, sentence);
}
