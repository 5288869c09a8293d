/* ktg-exchange.c - one exchange: our texts and questions out, news in
 *
 * Loads the events, sends them, and hands the party what came back as one transaction. Only after
 * that is an answer anything to the planner.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-exchange.h"

#include <ktg-exchange-json.h>
#include <ktg-moment.h>

/* One exchange under way. */
typedef struct
{
  KtgParties          parties;
  KtgExchangeRequest *request;
  KtgExchangeAnswer  *answer;
  GPtrArray          *sent;    /* (element-type utf8) the ids of its own events, in their order */
  GPtrArray          *carried; /* (element-type utf8) of what others wrote, likewise */
  GHashTable         *others;  /* ids of what is to be sent that others wrote */
  char               *file;    /* that was claimed */
  gboolean            had_texts;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_object_unref (exchange->parties.party);
  g_object_unref (exchange->parties.transport);
  g_clear_pointer (&exchange->request, ktg_exchange_request_free);
  g_clear_pointer (&exchange->answer, ktg_exchange_answer_free);
  g_ptr_array_unref (exchange->sent);
  g_ptr_array_unref (exchange->carried);
  g_hash_table_unref (exchange->others);
  g_free (exchange->file);
  g_free (exchange);
}

static void
give_error (GTask *task, const GError *error)
{
  const Exchange *exchange = g_task_get_task_data (task);

  ktg_outcome_give (ktg_outcome_new_for_error (exchange->parties.party, error), task);
}

static gboolean
has_moved (const Exchange *exchange)
{
  for (guint i = 0; i < exchange->answer->scopes->len; i++)
    {
      const KtgScopeNews *news = g_ptr_array_index (exchange->answer->scopes, i);

      if (news->events->len > 0)
        return TRUE;
    }

  return FALSE;
}

/* A server that asks which lives or marks are known, or has more, and does not move would be asked
 * for ever. An answer to texts may have left out what the next one has. */
static gboolean
has_more (const Exchange *exchange)
{
  const KtgExchangeAnswer *answer = exchange->answer;
  gboolean                 was_told = exchange->request->lives != NULL;

  if (answer->asks || was_told)
    return answer->asks != was_told;
  if (exchange->had_texts)
    return answer->has_more;

  if (answer->asks_marks && exchange->request->marks == NULL)
    return TRUE;

  return answer->has_more && (answer->stands != NULL || has_moved (exchange));
}

static KtgOutcome *
make_outcome (Exchange *exchange)
{
  KtgOutcome *outcome = ktg_outcome_new ();

  outcome->missing = g_ptr_array_ref (exchange->answer->missing);
  outcome->max_batch_bytes = exchange->answer->max_batch_bytes;
  outcome->has_more = has_more (exchange);
  outcome->has_bad_packs = exchange->answer->has_bad_packs;

  return outcome;
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ktg_party_apply_news_finish (KTG_PARTY (object), result, &error))
    ktg_outcome_give (make_outcome (g_task_get_task_data (task)), task);
  else
    give_error (task, error);
}

static void
note_server_clock (KtgNews *news, const char *server_now, const KtgSyncWorld *world)
{
  if (!ktg_moment_parse_server_time (server_now, &news->server_now_us))
    return;

  news->has_server_offset = TRUE;
  news->server_offset_ms = news->server_now_us / 1000 - world->now ().wall_us / 1000;
}

static void
note_life (KtgNews *news, const Exchange *exchange)
{
  const KtgExchangeAnswer *answer = exchange->answer;

  news->life = g_strdup (answer->life);
  if (answer->stands != NULL)
    news->stands = ktg_envelope_ref (answer->stands);
  g_array_append_vals (news->lacks, answer->lacks->data, answer->lacks->len);
  news->file = g_strdup (exchange->file);
  news->asks = answer->asks;
  news->keep_days = answer->keep_days;
  if (answer->book != NULL)
    news->book = ktg_envelope_ref (answer->book);
}

