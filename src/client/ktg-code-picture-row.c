/* ktg-code-picture-row.c - an enrolment code is read from a picture instead of typed
 *
 * A screenshot or a photo of the QR code is chosen, dropped or pasted, or the code is held in front
 * of the camera. It says "found" with what
 * would have been typed, or "failed" with a sentence; it sends nothing. The picture is not kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-picture-row.h"

#include "ktg-camera-presence.h"
#include "ktg-code-camera-window.h"
#include "ktg-file-chooser.h"
#include "ktg-pasted-picture.h"
#include "ktg-recent-files.h"

#include <glib/gi18n.h>
#include <ktg-code-finding.h>
#include <ktg-picture-codes.h>
#include <ktg-signal.h>

struct _KtgCodePictureRow
{
  AdwActionRow parent_instance;

  GtkWidget     *buttons;
  GtkSpinner    *spinner;
  GtkWidget     *camera_button;
  GtkDropTarget *drop_target;

  GtkFileChooserNative *chooser;
  GCancellable         *reading;
  KtgCameraPresence    *camera;
};

enum
{
  SIGNAL_FOUND,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgCodePictureRow, ktg_code_picture_row, ADW_TYPE_ACTION_ROW)

static void
set_busy (KtgCodePictureRow *self, gboolean is_busy)
{
  gtk_widget_set_sensitive (self->buttons, !is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
}

static void
fail (KtgCodePictureRow *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, sentence);
}

static void
say_unreadable (KtgCodePictureRow *self)
{
  fail (self,
        _ ("This file could not be read as a picture. Nothing was sent. Choose a photo or "
           "screenshot "
           "of the QR code, or type the code."));
}

static void
codes_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCodePictureRow) self = user_data;
  g_auto (GStrv) texts = ktg_picture_codes_read_finish (result, NULL);
  g_autofree char *code = NULL;
  const char      *problem = NULL;

  if (g_cancellable_is_cancelled (self->reading))
    return;

  set_busy (self, FALSE);
  if (texts == NULL)
    {
      say_unreadable (self);
      return;
    }

  code = ktg_code_finding_dup_code ((const char *const *)texts, &problem);
  if (code != NULL)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0, code);
  else
    fail (self, problem);
}

static void
read_stream (KtgCodePictureRow *self, GInputStream *stream)
{
  set_busy (self, TRUE);
  ktg_picture_codes_read_async (stream, self->reading, codes_read_cb, g_object_ref (self));
}

static void
file_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCodePictureRow) self = user_data;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (object), result, NULL);

  if (g_cancellable_is_cancelled (self->reading))
    return;

  set_busy (self, FALSE);
  if (stream == NULL)
    say_unreadable (self);
  else
    read_stream (self, G_INPUT_STREAM (stream));
}

static void
chooser_answered_cb (KtgCodePictureRow *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  ktg_recent_files_forget (files);
  file = g_list_model_get_item (files, 0);
  if (file != NULL)
    ktg_code_picture_row_read (self, file);
}

static void
choose_clicked_cb (KtgCodePictureRow *self)
{
  if (self->chooser == NULL)
    self->chooser = ktg_file_chooser_show (GTK_WIDGET (self),
                                           _ ("Choose a Picture of the Code"),
                                           NULL,
                                           FALSE,
                                           G_CALLBACK (chooser_answered_cb));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, KtgCodePictureRow *self)
{
  g_autoptr (GSList) files = NULL;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) || !gtk_widget_get_sensitive (self->buttons))
    return FALSE;

  files = gdk_file_list_get_files (g_value_get_boxed (value));
  if (files != NULL)
    ktg_code_picture_row_read (self, files->data);
  return files != NULL;
}

static void
files_pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCodePictureRow) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, NULL);

  if (g_cancellable_is_cancelled (self->reading))
    return;

  if (value == NULL || !dropped_cb (self->drop_target, value, 0, 0, self))
    say_unreadable (self);
}

static void
picture_pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCodePictureRow) self = user_data;
  g_autoptr (GBytes) picture
      = ktg_pasted_picture_read_finish (GDK_CLIPBOARD (object), result, NULL);
  g_autoptr (GInputStream) stream = NULL;

  if (g_cancellable_is_cancelled (self->reading))
    return;

  if (picture == NULL)
    {
      say_unreadable (self);
      return;
    }

  stream = g_memory_input_stream_new_from_bytes (picture);
  read_stream (self, stream);
}

static void
code_held_cb (KtgCodePictureRow *self, const char *code)
{
  g_signal_emit (self, signals[SIGNAL_FOUND], 0, code);
}

static void
camera_clicked_cb (KtgCodePictureRow *self)
{
  KtgCodeCameraWindow *window = ktg_code_camera_window_new (GTK_WIDGET (self));

  g_signal_connect_object (window, "found", G_CALLBACK (code_held_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
paste_clicked_cb (KtgCodePictureRow *self)
{
  ktg_code_picture_row_paste (self);
}

static void
ktg_code_picture_row_dispose (GObject *object)
{
  KtgCodePictureRow *self = KTG_CODE_PICTURE_ROW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->chooser);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (ktg_code_picture_row_parent_class)->dispose (object);
}

static void
ktg_code_picture_row_finalize (GObject *object)
{
  g_clear_object (&KTG_CODE_PICTURE_ROW (object)->reading);

  G_OBJECT_CLASS (ktg_code_picture_row_parent_class)->finalize (object);
}

static void
ktg_code_picture_row_class_init (KtgCodePictureRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_code_picture_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_code_picture_row_finalize;

  signals[SIGNAL_FOUND] = ktg_signal_new ("found", KTG_TYPE_CODE_PICTURE_ROW, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = ktg_signal_new ("failed", KTG_TYPE_CODE_PICTURE_ROW, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-code-picture-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgCodePictureRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, KtgCodePictureRow, camera_button);
  gtk_widget_class_bind_template_child (widget_class, KtgCodePictureRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, KtgCodePictureRow, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, camera_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
}

static void
ktg_code_picture_row_init (KtgCodePictureRow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST };

  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, types, G_N_ELEMENTS (types));
  self->camera = ktg_camera_presence_new ();
  g_object_bind_property (self->camera,
                          "is-present",
                          self->camera_button,
                          "visible",
                          G_BINDING_SYNC_CREATE);
}

/**
 * ktg_code_picture_row_read:
 * @self: a row
 * @file: a picture, perhaps
 *
 * Emits "found" or "failed".
 */
void
ktg_code_picture_row_read (KtgCodePictureRow *self, GFile *file)
{
  set_busy (self, TRUE);
  g_file_read_async (file, G_PRIORITY_DEFAULT, self->reading, file_opened_cb, g_object_ref (self));
}

/**
 * ktg_code_picture_row_paste:
 * @self: a row
 *
 * Reads the picture, or the first file, that is on the clipboard. Emits "found" or "failed".
 */
void
ktg_code_picture_row_paste (KtgCodePictureRow *self)
{
  GdkClipboard      *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard,
                                    GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT,
                                    self->reading,
                                    files_pasted_cb,
                                    g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    ktg_pasted_picture_read_async (clipboard, picture_pasted_cb, g_object_ref (self));
  else
    fail (self, _ ("There is no picture to paste. Copy a picture of the QR code first."));
}
