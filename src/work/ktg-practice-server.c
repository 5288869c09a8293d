/* ktg-practice-server.c - what stands for a server where somebody practises
 *
 * It lives in the program that holds the practice profile and speaks to nobody. Its receipts are
 * signed and verified like any, by a key that is made of these words and so is everybody's: what it
 * signs proves nothing outside practice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-practice-server.h"

#include "ktg-practice-office.h"

#include <ktg-mark.h>
#include <ktg-receipt-json.h>
#include <ktg-running-hash.h>
#include <ktg-signed-envelope.h>
#include <ktg-signing-key.h>

#define ANSWER_S 6 /* long enough to see a report wait */

static const guint8 server_seed[KTG_KEY_SEED_BYTES] = "Kentongan practice server, 2026";

struct _KtgPracticeServer
{
  GObject parent_instance;

  KtgStore           *store;
  const KtgSyncWorld *world;
  KtgSigningKey      *key;
  KtgPracticeOffice  *office;
  gint64              started_us;
  guint               answer_id;
};

G_DEFINE_FINAL_TYPE (KtgPracticeServer, ktg_practice_server, G_TYPE_OBJECT)

typedef struct
{
  char  *report_id;
  guint  n_originals;
  gint64 since_us;
  gint64 now_us;
} Reach;

static void
reach_free (Reach *reach)
{
  g_free (reach->report_id);
  g_free (reach);
}

static char *
dup_utc (gint64 now_us)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);

  return g_date_time_format (at, "%Y-%m-%dT%H:%M:%S.000Z");
}

static gboolean
is_in_reach (KtgPracticeServer *self, const Reach *reach, const char *report_id)
{
  KtgSummary *summary = ktg_store_get_summary (self->store, report_id);

  return (reach->report_id == NULL || g_strcmp0 (reach->report_id, report_id) == 0)
         && summary != NULL && ktg_summary_get (summary)->changed_us >= reach->since_us;
}

/* The present, in milliseconds, numbers what comes: it grows from one answer to the next. */
static void
add_events (KtgPracticeServer *self, KtgReceipt *receipt, const KtgOwed *owed, const Reach *reach)
{
  for (guint i = 0; i < owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      if (is_in_reach (self, reach, event->report_id))
        ktg_receipt_add_event (receipt, event->event_id, (guint64)(reach->now_us / 1000) + i);
    }
}

static void
add_files (KtgPracticeServer *self, KtgReceipt *receipt, const KtgOwed *owed, const Reach *reach)
{
  guint n_originals = 0;

  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (is_in_reach (self, reach, file->report_id)
          && (file->is_preview || n_originals++ < reach->n_originals))
        ktg_receipt_add_file (receipt,
                              file->sha256,
                              file->size_bytes,
                              (guint64)(reach->now_us / 1000) + i);
    }
}

static KtgNews *
give_receipt (KtgPracticeServer *self, const KtgOwed *owed, const Reach *reach)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  g_autoptr (GBytes) bytes = NULL;
  KtgNews *news = ktg_news_new ();

  receipt->node = g_strdup (ktg_signing_key_get_public (self->key));
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->device = g_strdup (ktg_store_get_device (self->store));
  receipt->at = dup_utc (reach->now_us);
  add_events (self, receipt, owed, reach);
  add_files (self, receipt, owed, reach);
  bytes = ktg_receipt_json_write (receipt);
  g_ptr_array_add (news->receipts, ktg_signed_envelope_new (bytes, self->key));

  return news;
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ktg_store_apply_news_finish (KTG_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgPracticeServer *self = g_task_get_source_object (task);
  GError            *error = NULL;
  g_autoptr (KtgOwed) owed = ktg_store_load_owed_finish (KTG_STORE (object), result, &error);

  if (owed == NULL)
    g_task_return_error (task, error);
  else if (owed->events->len + owed->files->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    ktg_store_apply_news_async (self->store,
                                give_receipt (self, owed, g_task_get_task_data (task)),
                                applied_cb,
                                g_object_ref (task));
}

/* --- by itself --- */

static void
received_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ktg_practice_server_receive_finish (KTG_PRACTICE_SERVER (object), result, &error))
    g_debug ("practice: nothing was received: %s", error->message);
}

static gboolean
time_to_answer_cb (gpointer user_data)
{
  KtgPracticeServer     *self = user_data;
  const KtgPracticeReach all = { NULL, G_MAXUINT, self->started_us };

  self->answer_id = 0;
  ktg_practice_server_receive_async (self, &all, self->world->now ().wall_us, received_cb, NULL);

  return G_SOURCE_REMOVE;
}

static void
summaries_changed_cb (KtgPracticeServer *self)
{
  if (self->answer_id == 0)
    self->answer_id = g_timeout_add_seconds (ANSWER_S, time_to_answer_cb, self);
}

static void
ktg_practice_server_finalize (GObject *object)
{
  KtgPracticeServer *self = KTG_PRACTICE_SERVER (object);

  g_clear_handle_id (&self->answer_id, g_source_remove);
  g_clear_object (&self->store);
  g_clear_pointer (&self->key, ktg_signing_key_unref);
  g_clear_pointer (&self->office, ktg_practice_office_free);

  G_OBJECT_CLASS (ktg_practice_server_parent_class)->finalize (object);
}

