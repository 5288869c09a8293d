/* ktg-queue-page.c - what waits, and why
 *
 * On top what asks for the officer, then one sentence and three lanes in the order things go, then
 * the reports by deadline; the files of the one that goes stand under it. It is read and drawn anew
 * at most twice a second.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-queue-page.h"

#include "ktg-data-card.h"
#include "ktg-lane-row.h"
#include "ktg-pair-layout.h"
#include "ktg-parked-card.h"
#include "ktg-queue-row.h"
#include "ktg-sending-change.h"
#include "ktg-sending-group.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-queue.h>
#include <ktg-sentences.h>
#include <ktg-sync-sentence.h>

#define REFRESH_DELAY_MS 500
#define MAX_ROWS 100

struct _KtgQueuePage
{
  AdwBin parent_instance;

  AdwWindowTitle   *title;
  GtkWidget        *back_button;
  GtkToggleButton  *pause_button;
  AdwButtonContent *pause_content;
  KtgDataCard      *data_card;
  KtgSendingGroup  *sending_group;
  KtgParkedCard    *parked_card;
  GtkWidget        *done_icon;
  GtkLabel         *receipt;
  GtkLabel         *sentence;
  GtkLabel         *waiting;
  GtkLabel         *rate;
  GtkWidget        *lanes;
  KtgLaneRow       *texts;
  KtgLaneRow       *previews;
  KtgLaneRow       *originals;
  GtkWidget        *buttons;
  GtkWidget        *enrol_button;
  GtkWidget        *sync_button;
  GtkWidget        *go_on_button;
  GtkWidget        *portal_button;
  GtkWidget        *reports;
  GtkLabel         *reports_title;
  GtkListBox       *list;

  KtgSession   *session;
  GCancellable *loading;
  KtgOwed      *owed;  /* as it was read last; or NULL */
  char         *going; /* the report whose files are shown, or NULL */
  guint         refresh_id;
};

G_DEFINE_FINAL_TYPE (KtgQueuePage, ktg_queue_page, ADW_TYPE_BIN)

static const KtgSyncProgress *
get_progress (KtgQueuePage *self)
{
  return ktg_sync_get_progress (ktg_session_get_sync (self->session));
}

/* --- what waits --- */

static int
compare_summaries (gconstpointer a, gconstpointer b)
{
  return ktg_summary_compare (*(KtgSummary *const *)a, *(KtgSummary *const *)b);
}

static gboolean
is_waiting (const KtgSummaryFields *fields)
{
  return ktg_summary_fields_is_going (fields) || fields->state == KTG_STATE_PARKED;
}

static GPtrArray *
find_waiting (KtgQueuePage *self)
{
  GListModel *summaries = ktg_store_get_summaries (ktg_session_get_store (self->session));
  guint       n_summaries = g_list_model_get_n_items (summaries);
  GPtrArray  *waiting = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_summaries; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (is_waiting (ktg_summary_get (summary)))
        g_ptr_array_add (waiting, g_steal_pointer (&summary));
    }

  g_ptr_array_sort (waiting, compare_summaries);
  return waiting;
}

static GPtrArray *
find_what_goes (const GPtrArray *waiting, const KtgOwed *owed)
{
  GPtrArray *what_goes = g_ptr_array_new ();

  for (guint i = 0; i < waiting->len; i++)
    if (ktg_queue_goes_by_itself (ktg_summary_get (g_ptr_array_index (waiting, i)), owed))
      g_ptr_array_add (what_goes, g_ptr_array_index (waiting, i));

  return what_goes;
}

/* Returns: (nullable): the report of the file that moves, or else the first that has one to go */
static const char *
find_going (KtgQueuePage *self, const GPtrArray *waiting, const KtgOwed *owed)
{
  g_autoptr (GHashTable) owing = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (ktg_sync_progress_find_file (get_progress (self), file->sha256) != NULL)
        return file->report_id;

      g_hash_table_add (owing, file->report_id);
    }

  for (guint i = 0; i < waiting->len; i++)
    {
      const char *id = ktg_summary_get (g_ptr_array_index (waiting, i))->id;

      if (g_hash_table_contains (owing, id))
        return id;
    }

  return NULL;
}

/* --- the rows --- */

static GtkWidget *
get_row (KtgQueuePage *self, guint i)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int)i));
}

