/* ktg-print-dialog.c - in which way, how much of it, and where to
 *
 * What goes wrong is said in place, and what was chosen stays: a printer that is not there is no
 * reason to choose again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-print-dialog.h"

#include "ktg-custody-note.h"
#include "ktg-file-chooser.h"
#include "ktg-help-key.h"
#include "ktg-pair-layout.h"
#include "ktg-print-job.h"
#include "ktg-report-print.h"

#include <glib/gi18n.h>
#include <ktg-paper-file.h>
#include <ktg-sentences.h>

struct _KtgPrintDialog
{
  AdwWindow parent_instance;

  AdwComboRow *way_row;
  GtkSwitch   *named_switch;
  GtkWidget   *photos_note;
  GtkLabel    *problem;
  GtkWidget   *print_button;
  GtkWidget   *save_button;

  KtgSession           *session;
  KtgPrintable         *printable; /* NULL: it is not read yet, or cannot be */
  GCancellable         *working;
  GtkFileChooserNative *chooser;
  KtgPaper             *paper; /* what is being saved or printed */
  GtkPrintOperation    *job;   /* while it is printed */
  GFile                *destination;
};

G_DEFINE_FINAL_TYPE (KtgPrintDialog, ktg_print_dialog, ADW_TYPE_WINDOW)

static void
show_problem (KtgPrintDialog *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *sentence != '\0');
}

static void
set_busy (KtgPrintDialog *self, gboolean is_busy, const char *sentence)
{
  gtk_widget_set_sensitive (self->print_button, !is_busy);
  gtk_widget_set_sensitive (self->save_button, !is_busy);
  show_problem (self, sentence);
}

/* Whoever closed the dialog did not wait for it. */
static gboolean
is_over (KtgPrintDialog *self)
{
  return self->session == NULL;
}

/* --- what can be chosen --- */

static void
take (KtgPrintDialog *self, KtgPrintable *printable)
{
  guint first = 0;
  g_auto (GStrv) ways = ktg_printable_list_ways (printable, &first);
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const *)ways);

  g_set_object (&self->printable, printable);
  adw_combo_row_set_model (self->way_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->way_row, first);
  gtk_widget_set_visible (GTK_WIDGET (self->way_row), g_strv_length (ways) > 1);
  set_busy (self, FALSE, "");
}

static void
report_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgPrintDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPrintable) report = ktg_report_print_load_finish (result, &error);
  g_autofree char *sentence = error != NULL ? ktg_sentences_dup_error (error) : NULL;

  if (is_over (self))
    return;

  if (report != NULL)
    take (self, report);
  else
    show_problem (self,
                  sentence != NULL ? sentence : _ ("What this report says cannot be read here."));
}

static guint
get_way (KtgPrintDialog *self)
{
  return adw_combo_row_get_selected (self->way_row);
}

/* --- the paper --- */

static void
make_paper (KtgPrintDialog *self)
{
  g_clear_object (&self->paper);
  self->paper = ktg_printable_new_paper (self->printable,
                                         get_way (self),
                                         gtk_switch_get_active (self->named_switch));
}

static void
note_photos (KtgPrintDialog *self)
{
  g_autoptr (GPtrArray) photos = ktg_paper_list_photos (self->paper);

  for (guint i = 0; i < photos->len; i++)
    ktg_custody_note (self->session,
                      ((const KtgEvidence *)g_ptr_array_index (photos, i))->sha256,
                      KTG_CUSTODY_PRINTED);
}

/* It is done: the window behind it says so. */
static void
close_saying (KtgPrintDialog *self, const char *sentence)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  note_photos (self);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.say", "s", sentence);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- saving --- */

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgPrintDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean         is_saved = ktg_paper_file_write_finish (result, &error);
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (is_over (self))
    return;

  if (!is_saved)
    {
      sentence = ktg_paper_file_dup_trouble (error);
      set_busy (self, FALSE, sentence);
      return;
    }

  name = g_file_get_basename (self->destination);
  sentence = g_strdup_printf (_ ("The PDF is saved as “%s”."), name);
  close_saying (self, sentence);
}

static void
place_chosen_cb (KtgPrintDialog *self, int response)
{
  g_autoptr (GFile) destination = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && destination != NULL)
    ktg_print_dialog_save_to (self, destination);

  g_clear_object (&self->chooser);
}

static void
save_clicked_cb (KtgPrintDialog *self)
{
  g_autofree char *name = ktg_printable_dup_name (self->printable,
                                                  get_way (self),
                                                  gtk_switch_get_active (self->named_switch));

  g_clear_object (&self->chooser);
  self->chooser = ktg_file_chooser_show_place (GTK_WIDGET (self),
                                               _ ("Save as PDF"),
                                               name,
                                               G_CALLBACK (place_chosen_cb));
}