static void
ktg_practice_server_class_init (KtgPracticeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_practice_server_finalize;
}

static void
ktg_practice_server_init (KtgPracticeServer *self)
{
  self->key = ktg_signing_key_new_from_seed (server_seed);
  self->office = ktg_practice_office_new ();
}

/**
 * ktg_practice_server_new:
 * @store: (transfer none): a profile
 * @world: (scope forever): the program's clocks
 *
 * Returns: (transfer full): what answers that profile in the place of a server
 */
KtgPracticeServer *
ktg_practice_server_new (KtgStore *store, const KtgSyncWorld *world)
{
  KtgPracticeServer *self = g_object_new (KTG_TYPE_PRACTICE_SERVER, NULL);

  self->store = g_object_ref (store);
  self->world = world;

  return self;
}

/**
 * ktg_practice_server_new_account:
 * @self: a practice server
 * @officer: the invented name of who practises
 * @region: her area
 *
 * Returns: (transfer full): what makes a profile one for practice
 */
KtgAccount *
ktg_practice_server_new_account (KtgPracticeServer *self, const char *officer, const char *region)
{
  KtgAccount *account = ktg_account_new ();

  account->url = g_strdup (KTG_PRACTICE_URL);
  account->device = g_strdup (ktg_store_get_device (self->store));
  account->officer = g_strdup (officer);
  account->role = g_strdup ("officer");
  account->region = g_strdup (region);
  account->server_key = g_strdup (ktg_signing_key_get_public (self->key));
  ktg_practice_office_admit (self->office, self->key, account);

  return account;
}

/**
 * ktg_practice_server_receive_async:
 * @self: a practice server
 * @reach: what of all that is owed it has received
 * @now_us: when, µs since the epoch; later than the time before
 * @callback: called when the profile has the receipt
 * @user_data: for @callback
 *
 * Gives a receipt, as a server does whom everything has reached.
 */
void
ktg_practice_server_receive_async (KtgPracticeServer      *self,
                                   const KtgPracticeReach *reach,
                                   gint64                  now_us,
                                   GAsyncReadyCallback     callback,
                                   gpointer                user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Reach *kept = g_new0 (Reach, 1);

  *kept = (Reach){ g_strdup (reach->report_id), reach->n_originals, reach->since_us, now_us };
  g_task_set_source_tag (task, ktg_practice_server_receive_async);
  g_task_set_task_data (task, kept, (GDestroyNotify)reach_free);
  ktg_store_load_owed_async (self->store, NULL, loaded_cb, task);
}

/**
 * ktg_practice_server_receive_finish:
 * @self: a practice server
 * @result: given to the callback
 * @error: of the store
 *
 * Returns: whether the profile has the receipt
 */
gboolean
ktg_practice_server_receive_finish (KtgPracticeServer *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ktg_practice_server_start:
 * @self: a practice server; once
 *
 * From now on it receives whatever is filed, some seconds later. What waited before goes on
 * waiting, so that there is something that does.
 */
void
ktg_practice_server_start (KtgPracticeServer *self)
{
  self->started_us = self->world->now ().wall_us;
  g_signal_connect_object (ktg_store_get_summaries (self->store),
                           "items-changed",
                           G_CALLBACK (summaries_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Told from the beginning each time: this server keeps nothing. */
static KtgScopeNews *
new_scope (guint64 index, GPtrArray *envelopes)
{
  KtgScopeNews *scope = ktg_scope_news_new ();
  g_autoptr (KtgMark) from = ktg_mark_new ("d", 0, 0);
  g_autoptr (KtgMark) at = NULL;
  guint64 hash = 0;

  for (guint i = 0; i < envelopes->len; i++)
    {
      KtgEnvelope *envelope = g_ptr_array_index (envelopes, i);

      hash = ktg_running_hash_next (hash, envelope->id, index + i);
      g_ptr_array_add (scope->events, ktg_indexed_event_new (index + i, envelope));
    }

  at = ktg_mark_new ("d", envelopes->len, hash);
  scope->from = ktg_mark_dup_text (from);
  scope->at = ktg_mark_dup_text (at);
  return scope;
}

/**
 * ktg_practice_server_new_steps:
 * @self: a practice server
 * @folded: the case of a report that the practice profile filed
 * @state: to which its office brings it, a code of the procedure
 * @reason: in the office's words
 * @now: when
 *
 * Returns: (transfer full): the office's steps, as an exchange would bring them
 */
KtgNews *
ktg_practice_server_new_steps (KtgPracticeServer *self,
                               const KtgCase     *folded,
                               const char        *state,
                               const char        *reason,
                               const KtgMoment   *now)
{
  g_autoptr (GPtrArray) steps
      = ktg_practice_office_take_steps (self->office, folded, state, reason, now);
  KtgNews *news = ktg_news_new ();

  g_ptr_array_add (news->scopes, new_scope ((guint64)(now->wall_us / 1000), steps));
  return news;
}