/* Whoever is at a row stays there while nothing came and nothing went. */
static gboolean
has_rows_of (KtgQueuePage *self, const GPtrArray *waiting)
{
  guint n_rows = MIN (waiting->len, MAX_ROWS);

  for (guint i = 0; i < n_rows; i++)
    {
      GtkWidget *row = get_row (self, i);

      if (row == NULL
          || !g_str_equal (ktg_queue_row_get_id (KTG_QUEUE_ROW (row)),
                           ktg_summary_get (g_ptr_array_index (waiting, i))->id))
        return FALSE;
    }

  return get_row (self, n_rows) == NULL;
}

static void
make_rows (KtgQueuePage *self, const GPtrArray *waiting)
{
  GtkWidget *row;

  while ((row = get_row (self, 0)) != NULL)
    gtk_list_box_remove (self->list, row);

  for (guint i = 0; i < MIN (waiting->len, MAX_ROWS); i++)
    gtk_list_box_append (self->list,
                         GTK_WIDGET (ktg_queue_row_new (
                             ktg_summary_get (g_ptr_array_index (waiting, i))->id)));
}

static void
show_rows (KtgQueuePage *self, const GPtrArray *waiting, const KtgOwed *owed)
{
  g_autofree char *title
      = g_strdup_printf (ngettext ("%u report waits",
                                   "%u reports wait, the nearest time limit first",
                                   waiting->len),
                         waiting->len);

  if (!has_rows_of (self, waiting))
    make_rows (self, waiting);

  for (guint i = 0; i < MIN (waiting->len, MAX_ROWS); i++)
    ktg_queue_row_show (KTG_QUEUE_ROW (get_row (self, i)),
                        self->session,
                        g_ptr_array_index (waiting, i),
                        owed);

  gtk_label_set_label (self->reports_title, title);
  gtk_widget_set_visible (self->reports, waiting->len > 0);
}

static void
show_files_of (KtgQueuePage *self, const char *id, const KtgReportHeld *held)
{
  GtkWidget *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      gboolean is_its = g_strcmp0 (ktg_queue_row_get_id (KTG_QUEUE_ROW (row)), id) == 0;

      ktg_queue_row_show_files (KTG_QUEUE_ROW (row),
                                is_its ? held : NULL,
                                self->owed,
                                get_progress (self));
    }
}

static void
going_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgQueuePage) self = user_data;
  g_autoptr (KtgReportHeld) held = ktg_store_load_report_finish (KTG_STORE (object), result, NULL);

  if (self->session == NULL || held == NULL) /* cleared in dispose */
    return;

  if (g_strcmp0 (ktg_summary_get (held->summary)->id, self->going) == 0)
    show_files_of (self, self->going, held);
}

static void
show_going (KtgQueuePage *self, const char *id)
{
  g_free (self->going);
  self->going = g_strdup (id);
  if (id == NULL)
    {
      show_files_of (self, NULL, NULL);
      return;
    }

  ktg_store_load_report_async (ktg_session_get_store (self->session),
                               id,
                               self->loading,
                               going_loaded_cb,
                               g_object_ref (self));
}

/* --- the whole --- */

static void
show_lanes (KtgQueuePage *self, const GPtrArray *waiting, const KtgOwed *owed)
{
  KtgQueueLane lanes[KTG_N_QUEUE_LANES];

  ktg_queue_lanes_count (lanes, waiting, owed, get_progress (self));
  ktg_lane_row_show (self->texts, &lanes[KTG_QUEUE_LANE_TEXTS]);
  ktg_lane_row_show (self->previews, &lanes[KTG_QUEUE_LANE_PREVIEWS]);
  ktg_lane_row_show (self->originals, &lanes[KTG_QUEUE_LANE_ORIGINALS]);
  gtk_widget_set_visible (self->lanes, waiting->len > 0);
}

