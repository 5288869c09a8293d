/* ktg-recap-page.c - how many reports there are: in a sentence, four numbers and pictures
 *
 * The sentence and the numbers are of this week while two are compared, and of the whole period
 * else; the pictures are always of the period. It is counted anew at most twice a second.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-page.h"

#include "ktg-file-chooser.h"
#include "ktg-number-card.h"
#include "ktg-pair-layout.h"
#include "ktg-plot.h"
#include "ktg-print-dialog.h"
#include "ktg-recap-print.h"
#include "ktg-recap-range.h"
#include "ktg-recap-row.h"
#include "ktg-share-bar.h"
#include "ktg-table-view.h"
#include "ktg-toast.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-destination.h>
#include <ktg-recap-words.h>
#include <ktg-sentences.h>
#include <ktg-trouble.h>

#define REFRESH_DELAY_MS 500
#define MOST_VIOLATIONS 5
#define MOST_REGIONS 6

struct _KtgRecapPage
{
  AdwBin parent_instance;

  AdwWindowTitle  *title;
  AdwToastOverlay *toasts;
  GtkLabel        *sentence;
  GtkToggleButton *spans[KTG_RECAP_FROM_TO];
  GtkMenuButton   *range_button;
  KtgRecapRange   *range;
  KtgNumberCard   *suspected_card;
  KtgNumberCard   *received_card;
  KtgNumberCard   *action_card;
  KtgNumberCard   *registered_card;
  GtkLabel        *plot_title;
  GtkStack        *plot_stack;
  GtkButton       *table_button;
  KtgPlot         *plot;
  GtkColumnView   *days;
  GtkFlowBox      *violations;
  GtkLabel        *violations_note;
  GtkFlowBox      *regions;
  GtkLabel        *regions_range;
  GtkLabel        *regions_note;
  KtgShareBar     *standings;
  GtkLabel        *standing_words[KTG_N_STANDINGS];
  GtkLabel        *standing_numbers[KTG_N_STANDINGS];
  GtkLabel        *beside;
  GtkColumnView   *reports;
  GtkWidget       *reports_card;

  KtgSession           *session;
  KtgRecapSpanKind      kind;
  GtkFileChooserNative *chooser;
  GBytes               *saved; /* what is to be written */
  guint                 refresh_id;
};

G_DEFINE_FINAL_TYPE (KtgRecapPage, ktg_recap_page, ADW_TYPE_BIN)

static GListModel *
get_summaries (KtgRecapPage *self)
{
  return ktg_store_get_summaries (ktg_session_get_store (self->session));
}

/* --- what it is of --- */

static KtgRecapSpan *
new_span (KtgRecapPage *self)
{
  const KtgPack *pack = ktg_session_get_pack (self->session);
  const char    *region = ktg_session_get_own_region (self->session);
  KtgMoment      now = ktg_session_now (self->session);

  if (self->kind == KTG_RECAP_FROM_TO)
    return ktg_recap_span_new_from_to (ktg_recap_range_get_period (self->range),
                                       pack,
                                       region,
                                       &now);

  return ktg_recap_span_new (self->kind, pack, region, &now);
}

static KtgRecap *
count (KtgRecapPage *self, const KtgPeriod *period)
{
  return ktg_recap_span_count (period, get_summaries (self), ktg_session_get_pack (self->session));
}

static KtgRecap *
count_this_week (KtgRecapPage *self, const KtgRecapSpan *span)
{
  g_autofree char *monday = ktg_recap_dup_monday (span->today);
  const KtgPeriod  this_week = { monday, span->period.until };

  return count (self, &this_week);
}

/* --- the numbers --- */

static void
show_suspected (KtgRecapPage *self, const KtgRecap *recap)
{
  guint            n_other = recap->n_reports - recap->n_suspected;
  g_autofree char *note = g_strdup_printf (ngettext ("%u without suspicion (nihil)",
                                                     "%u without suspicion (nihil)",
                                                     n_other),
                                           n_other);

  ktg_number_card_show (self->suspected_card, recap->n_suspected, _ ("suspected"), note);
}

static void
show_received (KtgRecapPage *self, const KtgRecap *recap)
{
  guint            n_waiting = recap->n_reports - recap->n_received;
  g_autofree char *size = ktg_sentences_dup_size (recap->bytes_waiting);
  g_autofree char *note = NULL;

  if (n_waiting > 0)
    note = g_strdup_printf (ngettext ("%u waits for a link; %s to send",
                                      "%u wait for a link; %s to send",
                                      n_waiting),
                            n_waiting,
                            size);
  else if (recap->bytes_waiting > 0)
    /* Translators: a size */
    note = g_strdup_printf (_ ("all texts; %s of files to send"), size);
  else
    note = g_strdup (_ ("nothing waits"));

  ktg_number_card_show (self->received_card, recap->n_received, _ ("at the server"), note);
}

