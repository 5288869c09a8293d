/* ktg-copying.c - a report is copied to a stick or a folder
 *
 * First it is said what the copy gives away, then where it goes is chosen, beginning at a stick if
 * one is in. A dialog stands until it is known how it went; a stick that can be ejected is offered
 * for that. A window that is closed meanwhile says so once, and the second time stays until what
 * was begun is gone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-copying.h"

#include "ktg-help-key.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-paper-printer.h>
#include <ktg-report-copy.h>

typedef struct
{
  GtkWidget            *asker;
  KtgSession           *session;
  char                 *report_id;
  GtkFileChooserNative *chooser;
  GFile                *place;
  GCancellable         *cancellable;
  GtkWindow            *waiting; /* the dialog that stands meanwhile; or NULL */
  GtkWindow            *window;  /* below it */
  gulong                close_id;
  gboolean              has_asked_to_close;
  gboolean              closes; /* the window, once what was begun is gone */
} Copying;

static void
copying_free (Copying *copying)
{
  g_object_unref (copying->asker);
  g_object_unref (copying->session);
  g_free (copying->report_id);
  g_clear_object (&copying->chooser);
  g_clear_object (&copying->place);
  g_clear_object (&copying->cancellable);
  g_free (copying);
}

/* A window that is made and not shown would never go. */
static GtkWindow *
make_dialog (const char *name)
{
  const char *objects[] = { name, NULL };
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();

  gtk_builder_add_objects_from_resource (builder,
                                         "/id/kentongan/Kentongan/ktg-copy-dialogs.ui",
                                         objects,
                                         NULL);
  return GTK_WINDOW (gtk_builder_get_object (builder, name));
}

static GtkWindow *
present (Copying *copying, const char *name)
{
  GtkWindow *dialog = make_dialog (name);
  GtkRoot   *root = gtk_widget_get_root (copying->asker);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
  ktg_help_key_attach (dialog, "viewer");
  gtk_window_present (dialog);
  return dialog;
}

/* --- a stick --- */

static gboolean
is_removable (GMount *mount)
{
  g_autoptr (GDrive) drive = g_mount_get_drive (mount);

  return drive != NULL && g_drive_is_removable (drive);
}

static GFile *
dup_stick (void)
{
  g_autoptr (GVolumeMonitor) monitor = g_volume_monitor_get ();
  GList *mounts = g_volume_monitor_get_mounts (monitor);
  GFile *found = NULL;

  for (GList *link = mounts; link != NULL && found == NULL; link = link->next)
    if (is_removable (link->data))
      found = g_mount_get_root (link->data);

  g_list_free_full (mounts, g_object_unref);
  return found;
}

static GMount *
dup_ejectable (GFile *place)
{
  g_autoptr (GMount) mount = g_file_find_enclosing_mount (place, NULL, NULL);

  return mount != NULL && g_mount_can_unmount (mount) && is_removable (mount)
             ? g_steal_pointer (&mount)
             : NULL;
}

static void
ejected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) asker = user_data;
  gboolean is_ejected
      = g_mount_can_eject (G_MOUNT (object))
            ? g_mount_eject_with_operation_finish (G_MOUNT (object), result, NULL)
            : g_mount_unmount_with_operation_finish (G_MOUNT (object), result, NULL);

  gtk_widget_activate_action (asker,
                              "win.say",
                              "s",
                              is_ejected ? _ ("The medium may be taken out now.")
                                         : _ ("The medium is in use by another program. Eject it "
                                              "in the file manager."));
}

static void
eject (GMount *mount, GtkWidget *asker)
{
  if (g_mount_can_eject (mount))
    g_mount_eject_with_operation (mount,
                                  G_MOUNT_UNMOUNT_NONE,
                                  NULL,
                                  NULL,
                                  ejected_cb,
                                  g_object_ref (asker));
  else
    g_mount_unmount_with_operation (mount,
                                    G_MOUNT_UNMOUNT_NONE,
                                    NULL,
                                    NULL,
                                    ejected_cb,
                                    g_object_ref (asker));
}

/* --- how it went --- */

static void
told_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Copying *copying = user_data;
  g_autoptr (GMount) mount
      = g_str_equal (response, "eject") ? dup_ejectable (copying->place) : NULL;

  if (mount != NULL)
    eject (mount, copying->asker);
  copying_free (copying);
}

static void
tell (Copying *copying, const char *heading, const char *body, gboolean can_eject)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (present (copying, "copied_dialog"));

  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body);
  if (can_eject)
    adw_message_dialog_add_response (dialog, "eject", _ ("_Eject the Medium"));
  g_signal_connect (dialog, "response", G_CALLBACK (told_cb), copying);
}

static void
tell_done (Copying *copying, const char *path, guint n_missing)
{
  g_autofree char *done = ktg_report_copy_dup_done (path);
  g_autofree char *missing = ktg_report_copy_dup_missing (n_missing);
  g_autofree char *body = missing != NULL ? g_strdup_printf ("%s\n\n%s", done, missing) : NULL;
  g_autoptr (GMount) mount = dup_ejectable (copying->place);

  tell (copying,
        missing != NULL ? _ ("Copied, but Not Whole") : _ ("Copied"),
        body != NULL ? body : done,
        mount != NULL);
}