/* Before enrolment and without a link the sentence says how much waits. */
static void
show_how_much (KtgQueuePage *self, const KtgSyncProgress *progress)
{
  g_autofree char *waiting = ktg_sync_sentence_dup_waiting (progress);
  g_autofree char *size = ktg_sentences_dup_size (progress->bytes_per_s);
  /* Translators: a size each second, as in "38 KB/s" */
  g_autofree char *rate = g_strdup_printf (_ ("%s/s"), size);
  gboolean         is_moving
      = progress->phase == KTG_SYNC_PREVIEWS || progress->phase == KTG_SYNC_ORIGINALS;

  gtk_label_set_label (self->waiting, waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting),
                          progress->n_texts_waiting + progress->n_files_waiting > 0
                              && progress->phase != KTG_SYNC_UNENROLLED
                              && progress->phase != KTG_SYNC_OFFLINE);
  gtk_label_set_label (self->rate, rate);
  gtk_widget_set_visible (GTK_WIDGET (self->rate), is_moving && progress->bytes_per_s > 0);
}

/* What it says is what it does when it is pressed. */
static void
show_pause (KtgQueuePage *self, gboolean is_paused)
{
  const char *label = is_paused ? _ ("Resume") : _ ("Pause");

  adw_button_content_set_label (self->pause_content, label);
  adw_button_content_set_icon_name (self->pause_content,
                                    is_paused ? "media-playback-start-symbolic"
                                              : "media-playback-pause-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_toggle_button_set_active (self->pause_button, is_paused);
}

/* A press of it sends what only her rules hold; what a pause holds the button above lets go. */
static void
show_go_on (KtgQueuePage *self, const KtgSyncProgress *progress)
{
  gtk_widget_set_visible (self->go_on_button,
                          progress->phase == KTG_SYNC_HELD && progress->hold != KTG_HOLD_PAUSED);
  gtk_widget_set_visible (self->portal_button,
                          g_error_matches (progress->error,
                                           KTG_SYNC_ERROR,
                                           KTG_SYNC_ERROR_NOT_KENTONGAN)
                              || g_network_monitor_get_connectivity (
                                     g_network_monitor_get_default ())
                                     == G_NETWORK_CONNECTIVITY_PORTAL);
}

static void
show_rules (KtgQueuePage *self, const KtgSyncProgress *progress)
{
  const KtgSendingRules *rules
      = ktg_store_get_sending_rules (ktg_session_get_store (self->session));

  show_pause (self, rules->is_paused);
  show_go_on (self, progress);
  adw_window_title_set_subtitle (self->title,
                                 progress->is_metered ? _ ("Over a metered network") : "");
  ktg_data_card_show (self->data_card, self->session);
  ktg_sending_group_show (self->sending_group, self->session);
}

/* For practice there is no server. */
static void
show_receipt (KtgQueuePage *self, const KtgMoment *now)
{
  KtgStore        *store = ktg_session_get_store (self->session);
  g_autofree char *words = ktg_sync_sentence_dup_receipt (ktg_store_get_server_notes (store),
                                                          now->wall_us,
                                                          now->utc_offset_s);

  gtk_label_set_label (self->receipt, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->receipt),
                          words != NULL && get_progress (self)->phase != KTG_SYNC_PRACTICE);
}

static void
show_sentence (KtgQueuePage *self)
{
  const KtgSyncProgress *progress = get_progress (self);
  KtgMoment              now = ktg_session_now (self->session);
  const KtgServerNotes  *notes = ktg_store_get_server_notes (ktg_session_get_store (self->session));
  g_autofree char       *sentence
      = ktg_sync_sentence_new (progress, notes, now.wall_us, now.utc_offset_s);

  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (self->done_icon,
                          progress->phase == KTG_SYNC_IDLE && progress->n_parked == 0
                              && notes->n_relayed == 0);
  show_how_much (self, progress);
  show_receipt (self, &now);
  show_rules (self, progress);
  gtk_widget_set_visible (self->buttons, progress->phase != KTG_SYNC_PRACTICE);
  gtk_widget_set_visible (self->enrol_button, progress->phase == KTG_SYNC_UNENROLLED);
  gtk_widget_set_visible (self->sync_button, progress->phase != KTG_SYNC_UNENROLLED);
}

static void
show_all (KtgQueuePage *self, const KtgOwed *owed)
{
  g_autoptr (GPtrArray) waiting = find_waiting (self);
  g_autoptr (GPtrArray) what_goes = find_what_goes (waiting, owed);

  show_sentence (self);
  ktg_parked_card_show (self->parked_card, self->session, waiting);
  show_lanes (self, what_goes, owed);
  show_rows (self, what_goes, owed);
  show_going (self, find_going (self, what_goes, owed));
}

