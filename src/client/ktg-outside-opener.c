/* ktg-outside-opener.c - what is not shown here is opened by another program, once that was agreed
 * to
 *
 * Sound, film and documents are a stranger's bytes, and this program decodes none of them. The
 * other one, which the system chooses, gets a copy of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outside-opener.h"

#include "ktg-custody-note.h"
#include "ktg-help-key.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-file-copy.h>
#include <ktg-outside-copy.h>
#include <ktg-sentences.h>
#include <string.h>

#define FOLDER "kentongan-opened"

typedef struct
{
  GtkWidget   *asker;
  KtgSession  *session;
  KtgEvidence *evidence;
  GFile       *place; /* of the copy, once there is one */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->asker);
  g_object_unref (opening->session);
  ktg_evidence_free (opening->evidence);
  g_clear_object (&opening->place);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* Cleared at logout by most systems, and by this program before that. */
static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), FOLDER, NULL);
}

static void
say (Opening *opening, const char *words)
{
  gtk_widget_activate_action (opening->asker, "win.say", "s", words);
}

static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, NULL))
    ktg_custody_note (opening->session, opening->evidence->sha256, KTG_CUSTODY_OPENED);
  else
    say (opening,
         _ ("No program of this computer opens this kind of file. The file is safe here; save a "
            "copy to open it elsewhere."));
}

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot         *root = gtk_widget_get_root (opening->asker);
  g_autofree char *uri = g_file_get_uri (opening->place);
  gboolean         is_unharmed;

  if (!ktg_file_copy_finish (result, &is_unharmed, &error))
    {
      g_autofree char *words = ktg_sentences_dup_error (error);

      say (opening, words);
    }
  else if (GTK_IS_WINDOW (root))
    gtk_show_uri_full (GTK_WINDOW (root),
                       uri,
                       GDK_CURRENT_TIME,
                       NULL,
                       shown_cb,
                       g_steal_pointer (&opening));
}

static void
open_copy (Opening *opening)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GError) error = NULL;

  opening->place = ktg_outside_copy_new_place (folder, opening->evidence, &error);
  if (opening->place == NULL)
    {
      say (opening,
           _ ("There is no place for a copy that another program can open. The file is "
              "safe here; save a copy instead."));
      opening_free (opening);
      return;
    }

  ktg_file_copy_async (ktg_session_get_store (opening->session),
                       opening->evidence->sha256,
                       opening->place,
                       NULL,
                       copied_cb,
                       opening);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Opening *opening = user_data;

  if (g_str_equal (response, "open"))
    open_copy (opening);
  else
    opening_free (opening);
}

/**
 * ktg_outside_opener_ask:
 * @asker: a widget in a window
 * @session: where the file is
 * @evidence: a file
 *
 * Says that another program opens a copy, and has it opened if that is agreed to.
 */
void
ktg_outside_opener_ask (GtkWidget *asker, KtgSession *session, const KtgEvidence *evidence)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/id/kentongan/Kentongan/ktg-outside-dialog.ui");
  GtkWindow *dialog = GTK_WINDOW (gtk_builder_get_object (builder, "outside_dialog"));
  Opening   *opening = g_new0 (Opening, 1);

  opening->asker = g_object_ref (asker);
  opening->session = g_object_ref (session);
  opening->evidence = ktg_evidence_copy (evidence);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (asker)));
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), opening);
  ktg_help_key_attach (dialog, "viewer");
  gtk_window_present (dialog);
}

/**
 * ktg_outside_opener_sweep:
 *
 * Removes the copies that were opened: when the program ends, and when it starts.
 */
void
ktg_outside_opener_sweep (void)
{
  g_autofree char *folder = dup_folder ();

  ktg_outside_copy_sweep (folder);
}
