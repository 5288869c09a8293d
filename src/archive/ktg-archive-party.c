/* ktg-archive-party.c - a relay's archive as one side of an exchange with the server above
 *
 * A relay remembers as any server does, and exchanges as any device does. What it owes is what
 * others wrote and brought here; what it is told goes the way of what is carried.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-party.h"

#include "ktg-archive-join.h"
#include "ktg-archive-private.h"
#include "ktg-depot-reader.h"
#include "ktg-pack-taking.h"
#include "ktg-publishing.h"
#include "ktg-upstream-level.h"
#include "ktg-upstream-news.h"
#include "ktg-upstream-settings.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <gio/gunixinputstream.h>
#include <ktg-http-signature.h>
#include <unistd.h>

struct _KtgArchiveParty
{
  GObject parent_instance;

  KtgArchive     *archive;   /* not owned */
  KtgAccount     *account;   /* NULL: there is no server above yet */
  KtgSendingRules rules;     /* all goes at any time */
  GListModel     *summaries; /* none: nobody looks at a relay's reports */
  GSource        *teller;    /* says in them that more may be owed, where the party was made */
  gboolean        has_offset;
  gint64          offset_ms;
};

/* --- one thing at a time, on the writer's thread --- */

/* What is asked there. Its task is that of who asked. */
typedef struct
{
  KtgArchiveParty *party;
  KtgNews         *news; /* to enter; or NULL */
  KtgUpstreamNews  entry;
  GPtrArray       *ids;      /* to load; or NULL */
  KtgAccount      *account;  /* to keep; or NULL */
  KtgArchiveJoin   join;     /* the same */
  KtgUpstreamClock clock;    /* as it is known after either */
  gboolean         is_other; /* this node is another kind of server by it than it was */
  KtgPackPiece    *piece;    /* to add to those that came; or NULL */
  KtgPackTaking    taking;   /* a pack to take; of nothing where there is none */

  GError        *error;  /* what went wrong */
  gpointer       output; /* or what is given back */
  GDestroyNotify free_output;
} Errand;

static Errand *
errand_new (KtgArchiveParty *party)
{
  Errand *self = g_new0 (Errand, 1);

  self->party = party;
  return self;
}

static void
drop_output (Errand *self)
{
  if (self->output != NULL && self->free_output != NULL)
    self->free_output (self->output);
  self->output = NULL;
}

static void
errand_free (gpointer data)
{
  Errand *self = data;

  drop_output (self);
  g_clear_error (&self->error);
  g_clear_pointer (&self->news, ktg_news_free);
  g_clear_pointer (&self->entry.changed, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->account, ktg_account_free);
  g_clear_pointer (&self->join.changed, g_ptr_array_unref);
  g_clear_pointer (&self->piece, ktg_pack_piece_free);
  ktg_pack_taking_clear (&self->taking);
  g_free (self);
}

static gboolean
answer_cb (gpointer user_data)
{
  GTask  *task = user_data;
  Errand *self = g_task_get_task_data (task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (self->output != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->output), self->free_output);
  else
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

/* The answer is given on the thread of who asked, and nothing of it is left on this one: the party
 * ends where it began. */
static void
errand_done (gpointer data, const GError *error)
{
  GTask  *task = data;
  Errand *self = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_idle_source_new ();

  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, answer_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* Takes @errand. */
static void
run (Errand             *errand,
     const KtgWriterJob *job,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (errand->party, cancellable, callback, user_data);

  g_task_set_source_tag (task, (gpointer)job);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, errand, errand_free);
  ktg_writer_push_always (ktg_archive_get_writer (errand->party->archive),
                          job,
                          g_object_ref (task));
}

/* --- what it is --- */

static const char *
get_device (KtgParty *party)
{
  return ktg_signing_key_get_public (ktg_archive_get_key (KTG_ARCHIVE_PARTY (party)->archive));
}

static const KtgAccount *
get_account (KtgParty *party)
{
  return KTG_ARCHIVE_PARTY (party)->account;
}

static gboolean
get_server_offset_ms (KtgParty *party, gint64 *offset_ms)
{
  KtgArchiveParty *self = KTG_ARCHIVE_PARTY (party);

  if (self->has_offset)
    *offset_ms = self->offset_ms;
  return self->has_offset;
}

static const KtgSendingRules *
get_sending_rules (KtgParty *party)
{
  return &KTG_ARCHIVE_PARTY (party)->rules;
}

static GListModel *
get_summaries (KtgParty *party)
{
  return KTG_ARCHIVE_PARTY (party)->summaries;
}

static KtgPartyFailure
judge_error (KtgParty *party, const GError *error)
{
  if (g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_FOUND)
      || g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED))
    return KTG_PARTY_LOST;
  if (g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_UNTRUSTED))
    return KTG_PARTY_UNTRUSTED;

  return KTG_PARTY_FAILED;
}