static void
note_packs (KtgNews *news, const KtgExchangeAnswer *answer)
{
  if (answer->shelf == NULL)
    return;

  news->packs = ktg_pack_list_new ();
  news->packs->shelf = g_strdup (answer->shelf);
  g_ptr_array_unref (news->packs->packs);
  news->packs->packs = g_ptr_array_ref (answer->packs);
}

static void
share (GPtrArray **array, GPtrArray *with)
{
  g_ptr_array_unref (*array);
  *array = g_ptr_array_ref (with);
}

/* The files that were asked about and are not missing. */
static void
note_unsaid (KtgNews *news, const Exchange *exchange)
{
  const GPtrArray *missing = exchange->answer->missing;
  const GPtrArray *asked = exchange->request->files;
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < missing->len; i++)
    g_hash_table_add (hashes, ((KtgMissingFile *)g_ptr_array_index (missing, i))->sha256);

  for (guint i = 0; i < asked->len; i++)
    if (!g_hash_table_contains (hashes, g_ptr_array_index (asked, i)))
      g_ptr_array_add (news->unsaid, g_strdup (g_ptr_array_index (asked, i)));
}

static KtgNews *
make_news (Exchange *exchange)
{
  const KtgExchangeAnswer *answer = exchange->answer;
  KtgNews                 *news = ktg_news_new ();

  share (&news->receipts, answer->receipts);
  share (&news->mail, answer->mail);
  share (&news->rejections, answer->refusals);
  share (&news->carried, exchange->carried);
  note_unsaid (news, exchange);
  share (&news->texts, exchange->request->texts);
  share (&news->refused, answer->refused);
  share (&news->scopes, answer->scopes);
  share (&news->asked, exchange->request->level);
  share (&news->level, answer->level);
  news->mail_at = answer->mail_at;
  news->asks_marks = answer->asks_marks;
  note_life (news, exchange);
  note_packs (news, answer);
  note_server_clock (news, answer->now, exchange->parties.world);

  return news;
}

static gboolean
rebuild_receipt (Exchange *exchange)
{
  KtgParty *party = exchange->parties.party;

  return ktg_exchange_answer_rebuild_receipt (exchange->answer,
                                              exchange->sent,
                                              ktg_party_get_account (party)->server_key,
                                              ktg_party_get_device (party));
}

static void
apply (GTask *task, const KtgAnswer *answer)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  KtgNews *news;

  exchange->answer = ktg_exchange_answer_parse (answer->body, exchange->request->life, &error);
  if (exchange->answer == NULL)
    {
      ktg_outcome_give (ktg_outcome_new_for_nonsense (error), task);
      return;
    }

  if (!rebuild_receipt (exchange))
    {
      g_set_error_literal (&error,
                           KTG_SYNC_ERROR,
                           KTG_SYNC_ERROR_NOT_KENTONGAN,
                           "The receipt is none for what was sent");
      ktg_outcome_give (ktg_outcome_new_for_nonsense (error), task);
      return;
    }

  news = make_news (exchange);
  if (news->has_server_offset)
    ktg_transport_set_clock_offset_ms (exchange->parties.transport, news->server_offset_ms);
  ktg_party_apply_news_async (exchange->parties.party, news, applied_cb, g_object_ref (task));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = ktg_transport_send_finish (KTG_TRANSPORT (object), result, &error);

  if (answer == NULL)
    give_error (task, error);
  else if (ktg_answer_is_success (answer))
    apply (task, answer);
  else
    ktg_outcome_give (ktg_outcome_new_for_answer (answer, FALSE), task);
}

static void
send (GTask *task)
{
  Exchange   *exchange = g_task_get_task_data (task);
  KtgRequest *request = ktg_request_new ("POST", "/v1/exchange");

  request->body = ktg_exchange_request_write (exchange->request);
  g_ptr_array_set_size (exchange->request->events, 0); /* they are in the body now */
  g_ptr_array_set_size (exchange->request->carry, 0);
  ktg_transport_send_async (exchange->parties.transport,
                            request,
                            g_task_get_cancellable (task),
                            answered_cb,
                            g_object_ref (task));
}

