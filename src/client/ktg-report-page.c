/* ktg-report-page.c - the story of one filed report
 *
 * Evidence, then what happened and who says so, then the facts. It reads itself again when the
 * store knows more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-page.h"

#include "ktg-addition-dialog.h"
#include "ktg-copying.h"
#include "ktg-fact-row.h"
#include "ktg-file-chooser.h"
#include "ktg-help-key.h"
#include "ktg-pair-layout.h"
#include "ktg-paper-actions.h"
#include "ktg-report-evidence.h"
#include "ktg-report-story.h"
#include "ktg-style-class.h"
#include "ktg-version-row.h"
#include "ktg-withdrawal.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-deadline-words.h>
#include <ktg-evidence-addition.h>
#include <ktg-facts.h>
#include <ktg-headline.h>
#include <ktg-language.h>
#include <ktg-place-clock.h>
#include <ktg-problem.h>
#include <ktg-sentences.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>
#include <string.h>

struct _KtgReportPage
{
  AdwBin parent_instance;

  AdwWindowTitle    *title;
  GtkWidget         *back_button;
  GtkWidget         *number_button;
  GtkScrolledWindow *scrolled_window;
  GtkWidget         *asked;
  GtkLabel          *asked_title;
  GtkLabel          *asked_words;
  GtkWidget         *asked_buttons;
  GtkWidget         *wanted_buttons; /* what answers an office */
  GtkWidget         *refile_button;
  GtkWidget         *retry_button;
  GtkWidget         *anew_button;
  KtgReportEvidence *evidence;
  KtgReportStory    *story;
  GtkListBox        *facts;
  GtkListBox        *more_facts;
  GtkListBox        *versions;
  GtkBox            *receipt;

  KtgSession   *session;
  char         *id;
  char         *happened; /* when, or NULL */
  char         *place;    /* where, in words, or NULL */
  char         *anew;     /* the report that took its place, or NULL */
  KtgSummary   *summary;  /* of what is shown */
  GCancellable *loading;

  GtkFileChooserNative *chooser; /* while evidence is chosen */
};

enum
{
  SIGNAL_VIEWED, /* with the file that is to be looked at closely */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgReportPage, ktg_report_page, ADW_TYPE_BIN)

static void
add_fact_row (GtkListBox *list, const KtgFact *fact)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), ktg_fact_row_new_whole (fact));
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (list, row);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* About how high it is: its lines, and what is around them; what explains it is one line until it
 * is opened. */
static gsize
weigh (const KtgFact *fact)
{
  gsize weight = 90 + strlen (fact->value) + (fact->detail != NULL ? strlen (fact->detail) : 0);

  return weight + (fact->below != NULL && fact->below->len > 0 ? 45 : 0);
}

/* The first half of what is said on one side, the rest on the other, in the order of the form. */
static void
add_in_two_columns (KtgReportPage *self, const GPtrArray *facts)
{
  gsize whole = 0, weight = 0;

  for (guint i = 0; i < facts->len; i++)
    whole += weigh (g_ptr_array_index (facts, i));

  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      add_fact_row (weight * 2 < whole ? self->facts : self->more_facts, fact);
      weight += weigh (fact);
    }
}

static void
show_facts (KtgReportPage *self, const KtgReportHeld *held)
{
  const KtgPack *pack = ktg_session_get_pack (self->session);
  KtgMoment      now = ktg_session_now (self->session);
  g_autoptr (GPtrArray) clocks = ktg_deadline_words_new (held, pack, &now);
  g_autoptr (GPtrArray) facts = ktg_facts_new (ktg_history_get_report (held->history),
                                               pack,
                                               ktg_session_get_regions (self->session),
                                               ktg_language_get ());

  clear_list (self->facts);
  clear_list (self->more_facts);
  g_ptr_array_extend_and_steal (facts, g_steal_pointer (&clocks));
  add_in_two_columns (self, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->more_facts), facts->len > 1);
}