static void
sign_request (KtgParty                         *party,
              const struct _KtgHttpRequestLine *line,
              const char                       *tag,
              gint64                            created_s,
              const char                       *nonce,
              char                            **signature_input,
              char                            **signature)
{
  ktg_http_signature_make (line,
                           ktg_archive_get_key (KTG_ARCHIVE_PARTY (party)->archive),
                           tag,
                           created_s,
                           nonce,
                           signature_input,
                           signature);
}

/* --- what it owes and holds --- */

static gboolean
owed_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Errand  *errand = g_task_get_task_data (data);
  KtgOwed *owed = ktg_owed_new ();
  gint64   now_ms = ktg_archive_get_now_ms (errand->party->archive);

  drop_output (errand);
  errand->output = owed;
  errand->free_output = (GDestroyNotify)ktg_owed_free;
  return ktg_upstream_table_load_owed (catalog->db, now_ms, owed, error)
         && ktg_upstream_level_ask (catalog->db, now_ms, owed, error)
         && ktg_pack_taking_load_owed (errand->party->archive, catalog, owed, error);
}

static void
load_owed_async (KtgParty           *party,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  static const KtgWriterJob job = { owed_work, errand_done };

  run (errand_new (KTG_ARCHIVE_PARTY (party)), &job, cancellable, callback, user_data);
}

static KtgOwed *
load_owed_finish (KtgParty *party, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* One that is not here any more is left out, and so is no more owed. */
static gboolean
events_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Errand    *errand = g_task_get_task_data (data);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

  drop_output (errand);
  errand->output = found;
  errand->free_output = (GDestroyNotify)g_ptr_array_unref;
  for (guint i = 0; i < errand->ids->len; i++)
    {
      KtgEnvelope *envelope;

      if (!ktg_upstream_table_load_event (catalog->db,
                                          g_ptr_array_index (errand->ids, i),
                                          &envelope,
                                          error))
        return FALSE;
      if (envelope != NULL)
        g_ptr_array_add (found, envelope);
    }

  return TRUE;
}

static void
load_events_async (KtgParty           *party,
                   GPtrArray          *event_ids,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  static const KtgWriterJob job = { events_work, errand_done };
  Errand                   *errand = errand_new (KTG_ARCHIVE_PARTY (party));

  errand->ids = g_ptr_array_copy (event_ids, (GCopyFunc)g_strdup, NULL);
  g_ptr_array_set_free_func (errand->ids, g_free);
  run (errand, &job, cancellable, callback, user_data);
}