static void
add_event (Exchange *exchange, KtgEnvelope *envelope)
{
  gboolean is_carried = g_hash_table_contains (exchange->others, envelope->id);

  g_ptr_array_add (is_carried ? exchange->request->carry : exchange->request->events,
                   ktg_envelope_ref (envelope));
  g_ptr_array_add (is_carried ? exchange->carried : exchange->sent, g_strdup (envelope->id));
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = ktg_party_load_events_finish (KTG_PARTY (object), result, &error);

  if (events == NULL)
    {
      give_error (task, error);
      return;
    }

  for (guint i = 0; i < events->len; i++)
    add_event (exchange, g_ptr_array_index (events, i));
  send (task);
}

/* Which file it has is said when no text waits for the link. */
static void
make_claim (Exchange *exchange, const KtgOwed *owed, gboolean has_texts)
{
  KtgExchangeRequest *request = exchange->request;

  share (&request->at, owed->at);
  if (owed->marks != NULL)
    request->marks = g_ptr_array_ref (owed->marks);
  request->life = g_strdup (owed->life);
  request->holds = owed->holds;
  request->shelf = g_strdup (owed->shelf);
  request->mail = owed->mail;
  request->book = has_texts ? 0 : owed->book;
  if (!has_texts)
    share (&request->level, owed->level);
  if (owed->file != NULL && !has_texts)
    {
      exchange->file = g_strdup (owed->file);
      request->file = g_strndup (owed->file, KTG_HASH_START_CHARS);
    }
  if (owed->lives != NULL)
    request->lives = g_ptr_array_ref (owed->lives);
}

/* What others wrote is carried, and some of it without its files. */
static void
name_others (Exchange *exchange, const KtgStep *step, const KtgOwed *owed)
{
  g_autoptr (GHashTable) sent = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < step->event_ids->len; i++)
    g_hash_table_add (sent, g_ptr_array_index (step->event_ids, i));

  for (guint i = 0; i < owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      if (!event->is_carried || !g_hash_table_contains (sent, event->event_id))
        continue;
      g_hash_table_add (exchange->others, g_strdup (event->event_id));
      if (event->is_text)
        g_ptr_array_add (exchange->request->texts, g_strdup (event->event_id));
    }
}

/**
 * ktg_exchange_async:
 * @parties: who exchanges
 * @step: what to send and to ask
 * @owed: what the device says of itself
 * @cancellable: (nullable): stops it; an answer that arrived is applied all the same
 */
void
ktg_exchange_async (const KtgParties   *parties,
                    const KtgStep      *step,
                    const KtgOwed      *owed,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, ktg_exchange_async);
  g_task_set_check_cancellable (task, FALSE);
  exchange->parties = *parties;
  exchange->sent = g_ptr_array_new_with_free_func (g_free);
  exchange->carried = g_ptr_array_new_with_free_func (g_free);
  exchange->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_object_ref (exchange->parties.party);
  g_object_ref (exchange->parties.transport);
  exchange->request = ktg_exchange_request_new ();
  exchange->had_texts = step->event_ids->len > 0;
  name_others (exchange, step, owed);
  make_claim (exchange, owed, exchange->had_texts);
  for (guint i = 0; i < step->files->len; i++)
    g_ptr_array_add (exchange->request->files, g_strdup (g_ptr_array_index (step->files, i)));
  g_task_set_task_data (task, exchange, (GDestroyNotify)exchange_free);

  if (step->event_ids->len > 0)
    ktg_party_load_events_async (exchange->parties.party,
                                 step->event_ids,
                                 cancellable,
                                 loaded_cb,
                                 g_object_ref (task));
  else
    send (task);
}
