/* ktg-enrol-dialog.c - makes this device known to its server
 *
 * What goes wrong is said in place, and what was typed stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrol-dialog.h"

#include "ktg-code-picture-row.h"
#include "ktg-file-chooser.h"

#include "ktg-help-key.h"

#include <glib/gi18n.h>
#include <ktg-authority.h>
#include <ktg-code-finding.h>
#include <ktg-sentences.h>
#include <ktg-signal.h>
#include <ktg-trouble.h>

struct _KtgEnrolDialog
{
  AdwWindow parent_instance;

  GtkWidget    *enrol_button;
  GtkEditable  *url;
  GtkEditable  *code;
  GtkEditable  *name;
  AdwActionRow *ca_row;
  GtkLabel     *problem;

  KtgSession           *session;
  char                 *ca_pem;
  char                 *found; /* in a picture, or NULL; … */
  char                 *shown; /* … and what of it stands as the code */
  GCancellable         *enrolling;
  GtkFileChooserNative *chooser;
};

enum
{
  SIGNAL_ENROLLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgEnrolDialog, ktg_enrol_dialog, ADW_TYPE_WINDOW)

static void
show_problem (KtgEnrolDialog *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *sentence != '\0');
}

static void
set_busy (KtgEnrolDialog *self, gboolean is_busy)
{
  gtk_widget_set_sensitive (self->enrol_button, !is_busy);
  show_problem (self, is_busy ? _ ("Contacting the server…") : "");
}

static void
enrolled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgEnrolDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  KtgTrouble       trouble;
  gboolean         is_enrolled = ktg_sync_enrol_finish (KTG_SYNC (object), result, &error);

  if (self->problem == NULL)
    return;

  set_busy (self, FALSE);

  if (is_enrolled)
    {
      g_signal_emit (self, signals[SIGNAL_ENROLLED], 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  trouble = ktg_trouble_of_error (error);
  ktg_trouble_take_enrolling (&trouble, error);
  sentence = ktg_trouble_dup_words (&trouble);
  show_problem (self, sentence);
}

/* What is found says more than the letters of it that are shown: the server's keys whole. */
static void
code_found_cb (KtgEnrolDialog *self, const char *code)
{
  g_free (self->found);
  self->found = g_strdup (code);
  g_free (self->shown);
  self->shown = ktg_code_finding_dup_letters (code);
  gtk_editable_set_text (self->code, self->shown);
  show_problem (self,
                _ ("The code was read from the picture, and nothing is sent yet. Look at the "
                   "server "
                   "address, then press Enrol."));
  gtk_widget_grab_focus (GTK_WIDGET (self->url));
}

static void
code_failed_cb (KtgEnrolDialog *self, const char *sentence)
{
  show_problem (self, sentence);
}

/* What was wrong was said of other words. */
static void
typed_cb (KtgEnrolDialog *self)
{
  show_problem (self, "");
}

static char *
dup_code (KtgEnrolDialog *self)
{
  const char *typed = gtk_editable_get_text (self->code);

  return g_strdup (g_strcmp0 (typed, self->shown) == 0 ? self->found : typed);
}

static void
enrol_clicked_cb (KtgEnrolDialog *self)
{
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (self->url)));
  g_autofree char *code = g_strstrip (dup_code (self));

  if (!gtk_widget_get_sensitive (self->enrol_button))
    return;

  if (*code == '\0')
    {
      show_problem (self, _ ("Enter the code your office gave you."));
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
      return;
    }

  set_busy (self, TRUE);
  ktg_sync_enrol_async (ktg_session_get_sync (self->session),
                        url,
                        code,
                        gtk_editable_get_text (self->name),
                        self->ca_pem,
                        self->enrolling,
                        enrolled_cb,
                        g_object_ref (self));
}

static void
chooser_answered_cb (KtgEnrolDialog *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (file != NULL)
    ktg_enrol_dialog_take_certificate (self, file);

  g_clear_object (&self->chooser);
}

static void
choose_clicked_cb (KtgEnrolDialog *self)
{
  if (self->chooser != NULL)
    return;

  self->chooser = ktg_file_chooser_show (GTK_WIDGET (self),
                                         _ ("Choose the Office Certificate"),
                                         NULL,
                                         FALSE,
                                         G_CALLBACK (chooser_answered_cb));
}

static void
ktg_enrol_dialog_dispose (GObject *object)
{
  KtgEnrolDialog *self = KTG_ENROL_DIALOG (object);

  g_cancellable_cancel (self->enrolling);
  g_clear_object (&self->enrolling);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_enrol_dialog_parent_class)->dispose (object);
}

static void
ktg_enrol_dialog_finalize (GObject *object)
{
  KtgEnrolDialog *self = KTG_ENROL_DIALOG (object);

  g_clear_pointer (&self->ca_pem, g_free);
  g_clear_pointer (&self->found, g_free);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (ktg_enrol_dialog_parent_class)->finalize (object);
}

static void
ktg_enrol_dialog_class_init (KtgEnrolDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_enrol_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_enrol_dialog_finalize;

  signals[SIGNAL_ENROLLED] = ktg_signal_new ("enrolled", KTG_TYPE_ENROL_DIALOG, G_TYPE_NONE);

  g_type_ensure (KTG_TYPE_CODE_PICTURE_ROW);
  ktg_help_key_bind (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-enrol-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEnrolDialog, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEnrolDialog, url);
  gtk_widget_class_bind_template_child (widget_class, KtgEnrolDialog, code);
  gtk_widget_class_bind_template_child (widget_class, KtgEnrolDialog, name);
  gtk_widget_class_bind_template_child (widget_class, KtgEnrolDialog, ca_row);
  gtk_widget_class_bind_template_child (widget_class, KtgEnrolDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enrol_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_failed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ktg_enrol_dialog_init (KtgEnrolDialog *self)
{
  self->enrolling = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_enrol_dialog_new:
 * @session: whose device
 *
 * Emits "enrolled" before it closes.
 *
 * Returns: (transfer none): a dialog
 */
KtgEnrolDialog *
ktg_enrol_dialog_new (KtgSession *session)
{
  KtgEnrolDialog *self = g_object_new (KTG_TYPE_ENROL_DIALOG, NULL);

  self->session = g_object_ref (session);
  gtk_editable_set_text (self->name, g_get_host_name ());
  return self;
}

/**
 * ktg_enrol_dialog_take_certificate:
 * @self: a dialog
 * @file: what the officer chose, whatever it is
 *
 * Its certificate is trusted from then on; if it has none, that is said.
 */
void
ktg_enrol_dialog_take_certificate (KtgEnrolDialog *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = ktg_authority_dup_pem_of_file (file, &error);
  g_autofree char *sentence = NULL;

  if (pem == NULL)
    {
      sentence = ktg_sentences_dup_error (error);
      show_problem (self, sentence);
      return;
    }

  show_problem (self, "");
  g_free (self->ca_pem);
  self->ca_pem = g_steal_pointer (&pem);
  adw_action_row_set_subtitle (self->ca_row, name);
}