static GPtrArray *
load_events_finish (KtgParty *party, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GInputStream *
open_file (KtgArchiveParty *self, const char *sha256, guint64 offset, GError **error)
{
  g_autoptr (KtgDepotReader) reader
      = ktg_depot_reader_open (ktg_archive_get_depot (self->archive), sha256, error);
  int fd;

  if (reader == NULL)
    return NULL;

  fd = ktg_depot_reader_steal_fd (reader);
  if (lseek (fd, (off_t)offset, SEEK_SET) >= 0)
    return g_unix_input_stream_new (fd, TRUE);

  ktg_archive_error_set_errno (error, "cannot read a file");
  close (fd);
  return NULL;
}

static void
open_file_async (KtgParty           *party,
                 const char         *sha256,
                 guint64             offset,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (party, cancellable, callback, user_data);
  GError       *error = NULL;
  GInputStream *stream = open_file (KTG_ARCHIVE_PARTY (party), sha256, offset, &error);

  g_task_set_source_tag (task, open_file_async);
  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static GInputStream *
open_file_finish (KtgParty *party, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- what it is told --- */

static void
tell_roster (Errand *errand, const GPtrArray *changed)
{
  KtgRoster *roster = ktg_archive_get_roster (errand->party->archive);

  ktg_roster_put_all (roster, changed);
  ktg_roster_set_clock (roster, &errand->clock);
}

static gboolean
news_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Errand *errand = g_task_get_task_data (data);

  return ktg_upstream_news_enter (&errand->entry, catalog, error)
         && ktg_upstream_settings_load_clock (catalog->db, &errand->clock, error);
}

static void
news_done (gpointer data, const GError *error)
{
  Errand *errand = g_task_get_task_data (data);

  if (error == NULL)
    tell_roster (errand, errand->entry.changed);
  errand_done (data, error);
}

static void
apply_news_async (KtgParty *party, KtgNews *news, GAsyncReadyCallback callback, gpointer user_data)
{
  static const KtgWriterJob job = { news_work, news_done };
  KtgArchiveParty          *self = KTG_ARCHIVE_PARTY (party);
  Errand                   *errand = errand_new (self);
  GError                   *error = NULL;

  errand->news = news;
  errand->entry.account = self->account;
  errand->entry.news = news;
  errand->entry.now_ms = ktg_archive_get_now_ms (self->archive);
  errand->entry.changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
  if (!ktg_upstream_news_verify (&errand->entry, &error))
    {
      errand_free (errand);
      g_task_report_error (party, callback, user_data, apply_news_async, error);
      return;
    }

  if (news->has_server_offset)
    {
      self->has_offset = TRUE;
      self->offset_ms = news->server_offset_ms;
    }
  run (errand, &job, NULL, callback, user_data);
}

static gboolean
give_boolean (KtgParty *party, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the packs of the server above --- */

static gboolean
piece_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Errand *errand = g_task_get_task_data (data);

  drop_output (errand);
  errand->output = g_new0 (guint64, 1);
  errand->free_output = g_free;
  return ktg_pack_taking_add (errand->party->archive, errand->piece, errand->output, error);
}

static gboolean
pack_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Errand *errand = g_task_get_task_data (data);

  return ktg_pack_taking_enter (&errand->taking, catalog, error);
}

static void
pack_done (gpointer data, const GError *error)
{
  Errand *errand = g_task_get_task_data (data);

  ktg_pack_taking_finish (&errand->taking, error == NULL);
  errand_done (data, error);
}

static void
take_pack (Errand *errand, const KtgPackNotice *notice, GAsyncReadyCallback callback, gpointer data)
{
  static const KtgWriterJob job = { pack_work, pack_done };

  errand->taking.archive = errand->party->archive;
  errand->taking.notice = ktg_pack_notice_copy (notice);
  run (errand, &job, NULL, callback, data);
}

static void
keep_pack_async (KtgParty            *party,
                 const KtgPackNotice *notice,
                 GBytes              *parcel,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  Errand *errand = errand_new (KTG_ARCHIVE_PARTY (party));

  errand->taking.parcel = g_bytes_ref (parcel);
  take_pack (errand, notice, callback, user_data);
}

static void
bring_pack_async (KtgParty           *party,
                  KtgPackPiece       *piece,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  static const KtgWriterJob job = { piece_work, errand_done, .is_apart = TRUE };
  Errand                   *errand = errand_new (KTG_ARCHIVE_PARTY (party));

  if (piece->bytes != NULL && piece->is_last)
    {
      errand->taking.last = piece;
      take_pack (errand, piece->notice, callback, user_data);
      return;
    }

  errand->piece = piece;
  run (errand, &job, NULL, callback, user_data);
}

/* With the last piece there is nothing to say. */
static gboolean
bring_pack_finish (KtgParty *party, GAsyncResult *result, guint64 *n_here, GError **error)
{
  Errand             *errand = g_task_get_task_data (G_TASK (result));
  g_autofree guint64 *found = NULL;

  if (errand->piece == NULL)
    {
      *n_here = 0;
      return give_boolean (party, result, error);
    }

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    *n_here = *found;
  return found != NULL;
}

/* --- what a relay has no use for --- */

/* It has no budget, so nobody asks what was spent. */
static void
note_spent_async (KtgParty           *party,
                  const KtgSpent     *added,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (party, NULL, callback, user_data);

  g_task_set_source_tag (task, note_spent_async);
  g_task_return_pointer (task, g_memdup2 (added, sizeof *added), g_free);
}

static KtgSpent *
note_spent_finish (KtgParty *party, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the server above --- */

static gboolean
account_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Errand *errand = g_task_get_task_data (data);

  return ktg_archive_join_enter (&errand->join, catalog, error)
         && ktg_upstream_settings_load_clock (catalog->db, &errand->clock, error);
}

static void
account_done (gpointer data, const GError *error)
{
  Errand *errand = g_task_get_task_data (data);

  if (error == NULL)
    {
      tell_roster (errand, errand->join.changed);
      errand->is_other
          = !g_str_equal (ktg_archive_get_holder (errand->party->archive), errand->join.holder);
      ktg_archive_set_holder (errand->party->archive, errand->join.holder);
    }
  errand_done (data, error);
}

static void
set_account_async (KtgParty           *party,
                   const KtgAccount   *account,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  static const KtgWriterJob job = { account_work, account_done };
  KtgArchiveParty          *self = KTG_ARCHIVE_PARTY (party);
  Errand                   *errand = errand_new (self);

  errand->account = ktg_account_copy (account);
  errand->join.account = errand->account;
  errand->join.folder = ktg_archive_get_folder (self->archive);
  errand->join.now_ms = ktg_archive_get_now_ms (self->archive);
  errand->join.changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
  run (errand, &job, NULL, callback, user_data);
}

static gboolean
set_account_finish (KtgParty *party, GAsyncResult *result, GError **error)
{
  KtgArchiveParty *self = KTG_ARCHIVE_PARTY (party);
  Errand          *errand = g_task_get_task_data (G_TASK (result));

  if (!give_boolean (party, result, error)
      || (errand->is_other && !ktg_publishing_restock (self->archive, error)))
    return FALSE;

  g_clear_pointer (&self->account, ktg_account_free);
  self->account = g_steal_pointer (&errand->account);
  return TRUE;
}

static gboolean
refused_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_upstream_settings_set_refused (catalog->db, TRUE, error);
}