static KtgPlaceClock
get_clock (KtgReportPage *self, const KtgReportHeld *held)
{
  KtgMoment now = ktg_session_now (self->session);

  return ktg_place_clock_of (ktg_session_get_pack (self->session),
                             ktg_summary_get (held->summary),
                             now.utc_offset_s);
}

/* The newest stands first; of one alone nothing is said. */
static void
show_versions (KtgReportPage *self, const KtgReportHeld *held)
{
  const KtgPlaceClock clock = get_clock (self, held);
  g_autoptr (GPtrArray) versions = ktg_version_list_new (held->history, &clock);

  clear_list (self->versions);
  gtk_widget_set_visible (GTK_WIDGET (self->versions), versions->len > 1);

  for (guint i = versions->len; versions->len > 1 && i > 0; i--)
    gtk_list_box_append (self->versions, ktg_version_row_new (self->session, versions, i - 1));
}

static void
add_receipt_line (KtgReportPage *self, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    gtk_box_append (self->receipt, ktg_fact_row_new (name, value));
}

static void
clear_receipt (KtgReportPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->receipt))) != NULL)
    gtk_box_remove (self->receipt, child);
}

static void
show_receipt (KtgReportPage *self, const KtgReportHeld *held)
{
  const char *hash = ktg_history_get_version_id (held->history);
  const char *receipt_at
      = held->event_receipts->len > 0 ? g_ptr_array_index (held->event_receipts, 0) : NULL;
  const KtgPlaceClock clock = get_clock (self, held);
  g_autofree char *filed = ktg_place_clock_dup (&clock, ktg_history_get_filed_at (held->history));
  g_autofree char *received = ktg_place_clock_dup (&clock, receipt_at);
  g_autofree char *groups = ktg_fact_row_dup_groups (hash != NULL ? hash : "");

  clear_receipt (self);
  add_receipt_line (self, _ ("Number"), ktg_summary_get (held->summary)->number);
  add_receipt_line (self, _ ("Filed"), filed);
  add_receipt_line (self,
                    _ ("Received by the server"),
                    *received == '\0' ? _ ("not yet") : received);
  gtk_box_append (self->receipt,
                  ktg_fact_row_new_copied (_ ("Digital fingerprint (SHA-256)"), groups, hash));
}

/* The reason that was signed with it, or NULL. */
static const char *
find_reason (const KtgHistory *history)
{
  const KtgEvent *withdrawal = ktg_history_get_withdrawal (history);

  return withdrawal != NULL ? withdrawal->reason : NULL;
}

/* The office's own words, of the step that asks, or NULL. */
static const char *
find_asking (const KtgReportHeld *held)
{
  GPtrArray  *heads = held->folded != NULL ? ktg_case_get_heads (held->folded) : NULL;
  const char *reason = NULL;

  for (guint i = 0; heads != NULL && i < heads->len; i++)
    reason = ((KtgCaseEntry *)g_ptr_array_index (heads, i))->event->step->reason;

  return reason;
}

static void
ask (KtgReportPage *self, const char *title, const char *words)
{
  g_autofree char *shown = ktg_shown_text_dup (words != NULL ? words : "");

  gtk_widget_set_visible (self->asked, title != NULL);
  gtk_label_set_label (self->asked_title, title != NULL ? title : "");
  gtk_label_set_label (self->asked_words, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->asked_words), *shown != '\0');
}

/* The button that the sentence names stands out. */
static void
show_refusal (KtgReportPage *self, const char *parked)
{
  g_autofree char *refusal = ktg_sentences_dup_refusal (parked);
  gboolean         is_fork = ktg_problem_is_fork (parked);

  ktg_style_class_set (self->refile_button, "suggested-action", is_fork);
  ktg_style_class_set (self->retry_button, "suggested-action", !is_fork);
  ask (self, _ ("It could not be sent"), refusal);
}

