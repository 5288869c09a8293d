/* ktg-queue-page.c - what waits, and why
 *
 * One row a report: first those the server refused, then by deadline. It is read anew at most twice
 * a second.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-queue-page.h"

#include <glib/gi18n.h>
#include <ktg-headline.h>
#include <ktg-queue.h>
#include <ktg-sentences.h>
#include <ktg-sync-sentence.h>

#define REFRESH_DELAY_MS 500
#define MAX_ROWS 100

struct _KtgQueuePage
{
  AdwBin parent_instance;

  GtkWidget  *back_button;
  GtkLabel   *sentence;
  GtkWidget  *enrol_button;
  GtkWidget  *sync_button;
  GtkWidget  *retry_button;
  GtkSwitch  *holds_originals;
  GtkListBox *list;

  KtgSession   *session;
  GCancellable *loading;
  guint         refresh_id;
};

G_DEFINE_FINAL_TYPE (KtgQueuePage, ktg_queue_page, ADW_TYPE_BIN)

static int
compare_summaries (gconstpointer a, gconstpointer b)
{
  return ktg_summary_compare (*(KtgSummary *const *)a, *(KtgSummary *const *)b);
}

static gboolean
is_waiting (const KtgSummaryFields *fields)
{
  return fields->state == KTG_STATE_QUEUED || fields->state == KTG_STATE_DELIVERED
         || fields->state == KTG_STATE_PARKED;
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

static void
add_row (KtgQueuePage *self, const KtgSummaryFields *fields, const KtgOwed *owed)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (ktg_session_get_sync (self->session));
  g_autofree char *title = ktg_headline_dup_title (ktg_session_get_library (self->session), fields);
  g_autofree char *reason = ktg_queue_dup_reason (fields, owed, progress);
  g_autofree char *files = ktg_queue_dup_files (fields, owed, progress);
  g_autofree char *subtitle
      = *files == '\0' ? g_strdup (reason) : g_strdup_printf ("%s\n%s", reason, files);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "name",
                                 fields->id,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "subtitle",
                                 subtitle,
                                 "activatable",
                                 TRUE,
                                 NULL);

  gtk_list_box_append (self->list, row);
}

static void
show_waiting (KtgQueuePage *self, const KtgOwed *owed)
{
  g_autoptr (GPtrArray) waiting = find_waiting (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (guint i = 0; i < MIN (waiting->len, MAX_ROWS); i++)
    add_row (self, ktg_summary_get (g_ptr_array_index (waiting, i)), owed);

  gtk_widget_set_visible (GTK_WIDGET (self->list), waiting->len > 0);
}

static void
show_sentence (KtgQueuePage *self)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (ktg_session_get_sync (self->session));
  KtgMoment              now = ktg_session_now (self->session);
  g_autofree char       *sentence = ktg_sync_sentence_new (progress, now.wall_us, now.utc_offset_s);

  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (self->enrol_button, progress->phase == KTG_SYNC_UNENROLLED);
  gtk_widget_set_visible (self->sync_button,
                          progress->phase != KTG_SYNC_UNENROLLED
                              && progress->phase != KTG_SYNC_PRACTICE);
  gtk_widget_set_visible (self->retry_button, progress->n_parked > 0);
}

static void
owed_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgQueuePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) owed = ktg_store_load_owed_finish (KTG_STORE (object), result, &error);

  if (self->list == NULL || owed == NULL)
    return;

  show_waiting (self, owed);
}

static gboolean
refresh_due_cb (gpointer user_data)
{
  KtgQueuePage *self = user_data;

  self->refresh_id = 0;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ktg_store_load_owed_async (ktg_session_get_store (self->session),
                               self->loading,
                               owed_loaded_cb,
                               g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
changed_cb (KtgQueuePage *self)
{
  show_sentence (self);

  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, refresh_due_cb, self);
}

static void
unparked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgQueuePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (self->list == NULL)
    return;

  if (ktg_store_unpark_finish (KTG_STORE (object), result, &error))
    {
      ktg_sync_wake (ktg_session_get_sync (self->session));
      return;
    }

  sentence = ktg_sentences_dup_error (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

static void
retry_clicked_cb (KtgQueuePage *self)
{
  ktg_store_unpark_async (ktg_session_get_store (self->session),
                          NULL,
                          unparked_cb,
                          g_object_ref (self));
}

static void
holds_originals_cb (KtgQueuePage *self)
{
  if (self->session != NULL)
    ktg_sync_set_holds_originals (ktg_session_get_sync (self->session),
                                  gtk_switch_get_active (self->holds_originals));
}

static void
row_activated_cb (KtgQueuePage *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));

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
ktg_queue_page_class_init (KtgQueuePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_queue_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-queue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, sync_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, holds_originals);
  gtk_widget_class_bind_template_child (widget_class, KtgQueuePage, list);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, holds_originals_cb);
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
  ktg_store_load_owed_async (ktg_session_get_store (self->session),
                             self->loading,
                             owed_loaded_cb,
                             g_object_ref (self));
  gtk_widget_grab_focus (self->back_button);
}