/**
 * ktg_archive_party_note_refused:
 * @self: an archive as a party
 *
 * The server above proved that it does not accept this one. It is kept until that answers again, or
 * this node joins anew; where it cannot be kept, the next refusal is.
 */
void
ktg_archive_party_note_refused (KtgArchiveParty *self)
{
  static const KtgWriterJob job = { refused_work, errand_done };

  run (errand_new (self), &job, NULL, NULL, NULL);
}

static void
init_party (KtgPartyInterface *iface)
{
  iface->is_node = TRUE;
  iface->get_device = get_device;
  iface->get_account = get_account;
  iface->get_server_offset_ms = get_server_offset_ms;
  iface->get_sending_rules = get_sending_rules;
  iface->get_summaries = get_summaries;
  iface->judge_error = judge_error;
  iface->sign_request = sign_request;
  iface->load_owed_async = load_owed_async;
  iface->load_owed_finish = load_owed_finish;
  iface->load_events_async = load_events_async;
  iface->load_events_finish = load_events_finish;
  iface->open_file_async = open_file_async;
  iface->open_file_finish = open_file_finish;
  iface->apply_news_async = apply_news_async;
  iface->apply_news_finish = give_boolean;
  iface->keep_pack_async = keep_pack_async;
  iface->keep_pack_finish = give_boolean;
  iface->bring_pack_async = bring_pack_async;
  iface->bring_pack_finish = bring_pack_finish;
  iface->note_spent_async = note_spent_async;
  iface->note_spent_finish = note_spent_finish;
  iface->set_account_async = set_account_async;
  iface->set_account_finish = set_account_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KtgArchiveParty,
                               ktg_archive_party,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KTG_TYPE_PARTY, init_party))