/* Only what was withdrawn, given back or not sent stands above the picture. */
static void
show_asked (KtgReportPage *self, const KtgReportHeld *held)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  gboolean                is_withdrawn = fields->is_withdrawn;
  gboolean                is_wanted = held->parked == NULL && ktg_summary_fields_is_asked (fields);

  g_free (self->anew);
  self->anew = g_strdup (held->anew);
  gtk_widget_set_visible (self->anew_button, held->anew != NULL);
  gtk_widget_set_visible (self->asked_buttons, held->parked != NULL);
  gtk_widget_set_visible (self->wanted_buttons, is_wanted);
  gtk_widget_set_visible (self->refile_button, ktg_report_held_may_be_refiled (held));

  if (held->parked != NULL)
    show_refusal (self, held->parked);
  else if (is_wanted)
    ask (self, _ ("The office asks for more"), find_asking (held));
  else
    ask (self, is_withdrawn ? _ ("Withdrawn") : NULL, find_reason (held->history));
}

/* Two reports may have the same, so that it is never more than said. */
static void
show_number (KtgReportPage *self, const char *number)
{
  g_autofree char *shown = ktg_shown_text_dup_line (number != NULL ? number : "");

  adw_window_title_set_subtitle (self->title, shown);
  gtk_widget_set_visible (self->number_button, number != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.copy-number", number != NULL);
}

/* What another device filed, or this one by a key that it had before, is only read. */
static void
show_actions (KtgReportPage *self, const KtgReportHeld *held)
{
  const char *device = ktg_store_get_device (ktg_session_get_store (self->session));
  gboolean    is_ours = g_strcmp0 (ktg_history_get_author (held->history), device) == 0
                     && !ktg_summary_get (held->summary)->is_withdrawn;
  gboolean stands = is_ours && held->anew == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.amend", stands);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.add-evidence", stands);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.withdraw", is_ours);
}

static void
keep_place (KtgReportPage *self, const KtgReport *report)
{
  g_free (self->place);
  self->place = ktg_library_dup_place (ktg_session_get_library (self->session),
                                       report->place_region,
                                       report->place_words);
}

static void
show_held (KtgReportPage *self, const KtgReportHeld *held)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  g_autofree char *title = ktg_headline_dup_title (ktg_session_get_library (self->session), fields);

  adw_window_title_set_title (self->title, title);
  show_number (self, fields->number);
  show_actions (self, held);
  show_asked (self, held);
  ktg_report_story_show (self->story, self->session, held);
  show_versions (self, held);
  show_receipt (self, held);

  if (ktg_history_get_report (held->history) != NULL)
    {
      keep_place (self, ktg_history_get_report (held->history));
      g_free (self->happened);
      self->happened = g_strdup (ktg_history_get_report (held->history)->happened);
      ktg_report_evidence_show (self->evidence, self->session, held);
      show_facts (self, held);
    }
}

static void
say_error (KtgReportPage *self, const GError *error)
{
  g_autofree char *sentence = ktg_sentences_dup_error (error);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

static void
report_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgReportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held
      = ktg_store_load_report_finish (KTG_STORE (object), result, &error);

  if (self->title == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (held == NULL)
    say_error (self, error);
  else
    show_held (self, held);
}

static void
load (KtgReportPage *self)
{
  KtgStore *store = ktg_session_get_store (self->session);

  ktg_session_use_packs (self->session);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  g_set_object (&self->summary, ktg_store_get_summary (store, self->id));
  ktg_store_load_report_async (store,
                               self->id,
                               self->loading,
                               report_loaded_cb,
                               g_object_ref (self));
}

static void
summaries_changed_cb (KtgReportPage *self)
{
  if (self->id == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (ktg_store_get_summary (ktg_session_get_store (self->session), self->id) != self->summary)
    load (self);
}

/* What the report says is named by the packs that are here now. */
static void
packs_changed_cb (KtgReportPage *self)
{
  if (self->id != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
unparked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgReportPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ktg_store_unpark_finish (KTG_STORE (object), result, &error))
    say_error (self, error);
  else if (self->title != NULL)
    ktg_sync_wake (ktg_session_get_sync (self->session));
}

static void
retry_clicked_cb (KtgReportPage *self)
{
  ktg_store_unpark_async (ktg_session_get_store (self->session),
                          self->id,
                          unparked_cb,
                          g_object_ref (self));
}

static void
refiled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgReportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *anew = ktg_store_refile_report_finish (KTG_STORE (object), result, &error);

  if (anew == NULL)
    say_error (self, error);
  else if (self->title != NULL)
    {
      ktg_sync_wake (ktg_session_get_sync (self->session));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", anew);
    }
}

static void
refile_answered_cb (KtgReportPage *self, const char *response)
{
  KtgMoment now = ktg_session_now (self->session);

  if (!g_str_equal (response, "refile") || self->title == NULL)
    return;

  ktg_store_refile_report_async (ktg_session_get_store (self->session),
                                 self->id,
                                 &now,
                                 refiled_cb,
                                 g_object_ref (self));
}

static void
refile_clicked_cb (KtgReportPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/id/kentongan/Kentongan/ktg-refile-dialog.ui");
  GtkWindow *dialog = GTK_WINDOW (gtk_builder_get_object (builder, "refile_dialog"));

  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (refile_answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  ktg_help_key_attach (dialog, "trouble");
  gtk_window_present (dialog);
}

static void
anew_clicked_cb (KtgReportPage *self)
{
  g_autofree char *anew = g_strdup (self->anew);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", anew);
}

static void
copy_number_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          adw_window_title_get_subtitle (KTG_REPORT_PAGE (widget)->title));
  gtk_widget_activate_action (widget, "win.say", "s", _ ("The number is copied."));
}