static void
show_action (KtgRecapPage *self, const KtgRecap *recap)
{
  guint            n_action = recap->standings[KTG_STANDING_ACTION];
  guint            n_asked = n_action - recap->n_parked;
  g_autofree char *note
      = g_strdup_printf (_ ("%u given back, %u refused"), n_asked, recap->n_parked);

  ktg_number_card_show (self->action_card,
                        n_action,
                        ktg_recap_words_get_standing (KTG_STANDING_ACTION),
                        n_action > 0 ? note : _ ("nothing is asked of you"));
  if (n_action > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->action_card), "asks");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->action_card), "asks");
}

static void
show_registered (KtgRecapPage *self, const KtgRecap *recap)
{
  g_autofree char *note
      = g_strdup_printf (ngettext ("%u forwarded", "%u forwarded", recap->n_forwarded),
                         recap->n_forwarded);

  ktg_number_card_show (self->registered_card,
                        recap->standings[KTG_STANDING_REGISTERED],
                        _ ("registered by the office"),
                        note);
}

/* Of two weeks the numbers are of the second, as its sentence is. */
static void
show_cards (KtgRecapPage *self, const KtgRecapSpan *span, const KtgRecap *recap)
{
  g_autoptr (KtgRecap) this_week
      = span->kind == KTG_RECAP_TWO_WEEKS ? count_this_week (self, span) : NULL;
  const KtgRecap *shown = this_week != NULL ? this_week : recap;

  show_suspected (self, shown);
  show_received (self, shown);
  show_action (self, shown);
  show_registered (self, shown);
}

/* --- the pictures --- */

static void
show_days (KtgRecapPage *self, const KtgRecapSpan *span, const KtgRecap *recap)
{
  g_autoptr (GPtrArray) bars = ktg_recap_words_list_days (span, recap);
  g_autoptr (KtgTable) table = ktg_recap_words_new_days (bars);
  g_autofree char *range = ktg_recap_words_dup_range (&span->period);
  g_autofree char *title = g_strdup_printf ("%s, %s", ktg_recap_words_get_plot_title (bars), range);

  gtk_label_set_label (self->plot_title, title);
  ktg_plot_show (self->plot, title, _ ("This week"), bars);
  ktg_table_view_show (self->days, table);
}

static void
show_violations (KtgRecapPage *self, const KtgRecap *recap)
{
  g_autoptr (GPtrArray) bars
      = ktg_recap_words_list_violations (ktg_session_get_library (self->session),
                                         recap,
                                         MOST_VIOLATIONS);
  g_autofree char *note
      = g_strdup_printf (ngettext ("%u report with a suspicion. Suspected, not decided.",
                                   "%u reports with a suspicion. Suspected, not decided.",
                                   recap->n_suspected),
                         recap->n_suspected);

  ktg_recap_row_fill (self->violations, bars);
  gtk_label_set_label (self->violations_note, note);
}

static void
show_regions (KtgRecapPage *self, const KtgRecapSpan *span, const KtgRecap *recap)
{
  g_autoptr (GPtrArray) bars
      = ktg_recap_words_list_regions (ktg_session_get_library (self->session), recap, MOST_REGIONS);
  g_autofree char *range = ktg_recap_words_dup_range (&span->period);
  const char      *lack = ktg_recap_words_get_regions_lack (recap);

  ktg_recap_row_fill (self->regions, bars);
  gtk_widget_set_visible (GTK_WIDGET (self->regions), lack == NULL);
  gtk_label_set_label (self->regions_note, lack != NULL ? lack : "");
  gtk_widget_set_visible (GTK_WIDGET (self->regions_note), lack != NULL);
  gtk_label_set_label (self->regions_range, range);
}

static void
show_standings (KtgRecapPage *self, const KtgRecap *recap)
{
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (guint i = 0; i < KTG_N_STANDINGS; i++)
    {
      const char      *word = ktg_recap_words_get_standing ((KtgRecapStanding)i);
      g_autofree char *number = g_strdup_printf ("%u", recap->standings[i]);

      gtk_label_set_label (self->standing_words[i], word);
      gtk_label_set_label (self->standing_numbers[i], number);
      g_string_append_printf (spoken, "%s%s %s", i > 0 ? ", " : "", number, word);
    }

  ktg_share_bar_show (self->standings, recap->standings, spoken->str);
}