/* --- that more may be owed --- */

/* On the writer's thread. */
static void
something_changed (gpointer teller)
{
  g_source_set_ready_time (teller, 0);
}

static gboolean
tell_once (GSource *source, GSourceFunc tell, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return tell (user_data);
}

static gboolean
tell_of_more_cb (gpointer user_data)
{
  KtgArchiveParty *self = user_data;

  g_list_model_items_changed (self->summaries, 0, 0, 0);
  return G_SOURCE_CONTINUE;
}

static void
listen (KtgArchiveParty *self)
{
  static GSourceFuncs functions = { .dispatch = tell_once };

  self->teller = g_source_new (&functions, sizeof (GSource));
  g_source_set_callback (self->teller, tell_of_more_cb, self, NULL);
  g_source_attach (self->teller, g_main_context_get_thread_default ());
  ktg_book_set_listener (ktg_archive_get_book (self->archive), something_changed, self->teller);
}

static void
end_listening (KtgArchiveParty *self)
{
  if (self->teller == NULL)
    return;

  ktg_book_unset_listener (ktg_archive_get_book (self->archive), self->teller);
  g_source_destroy (self->teller);
  g_clear_pointer (&self->teller, g_source_unref);
}

/* --- the object --- */

static void
ktg_archive_party_finalize (GObject *object)
{
  KtgArchiveParty *self = KTG_ARCHIVE_PARTY (object);

  end_listening (self);
  g_clear_pointer (&self->account, ktg_account_free);
  g_clear_object (&self->summaries);

  G_OBJECT_CLASS (ktg_archive_party_parent_class)->finalize (object);
}

static void
ktg_archive_party_class_init (KtgArchivePartyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_archive_party_finalize;
}

static void
ktg_archive_party_init (KtgArchiveParty *self)
{
  self->rules = ktg_sending_rules_get_usual ();
  self->summaries = G_LIST_MODEL (g_list_store_new (G_TYPE_OBJECT));
}

static gboolean
load_account (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgArchiveParty *self = data;

  g_clear_pointer (&self->account, ktg_account_free);
  return ktg_upstream_settings_load_account (catalog->db, &self->account, error);
}

/**
 * ktg_archive_party_new:
 * @archive: outlives it; of several of its parties the newest hears that more may be owed
 * @error: the database failed
 *
 * Returns: (transfer full) (nullable): the archive as a party; whether there is a server above its
 * account says
 */
KtgArchiveParty *
ktg_archive_party_new (KtgArchive *archive, GError **error)
{
  g_autoptr (KtgArchiveParty) self = g_object_new (KTG_TYPE_ARCHIVE_PARTY, NULL);

  self->archive = archive;
  if (!ktg_writer_run (ktg_archive_get_writer (archive), load_account, self, error))
    return NULL;

  listen (self);
  return g_steal_pointer (&self);
}