static void
withdraw_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgReportPage *self = KTG_REPORT_PAGE (widget);

  ktg_withdrawal_ask (widget, self->session, self->id);
}

static void
copy_out_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgReportPage *self = KTG_REPORT_PAGE (widget);

  ktg_copying_ask (widget, self->session, self->id);
}

/* Which file it was stands before why it was not taken. */
static void
say_not_added (KtgReportPage *self, const char *name, const GError *error)
{
  g_autofree char *why = ktg_sentences_dup_file_error (error);
  /* Translators: the name of a file, and why it could not be taken */
  g_autofree char *sentence = g_strdup_printf (_ ("%s: %s No file was added."), name, why);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

static void
evidence_added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgReportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!ktg_evidence_addition_finish (result, &name, &error))
    {
      if (name != NULL)
        say_not_added (self, name, error);
      else
        say_error (self, error);
    }
  else if (self->title != NULL)
    load (self);
}

static void
addition_answered_cb (KtgReportPage *self, const char *response, GtkWidget *dialog)
{
  KtgMoment now;

  if (!g_str_equal (response, "add") || self->session == NULL)
    return;

  now = ktg_session_now (self->session);
  ktg_evidence_addition_async (ktg_session_get_store (self->session),
                               self->id,
                               ktg_addition_dialog_ref_offered (dialog),
                               &now,
                               evidence_added_cb,
                               g_object_ref (self));
}

static void
chooser_answered_cb (KtgReportPage *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GListModel) files = NULL;

  if (response != GTK_RESPONSE_ACCEPT || self->session == NULL)
    return;

  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  ktg_addition_dialog_ask (GTK_WIDGET (self), files, G_CALLBACK (addition_answered_cb));
}

static void
add_evidence_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgReportPage *self = KTG_REPORT_PAGE (widget);

  if (self->chooser == NULL)
    self->chooser = ktg_file_chooser_show_for_evidence (widget,
                                                        ktg_session_get_view_file (self->session),
                                                        G_CALLBACK (chooser_answered_cb));
}

static void
amend_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.amend", "s", KTG_REPORT_PAGE (widget)->id);
}

static void
new_like_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *with = g_strconcat ("like:", KTG_REPORT_PAGE (widget)->id, NULL);

  gtk_widget_activate_action (widget, "win.new-with", "s", with);
}

static void
evidence_opened_cb (KtgReportPage *self, guint i)
{
  g_signal_emit (self, signals[SIGNAL_VIEWED], 0, i);
}

static void
ktg_report_page_dispose (GObject *object)
{
  KtgReportPage *self = KTG_REPORT_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->chooser);
  g_clear_object (&self->summary);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_report_page_parent_class)->dispose (object);
}