/* --- printing --- */

static void
say_failure (KtgPrintDialog *self)
{
  set_busy (self,
            FALSE,
            _ ("The printer did not take it. Your reports are as they were. Try again or another "
               "printer, or save a PDF and print it elsewhere."));
}

/* Pages that are drawn are not given to a printer yet. A portal takes them over and says no more.
 */
static void
status_changed_cb (KtgPrintDialog *self)
{
  GtkPrintStatus status = gtk_print_operation_get_status (self->job);

  if (is_over (self))
    return;

  if (status == GTK_PRINT_STATUS_FINISHED_ABORTED)
    say_failure (self);
  else if (status != GTK_PRINT_STATUS_SENDING_DATA)
    close_saying (self, _ ("The pages were given to the printer."));
}

static void
drawn_cb (KtgPrintDialog *self, GtkPrintOperationResult result)
{
  if (is_over (self))
    return;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    say_failure (self);
  else if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    set_busy (self, FALSE, "");
  else
    {
      g_signal_connect_object (self->job,
                               "status-changed",
                               G_CALLBACK (status_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
      status_changed_cb (self);
    }
}

static void
print_clicked_cb (KtgPrintDialog *self)
{
  make_paper (self);
  set_busy (self, TRUE, "");
  g_clear_object (&self->job);
  self->job = ktg_print_job_new (self->paper, ktg_session_get_store (self->session));
  g_signal_connect_object (self->job, "done", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (self->job,
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self),
                           NULL);
}

static void
ktg_print_dialog_dispose (GObject *object)
{
  KtgPrintDialog *self = KTG_PRINT_DIALOG (object);

  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_object (&self->chooser);
  g_clear_object (&self->destination);
  g_clear_object (&self->job);
  g_clear_object (&self->paper);
  g_clear_object (&self->printable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_print_dialog_parent_class)->dispose (object);
}

static void
ktg_print_dialog_class_init (KtgPrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_print_dialog_dispose;

  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  ktg_help_key_bind (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgPrintDialog, way_row);
  gtk_widget_class_bind_template_child (widget_class, KtgPrintDialog, photos_note);
  gtk_widget_class_bind_template_child (widget_class, KtgPrintDialog, named_switch);
  gtk_widget_class_bind_template_child (widget_class, KtgPrintDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, KtgPrintDialog, print_button);
  gtk_widget_class_bind_template_child (widget_class, KtgPrintDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ktg_print_dialog_init (KtgPrintDialog *self)
{
  self->working = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static KtgPrintDialog *
new_dialog (KtgSession *session)
{
  KtgPrintDialog *self = g_object_new (KTG_TYPE_PRINT_DIALOG, NULL);

  self->session = g_object_ref (session);
  set_busy (self, TRUE, "");
  return self;
}

/**
 * ktg_print_dialog_new:
 * @session: where the photos are
 * @printable: what is put on paper, without photos
 *
 * Returns: (transfer none): a dialog
 */
KtgPrintDialog *
ktg_print_dialog_new (KtgSession *session, KtgPrintable *printable)
{
  KtgPrintDialog *self = new_dialog (session);

  gtk_widget_set_visible (self->photos_note, FALSE);
  take (self, printable);
  return self;
}

/**
 * ktg_print_dialog_new_for_report:
 * @session: where the report is
 * @id: a report or a draft
 * @is_receipt: whether a form that is handed out is chosen, and not the report's own
 *
 * Returns: (transfer none): a dialog, whose buttons wait until the report is read
 */
KtgPrintDialog *
ktg_print_dialog_new_for_report (KtgSession *session, const char *id, gboolean is_receipt)
{
  KtgPrintDialog *self = new_dialog (session);

  ktg_report_print_load_async (session,
                               id,
                               is_receipt,
                               self->working,
                               report_loaded_cb,
                               g_object_ref (self));
  return self;
}

/**
 * ktg_print_dialog_save_to:
 * @self: a dialog
 * @destination: where the PDF goes; what has that name is replaced
 *
 * The dialog closes once the PDF is there, and says why where it is not.
 */
void
ktg_print_dialog_save_to (KtgPrintDialog *self, GFile *destination)
{
  g_set_object (&self->destination, destination);
  make_paper (self);
  set_busy (self, TRUE, _ ("The PDF is being written…"));
  ktg_paper_file_write_async (self->paper,
                              ktg_session_get_store (self->session),
                              g_file_peek_path (destination),
                              self->working,
                              saved_cb,
                              g_object_ref (self));
}