static void
tell_failed (Copying *copying, const GError *error)
{
  g_autofree char *trouble = ktg_report_copy_dup_trouble (error);

  tell (copying, _ ("Not Copied"), trouble, FALSE);
}

/* --- while it goes --- */

static gboolean
close_asked_cb (Copying *copying)
{
  if (copying->has_asked_to_close)
    {
      copying->closes = TRUE;
      g_cancellable_cancel (copying->cancellable);
    }
  else if (copying->waiting != NULL)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (copying->waiting),
                                 _ ("The copy is not done yet. Close again to stop it: then "
                                    "nothing of it stays."));

  copying->has_asked_to_close = TRUE;
  return TRUE;
}

static void
watch_window (Copying *copying)
{
  GtkRoot *root = gtk_widget_get_root (copying->asker);

  if (!GTK_IS_WINDOW (root))
    return;

  copying->window = g_object_ref (GTK_WINDOW (root));
  copying->close_id
      = g_signal_connect_swapped (root, "close-request", G_CALLBACK (close_asked_cb), copying);
}

static void
unwatch_window (Copying *copying)
{
  if (copying->window != NULL)
    g_signal_handler_disconnect (copying->window, copying->close_id);
  g_clear_object (&copying->window);
}

/* Somebody stopped it, or wants to be gone. */
static void
leave (Copying *copying)
{
  GtkRoot *root = gtk_widget_get_root (copying->asker);

  if (copying->closes && GTK_IS_WINDOW (root))
    gtk_window_close (GTK_WINDOW (root));
  else
    gtk_widget_activate_action (copying->asker, "win.say", "s", ktg_report_copy_get_stopped ());
  copying_free (copying);
}

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Copying *copying = user_data;
  guint    n_missing;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = ktg_report_copy_finish (result, &n_missing, &error);

  unwatch_window (copying);
  if (copying->waiting != NULL)
    gtk_window_destroy (g_steal_pointer (&copying->waiting));

  if (path != NULL)
    tell_done (copying, path, n_missing);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leave (copying);
  else
    tell_failed (copying, error);
}

static void
stopped_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Copying *copying = user_data;

  copying->waiting = NULL; /* it goes by itself */
  g_cancellable_cancel (copying->cancellable);
}

static void
copy (Copying *copying)
{
  KtgMoment        now = ktg_session_now (copying->session);
  g_autofree char *path = g_file_get_path (copying->place);

  copying->cancellable = g_cancellable_new ();
  copying->waiting = present (copying, "copying_dialog");
  g_signal_connect (copying->waiting, "response", G_CALLBACK (stopped_cb), copying);
  watch_window (copying);
  ktg_report_copy_async (ktg_session_get_store (copying->session),
                         ktg_session_get_library (copying->session),
                         &ktg_paper_printer,
                         copying->report_id,
                         path,
                         &now,
                         copying->cancellable,
                         copied_cb,
                         copying);
}

/* --- where it goes --- */

static void
place_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  Copying *copying = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    copying->place = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (copying->place != NULL)
    copy (copying);
  else
    copying_free (copying);
}

static void
choose_place (Copying *copying)
{
  GtkRoot *root = gtk_widget_get_root (copying->asker);
  g_autoptr (GFile) stick = dup_stick ();

  copying->chooser = gtk_file_chooser_native_new (_ ("Where the Copy Goes"),
                                                  GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                  GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                  _ ("_Copy Here"),
                                                  NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (copying->chooser), TRUE);
  if (stick != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (copying->chooser), stick, NULL);
  g_signal_connect (copying->chooser, "response", G_CALLBACK (place_chosen_cb), copying);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (copying->chooser));
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Copying *copying = user_data;

  if (g_str_equal (response, "choose"))
    choose_place (copying);
  else
    copying_free (copying);
}

static Copying *
copying_new (GtkWidget *asker, KtgSession *session, const char *report_id)
{
  Copying *copying = g_new0 (Copying, 1);

  copying->asker = g_object_ref (asker);
  copying->session = g_object_ref (session);
  copying->report_id = g_strdup (report_id);
  return copying;
}

/**
 * ktg_copying_ask:
 * @asker: a widget in the window
 * @session: where the report is
 * @report_id: of a report that was filed
 *
 * It is copied once somebody knows what the copy gives away, and has said where it goes.
 */
void
ktg_copying_ask (GtkWidget *asker, KtgSession *session, const char *report_id)
{
  Copying          *copying = copying_new (asker, session, report_id);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (present (copying, "copy_dialog"));

  adw_message_dialog_set_body (dialog, ktg_report_copy_get_warning ());
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), copying);
}

/**
 * ktg_copying_begin:
 * @asker: a widget in the window
 * @session: where the report is
 * @report_id: of a report that was filed
 * @place: the folder that somebody has chosen
 *
 * Copies it there; what comes of it is said in a dialog.
 */
void
ktg_copying_begin (GtkWidget *asker, KtgSession *session, const char *report_id, GFile *place)
{
  Copying *copying = copying_new (asker, session, report_id);

  copying->place = g_object_ref (place);
  copy (copying);
}