static void
ktg_report_page_finalize (GObject *object)
{
  g_clear_pointer (&KTG_REPORT_PAGE (object)->id, g_free);
  g_clear_pointer (&KTG_REPORT_PAGE (object)->happened, g_free);
  g_clear_pointer (&KTG_REPORT_PAGE (object)->place, g_free);
  g_clear_pointer (&KTG_REPORT_PAGE (object)->anew, g_free);

  G_OBJECT_CLASS (ktg_report_page_parent_class)->finalize (object);
}

static void
ktg_report_page_class_init (KtgReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_report_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_report_page_finalize;

  signals[SIGNAL_VIEWED] = ktg_signal_new ("viewed", KTG_TYPE_REPORT_PAGE, G_TYPE_UINT);

  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  g_type_ensure (KTG_TYPE_REPORT_EVIDENCE);
  g_type_ensure (KTG_TYPE_REPORT_STORY);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, title);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, number_button);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, asked);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, asked_title);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, asked_words);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, asked_buttons);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, wanted_buttons);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, refile_button);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, anew_button);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, evidence);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, story);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, facts);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, more_facts);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, versions);
  gtk_widget_class_bind_template_child (widget_class, KtgReportPage, receipt);
  gtk_widget_class_bind_template_callback (widget_class, evidence_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refile_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, anew_clicked_cb);
  gtk_widget_class_install_action (widget_class,
                                   "report.copy-number",
                                   NULL,
                                   copy_number_activated_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_c,
                                       GDK_CONTROL_MASK,
                                       "report.copy-number",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "report.amend", NULL, amend_activated_cb);
  gtk_widget_class_install_action (widget_class, "report.new-like", NULL, new_like_activated_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_e,
                                       GDK_CONTROL_MASK,
                                       "report.amend",
                                       NULL);
  gtk_widget_class_install_action (widget_class,
                                   "report.add-evidence",
                                   NULL,
                                   add_evidence_activated_cb);
  gtk_widget_class_install_action (widget_class, "report.withdraw", NULL, withdraw_activated_cb);
  gtk_widget_class_install_action (widget_class, "report.copy-out", NULL, copy_out_activated_cb);
}

static void
ktg_report_page_init (KtgReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_report_page_new:
 * @session: where reports are kept
 *
 * Returns: (transfer none): a floating page that shows nothing yet
 */
KtgReportPage *
ktg_report_page_new (KtgSession *session)
{
  KtgReportPage *self = g_object_new (KTG_TYPE_REPORT_PAGE, NULL);

  self->session = g_object_ref (session);
  ktg_paper_actions_attach (GTK_WIDGET (self), session, NULL);
  g_signal_connect_object (ktg_session_get_library (session),
                           "changed",
                           G_CALLBACK (packs_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ktg_store_get_summaries (ktg_session_get_store (session)),
                           "items-changed",
                           G_CALLBACK (summaries_changed_cb),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

/**
 * ktg_report_page_open:
 * @self: a page
 * @id: a filed report
 */
void
ktg_report_page_open (KtgReportPage *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
  ktg_paper_actions_set_report (GTK_WIDGET (self), id);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  gtk_widget_grab_focus (self->back_button);
  load (self);
}

/**
 * ktg_report_page_view:
 * @self: a page
 * @i: a file of its report, from 0
 *
 * Returns: (transfer none): a floating page on which the files can be looked at closely
 */
KtgViewerPage *
ktg_report_page_view (KtgReportPage *self, guint i)
{
  KtgViewerPage *page = ktg_viewer_page_new (self->session,
                                             adw_window_title_get_title (self->title),
                                             self->happened,
                                             self->place,
                                             ktg_report_evidence_get_files (self->evidence),
                                             i);

  ktg_viewer_page_set_number (page, adw_window_title_get_subtitle (self->title));
  return page;
}

/**
 * ktg_report_page_choose:
 * @self: a page
 * @i: the file that was looked at last, from 0
 */
void
ktg_report_page_choose (KtgReportPage *self, guint i)
{
  ktg_report_evidence_choose (self->evidence, i);
}