static void
owed_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgQueuePage) self = user_data;
  g_autoptr (KtgOwed) owed = ktg_store_load_owed_finish (KTG_STORE (object), result, NULL);

  if (self->session == NULL || owed == NULL) /* cleared in dispose */
    return;

  ktg_owed_free (self->owed);
  self->owed = g_steal_pointer (&owed);
  show_all (self, self->owed);
}

static void
load (KtgQueuePage *self)
{
  ktg_store_load_owed_async (ktg_session_get_store (self->session),
                             self->loading,
                             owed_loaded_cb,
                             g_object_ref (self));
}

static gboolean
refresh_due_cb (gpointer user_data)
{
  KtgQueuePage *self = user_data;

  self->refresh_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (KtgQueuePage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, refresh_due_cb, self);
}

static void
pause_toggled_cb (KtgQueuePage *self)
{
  if (self->session != NULL)
    ktg_sending_change_pause (self->session, gtk_toggle_button_get_active (self->pause_button));
}

static void
go_on_clicked_cb (KtgQueuePage *self)
{
  ktg_sending_change_send_now (self->session);
}

static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *page = user_data;
  g_autofree char *words = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, NULL))
    return;

  /* Translators: an address */
  words = g_strdup_printf (_ ("No browser opened. Open %s in a browser of this computer, and sign "
                              "in to the network there."),
                           page);
  gtk_widget_activate_action (GTK_WIDGET (object), "win.say", "s", words);
}

/* By the server's own name, so that no other is told: a network that wants a sign-in answers in its
 * place, and a browser shows what it answers. */
static void
portal_clicked_cb (KtgQueuePage *self)
{
  const KtgAccount *account = ktg_store_get_account (ktg_session_get_store (self->session));
  g_autoptr (GUri) uri
      = account != NULL ? g_uri_parse (account->url, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *page
      = uri != NULL
            ? g_uri_join (G_URI_FLAGS_NONE, "http", NULL, g_uri_get_host (uri), -1, "/", NULL, NULL)
            : NULL;

  if (page != NULL)
    gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       page,
                       GDK_CURRENT_TIME,
                       NULL,
                       shown_cb,
                       g_strdup (page));
}

static void
row_activated_cb (KtgQueuePage *self, KtgQueueRow *row)
{
  g_autofree char *id = g_strdup (ktg_queue_row_get_id (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", id);
}

static void
ktg_queue_page_dispose (GObject *object)
{
  KtgQueuePage *self = KTG_QUEUE_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_queue_page_parent_class)->dispose (object);
}

static void
ktg_queue_page_finalize (GObject *object)
{
  KtgQueuePage *self = KTG_QUEUE_PAGE (object);

  g_clear_pointer (&self->owed, ktg_owed_free);
  g_clear_pointer (&self->going, g_free);

  G_OBJECT_CLASS (ktg_queue_page_parent_class)->finalize (object);
}

static void
ktg_queue_page_class_init (KtgQueuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_queue_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_queue_page_finalize;

  g_type_ensure (KTG_TYPE_DATA_CARD);
  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  g_type_ensure (KTG_TYPE_PARKED_CARD);
  g_type_ensure (KTG_TYPE_LANE_ROW);
  g_type_ensure (KTG_TYPE_SENDING_GROUP);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-queue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, parked_card);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, done_icon);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, receipt);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, waiting);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, rate);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, lanes);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, texts);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, previews);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, originals);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, buttons);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, sync_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, portal_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, title);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, pause_content);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, data_card);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, sending_group);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, reports);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, reports_title);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, list);
  gtk_widget_class_bind_template_callback (widget_class, pause_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, portal_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ktg_queue_page_init (KtgQueuePage *self)
{
  self->loading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_queue_page_new:
 * @session: whose queue
 *
 * Returns: (transfer none): a floating page
 */
KtgQueuePage *
ktg_queue_page_new (KtgSession *session)
{
  KtgQueuePage *self = g_object_new (KTG_TYPE_QUEUE_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (ktg_session_get_sync (session),
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ktg_store_get_summaries (ktg_session_get_store (session)),
                           "items-changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * ktg_queue_page_refresh:
 * @self: a page that is about to be seen
 */
void
ktg_queue_page_refresh (KtgQueuePage *self)
{
  show_sentence (self);
  load (self);
  gtk_widget_grab_focus (self->back_button);
}