static void
show_reports (KtgRecapPage *self, const KtgRecap *recap)
{
  g_autoptr (KtgTable) table = ktg_recap_words_new_reports (ktg_session_get_library (self->session),
                                                            recap,
                                                            get_summaries (self));

  ktg_table_view_show (self->reports, table);
  gtk_widget_set_visible (self->reports_card,
                          g_list_model_get_n_items (G_LIST_MODEL (table->rows)) > 0);
}

static void
show_all (KtgRecapPage *self)
{
  g_autoptr (KtgRecapSpan) span = new_span (self);
  g_autoptr (KtgRecap) recap = count (self, &span->period);
  g_autofree char *sentence = ktg_recap_words_dup_sentence (span, recap);
  g_autofree char *beside = ktg_recap_words_dup_beside (recap);
  KtgMoment        now = ktg_session_now (self->session);

  ktg_recap_range_set_now (self->range, &now, span->today);
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->beside, beside);
  show_cards (self, span, recap);
  show_days (self, span, recap);
  show_violations (self, recap);
  show_regions (self, span, recap);
  show_standings (self, recap);
  show_reports (self, recap);
}

static void
show_whose (KtgRecapPage *self)
{
  g_autofree char *officer = ktg_session_dup_officer (self->session);

  if (officer != NULL)
    adw_window_title_set_subtitle (self->title, officer);
}

/* --- saving --- */

static char *
dup_trouble (GError **error)
{
  KtgTrouble trouble;

  ktg_destination_restate (error);
  trouble = ktg_trouble_of_writing (*error, N_ ("The table was not saved."));
  return ktg_trouble_dup_words (&trouble);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgRecapPage) self = user_data;
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    /* Translators: the name of a file */
    words = g_strdup_printf (_ ("Saved as %s."), name);
  else
    words = dup_trouble (&error);

  if (self->session != NULL) /* cleared in dispose */
    ktg_toast_say (self->toasts, words);
}

static void
save_to (KtgRecapPage *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (ktg_destination_check_anywhere (ktg_session_get_store (self->session), file, &error))
    {
      g_file_replace_contents_bytes_async (file,
                                           self->saved,
                                           NULL,
                                           FALSE,
                                           G_FILE_CREATE_REPLACE_DESTINATION,
                                           NULL,
                                           written_cb,
                                           g_object_ref (self));
      return;
    }

  words = dup_trouble (&error);
  ktg_toast_say (self->toasts, words);
}

static void
place_chosen_cb (KtgRecapPage *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    save_to (self, file);

  g_clear_object (&self->chooser);
}

static void
save (KtgRecapPage *self, const char *title, const char *stem, const KtgTable *table)
{
  g_autoptr (KtgRecapSpan) span = new_span (self);
  g_autofree char *name = g_strdup_printf ("%s-%s.csv", stem, span->today);

  g_clear_pointer (&self->saved, g_bytes_unref);
  self->saved = ktg_table_write_csv (table);
  g_clear_object (&self->chooser);
  self->chooser
      = ktg_file_chooser_show_place (GTK_WIDGET (self), title, name, G_CALLBACK (place_chosen_cb));
}

static void
save_recap_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgRecapPage *self = KTG_RECAP_PAGE (widget);
  g_autoptr (KtgRecapSpan) span = new_span (self);
  g_autoptr (KtgRecap) recap = count (self, &span->period);
  g_autoptr (KtgTable) table
      = ktg_recap_words_new_whole (ktg_session_get_library (self->session), recap);

  save (self, _ ("Save the Recap"), _ ("recap"), table);
}

static void
save_reports_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgRecapPage *self = KTG_RECAP_PAGE (widget);
  g_autoptr (KtgRecapSpan) span = new_span (self);
  g_autoptr (KtgRecap) recap = count (self, &span->period);
  g_autoptr (KtgTable) table = ktg_recap_words_new_reports (ktg_session_get_library (self->session),
                                                            recap,
                                                            get_summaries (self));

  save (self, _ ("Save the List of Reports"), _ ("reports"), table);
}

/* --- printing --- */

static void
print_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgRecapPage *self = KTG_RECAP_PAGE (widget);
  KtgRecapSpan *span = new_span (self);
  KtgRecap     *recap = count (self, &span->period);
  g_autoptr (KtgPrintable) printable = ktg_recap_print_new (self->session, span, recap);
  GtkWindow *dialog = GTK_WINDOW (ktg_print_dialog_new (self->session, printable));

  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (dialog);
}

/* --- what is pressed --- */

static void
span_toggled_cb (KtgRecapPage *self, GtkToggleButton *button)
{
  if (self->session == NULL || !gtk_toggle_button_get_active (button))
    return;

  for (guint i = 0; i < KTG_RECAP_FROM_TO; i++)
    if (self->spans[i] == button)
      self->kind = (KtgRecapSpanKind)i;

  gtk_widget_remove_css_class (GTK_WIDGET (self->range_button), "chosen");
  show_all (self);
}

static void
range_chosen_cb (KtgRecapPage *self)
{
  self->kind = KTG_RECAP_FROM_TO;
  for (guint i = 0; i < KTG_RECAP_FROM_TO; i++)
    gtk_toggle_button_set_active (self->spans[i], FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->range_button), "chosen");
  show_all (self);
}

static void
table_clicked_cb (KtgRecapPage *self)
{
  gboolean is_table = g_str_equal (gtk_stack_get_visible_child_name (self->plot_stack), "table");

  gtk_stack_set_visible_child_name (self->plot_stack, is_table ? "plot" : "table");
  gtk_button_set_label (self->table_button, is_table ? _ ("Show as Table") : _ ("Show as Picture"));
}

static void
report_activated_cb (KtgRecapPage *self, guint position)
{
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (self->reports));
  g_autoptr (KtgTableRow) row = g_list_model_get_item (rows, position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", ktg_table_row_get_id (row));
}

static gboolean
refresh_due_cb (gpointer user_data)
{
  KtgRecapPage *self = user_data;

  self->refresh_id = 0;
  show_all (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KtgRecapPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, refresh_due_cb, self);
}

static void
ktg_recap_page_dispose (GObject *object)
{
  KtgRecapPage *self = KTG_RECAP_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->saved, g_bytes_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_recap_page_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  static const char *const spans[] = { "two_weeks", "stage", "all" };
  static const char *const standings[] = { "waiting", "action", "at_server", "registered" };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    gtk_widget_class_bind_template_child_full (widget_class,
                                               spans[i],
                                               FALSE,
                                               G_STRUCT_OFFSET (KtgRecapPage, spans[i]));

  for (gsize i = 0; i < G_N_ELEMENTS (standings); i++)
    {
      g_autofree char *word = g_strdup_printf ("%s_word", standings[i]);
      g_autofree char *number = g_strdup_printf ("%s_number", standings[i]);

      gtk_widget_class_bind_template_child_full (widget_class,
                                                 word,
                                                 FALSE,
                                                 G_STRUCT_OFFSET (KtgRecapPage, standing_words[i]));
      gtk_widget_class_bind_template_child_full (widget_class,
                                                 number,
                                                 FALSE,
                                                 G_STRUCT_OFFSET (KtgRecapPage,
                                                                  standing_numbers[i]));
    }
}

static void
ktg_recap_page_class_init (KtgRecapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_recap_page_dispose;

  g_type_ensure (KTG_TYPE_NUMBER_CARD);
  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  g_type_ensure (KTG_TYPE_PLOT);
  g_type_ensure (KTG_TYPE_RECAP_RANGE);
  g_type_ensure (KTG_TYPE_SHARE_BAR);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-recap-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, title);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, range_button);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, range);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, suspected_card);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, received_card);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, action_card);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, registered_card);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, plot_title);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, plot_stack);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, table_button);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, plot);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, days);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, violations);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, violations_note);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, regions);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, regions_range);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, regions_note);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, standings);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, beside);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, reports);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapPage, reports_card);
  bind_rows (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, span_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_activated_cb);
  gtk_widget_class_install_action (widget_class, "recap.save", NULL, save_recap_activated_cb);
  gtk_widget_class_install_action (widget_class,
                                   "recap.save-reports",
                                   NULL,
                                   save_reports_activated_cb);
  gtk_widget_class_install_action (widget_class, "recap.print", NULL, print_activated_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_p,
                                       GDK_CONTROL_MASK,
                                       "recap.print",
                                       NULL);
}

static void
ktg_recap_page_init (KtgRecapPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_recap_page_new:
 * @session: whose reports are counted
 * @topic: (nullable): not used
 *
 * Returns: (transfer floating): a page that is about to be seen
 */
GtkWidget *
ktg_recap_page_new (KtgSession *session, const char *topic)
{
  KtgRecapPage *self = g_object_new (KTG_TYPE_RECAP_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_summaries (self),
                           "items-changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  show_whose (self);
  show_all (self);
  return GTK_WIDGET (self);
}
