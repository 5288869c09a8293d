/* ktg-exchange-endpoint.c - POST /v1/exchange
 *
 * On the HTTP thread the message is read and every signature checked; on the writer's thread events
 * are taken and things looked up; after the COMMIT, on the HTTP thread again, the receipt is signed
 * and the answer written. A long message is read, and a long answer written, on a desk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-exchange-endpoint.h"

#include "ktg-catalog.h"
#include "ktg-http-body.h"
#include "ktg-life.h"
#include "ktg-problem-answer.h"
#include "ktg-service.h"
#include "ktg-signed-bookmark.h"
#include "ktg-signed-receipt.h"
#include "ktg-signed-rejection.h"
#include "ktg-timestamp.h"

#include <ktg-base64url.h>
#include <ktg-exchange-json.h>
#include <ktg-problem-json.h>

#include <string.h>

typedef struct
{
  KtgService         *service;
  KtgHttpRequest     *request;
  KtgDevice          *device;
  gint64              now_ms;
  gsize               size_bytes; /* of the message, unpacked */
  gboolean            is_inside;  /* the workroom */
  char               *life;       /* the present one */
  KtgExchangeRequest *message;

  /* what the writer found */
  gboolean is_over_budget;
  KtgBatch batch;
} Exchange;

static Exchange *
exchange_new (KtgService *service, KtgHttpRequest *request, KtgDevice *device, gint64 now_ms)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->service = service;
  self->request = ktg_http_request_ref (request);
  self->device = device;
  self->now_ms = now_ms;
  self->life = ktg_archive_dup_life (service->archive);
  ktg_batch_init (&self->batch);
  self->batch.roster = ktg_archive_get_roster (service->archive);
  self->batch.claim = (KtgClaim){ self->life, device, NULL };
  self->batch.now_ms = now_ms;
  self->batch.carriage.now_ms = now_ms;
  self->batch.carriage.carrier = device;

  return self;
}

static void
leave_workroom (Exchange *self)
{
  if (self->is_inside)
    ktg_workroom_leave (self->service->workroom, self->device->number, self->size_bytes);
  self->is_inside = FALSE;
}

static void
exchange_free (Exchange *self)
{
  ktg_batch_clear (&self->batch);
  g_clear_pointer (&self->message, ktg_exchange_request_free);
  leave_workroom (self);
  g_free (self->life);
  ktg_device_unref (self->device);
  ktg_http_request_unref (self->request);
  g_free (self);
}

static void
refuse (Exchange *self, KtgHttpAnswer *answer)
{
  ktg_http_request_answer (self->request, answer);
  exchange_free (self);
}

/* --- after the COMMIT --- */

/* The device knows the rest. */
static KtgShortReceipt *
new_short_receipt (const Exchange *self, const KtgEnvelope *receipt)
{
  KtgShortReceipt *brief = ktg_short_receipt_new ();

  brief->sig = ktg_base64url_encode (receipt->signature, KTG_SIGNATURE_BYTES);
  for (guint i = 0; i < self->batch.offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (self->batch.offers, i);

      ktg_short_receipt_add_index (brief, offer->refusal == NULL ? offer->index : 0);
    }

  return brief;
}

static void
add_short_receipt (const Exchange *self, KtgExchangeAnswer *answer, const KtgEnvelope *receipt)
{
  const char *holder = ktg_archive_get_holder (self->service->archive);

  answer->receipt = new_short_receipt (self, receipt);
  if (strcmp (holder, KTG_RECEIPT_OF_CENTRE) != 0)
    answer->holder = g_strdup (holder);
}

static KtgEnvelope *
sign_receipt (Exchange *self, KtgReceipt *receipt, const char *device, gint64 now_ms)
{
  receipt->life = g_strdup (self->life);
  return ktg_signed_receipt_new (receipt,
                                 ktg_archive_get_key (self->service->archive),
                                 device,
                                 ktg_archive_get_holder (self->service->archive),
                                 now_ms);
}

static void
add_receipt (Exchange *self, KtgExchangeAnswer *answer, gint64 now_ms)
{
  g_autoptr (KtgEnvelope) receipt = NULL;

  if (self->batch.receipt->events->len == 0 && self->batch.receipt->files->len == 0)
    return;

  receipt = sign_receipt (self, self->batch.receipt, self->device->key, now_ms);
  if (self->batch.receipt->files->len == 0)
    add_short_receipt (self, answer, receipt);
  else
    g_ptr_array_add (answer->receipts, g_steal_pointer (&receipt));
}

/* Each to the author of what it is for. */
static void
add_carried_receipts (Exchange *self, KtgExchangeAnswer *answer, gint64 now_ms)
{
  const GPtrArray *receipts = self->batch.carriage.receipts;

  for (guint i = 0; i < receipts->len; i++)
    {
      KtgReceipt      *receipt = g_ptr_array_index (receipts, i);
      g_autofree char *author = g_strdup (receipt->device);

      g_ptr_array_add (answer->receipts, sign_receipt (self, receipt, author, now_ms));
    }
}

static KtgRefusal *
new_refusal (const KtgOffer *offer)
{
  g_autofree char *type = g_strconcat (KTG_PROBLEM_PREFIX, offer->refusal, NULL);

  return ktg_refusal_new (offer->envelope->id, type, ktg_offer_get_refusal_detail (offer));
}

static void
add_refusals (Exchange *self, const GPtrArray *offers, KtgExchangeAnswer *answer)
{
  for (guint i = 0; i < offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (offers, i);

      if (offer->refusal == NULL)
        continue;
      ktg_tally_count (self->service->tally, offer->refusal, self->device->number);
      g_ptr_array_add (answer->refused, new_refusal (offer));
    }
}

static KtgRejection *
get_rejection (Exchange *self, GHashTable *by_author, const char *author)
{
  KtgRejection *rejection = g_hash_table_lookup (by_author, author);

  if (rejection != NULL)
    return rejection;

  rejection = ktg_rejection_new ();
  rejection->device = g_strdup (author);
  rejection->life = g_strdup (self->life);
  g_hash_table_insert (by_author, rejection->device, rejection);
  return rejection;
}

/* What an author has to hear of his own goes home with who carried it. */
static void
add_rejections (Exchange *self, KtgExchangeAnswer *answer, gint64 now_ms)
{
  g_autoptr (GHashTable) by_author
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)ktg_rejection_free);
  const GPtrArray *offers = self->batch.carriage.offers;
  KtgSigningKey   *key = ktg_archive_get_key (self->service->archive);
  GHashTableIter   iter;
  gpointer         rejection;

  for (guint i = 0; i < offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (offers, i);

      if (ktg_offer_is_for_author (offer))
        g_ptr_array_add (get_rejection (self, by_author, offer->author->key)->events,
                         new_refusal (offer));
    }

  g_hash_table_iter_init (&iter, by_author);
  while (g_hash_table_iter_next (&iter, NULL, &rejection))
    g_ptr_array_add (answer->refusals, ktg_signed_rejection_new (rejection, key, now_ms));
}

static void
move_all (GPtrArray *from, GPtrArray *to)
{
  g_ptr_array_extend_and_steal (to, g_ptr_array_ref (from));
}

/* What others of the regency brought the device need not bring once more. */
static void
challenge (Exchange *self)
{
  for (guint i = 0; i < self->batch.missing->len; i++)
    {
      KtgMissingFile    *file = g_ptr_array_index (self->batch.missing, i);
      const KtgChallenge what = { self->device->number, file->sha256 };

      if (file->may_prove)
        file->prove = ktg_challenges_issue (self->service->challenges, &what, self->now_ms);
    }
}

static void
add_life (Exchange *self, KtgExchangeAnswer *answer)
{
  const KtgReckoning *reckoning = &self->batch.reckoning;

  if (g_strcmp0 (self->batch.claim.message->life, self->life) != 0)
    answer->life = g_strdup (self->life);
  answer->asks = reckoning->asks;
  if (reckoning->is_late && !reckoning->asks)
    answer->stands = ktg_life_sign (ktg_archive_get_key (self->service->archive),
                                    self->life,
                                    reckoning->of,
                                    &reckoning->bounds,
                                    self->now_ms);
  g_array_append_vals (answer->lacks, reckoning->lacks->data, reckoning->lacks->len);
}

/* Whoever has not heard this list hears it in an answer to no texts. */
static gboolean
has_another_shelf (Exchange *self)
{
  g_autoptr (KtgShelfList) list
      = ktg_shelf_dup_list (ktg_archive_get_shelf (self->service->archive));

  return g_strcmp0 (self->message->shelf, list->mark) != 0;
}

/* Once: whoever has heard this list says so. */
static void
add_packs (Exchange *self, KtgExchangeAnswer *answer)
{
  g_autoptr (KtgShelfList) list
      = ktg_shelf_dup_list (ktg_archive_get_shelf (self->service->archive));

  if (g_strcmp0 (self->message->shelf, list->mark) == 0)
    return;

  answer->shelf = g_strdup (list->mark);
  for (guint i = 0; i < list->packs->len; i++)
    {
      const KtgShelvedPack *pack = g_ptr_array_index (list->packs, i);

      if (pack->word != NULL)
        g_ptr_array_add (answer->packs, ktg_pack_notice_copy (pack->notice));
    }
}

/* Not where texts came: on a thin link it would hold their receipts back. */
static void
add_leisurely (Exchange *self, KtgExchangeAnswer *answer)
{
  if (ktg_batch_has_events (&self->batch))
    {
      answer->has_more |= has_another_shelf (self);
      return;
    }

  answer->max_batch_bytes = KTG_MAX_BATCH_BYTES;
  answer->max_file_bytes = KTG_MAX_FILE_BYTES;
  answer->keep_days = self->service->keep_days;
  move_all (self->batch.mail.letters, answer->mail);
  answer->mail_at = self->batch.mail.at;
  answer->has_more |= self->batch.mail.has_more;
  move_all (self->batch.level, answer->level);
  add_packs (self, answer);
  if (self->batch.book != NULL)
    answer->book = ktg_signed_bookmark_new (self->batch.book,
                                            ktg_archive_get_key (self->service->archive),
                                            self->now_ms);
  else if (self->batch.book_above != NULL)
    answer->book = ktg_envelope_ref (self->batch.book_above);
}

static KtgExchangeAnswer *
compose (Exchange *self)
{
  KtgExchangeAnswer *answer = ktg_exchange_answer_new ();
  gint64             now_ms = ktg_service_get_now_ms ();

  add_receipt (self, answer, now_ms);
  add_carried_receipts (self, answer, now_ms);
  add_refusals (self, self->batch.offers, answer);
  add_refusals (self, self->batch.carriage.offers, answer);
  add_rejections (self, answer, now_ms);
  challenge (self);
  move_all (self->batch.missing, answer->missing);
  move_all (self->batch.walk.scopes, answer->scopes);
  answer->asks_marks = self->batch.walk.asks_marks;
  answer->has_more = self->batch.walk.has_more;
  answer->now = ktg_timestamp_dup (now_ms);
  add_life (self, answer);
  add_leisurely (self, answer);

  return answer;
}

static KtgHttpAnswer *
write_answer (gpointer data)
{
  Exchange *self = data;
  g_autoptr (KtgExchangeAnswer) answer = compose (self);
  g_autoptr (GBytes) content = ktg_exchange_answer_write (answer);

  leave_workroom (self); /* the device may ask again as soon as it hears */
  return ktg_http_answer_new (200, "application/json", content);
}

static void
answer_exchange (gpointer data)
{
  Exchange *self = data;

  ktg_http_request_answer (self->request, write_answer (self));
  exchange_free (self);
}

/* Refusals are counted though nobody hears of them. */
static gboolean
has_refusal (const GPtrArray *offers)
{
  for (guint i = 0; i < offers->len; i++)
    if (((KtgOffer *)g_ptr_array_index (offers, i))->refusal != NULL)
      return TRUE;

  return FALSE;
}

/* What is soon written needs no desk. */
static void
send_answer (Exchange *self)
{
  gboolean is_short
      = self->size_bytes <= KTG_SHORT_MESSAGE_BYTES && self->batch.walk.scopes->len == 0;

  if (is_short && !has_refusal (self->batch.offers) && !has_refusal (self->batch.carriage.offers))
    ktg_http_request_answer (self->request,
                             ktg_http_answer_new_later (write_answer,
                                                        self,
                                                        (GDestroyNotify)exchange_free));
  else
    ktg_desk_push (self->service->desk, answer_exchange, self);
}

/* Its own word: whether the folder was put back somebody else has to know. */
static void
note_claim (Exchange *self)
{
  if ((self->batch.reckoning.asks || self->batch.reckoning.lacks->len > 0)
      && g_atomic_int_compare_and_exchange (&self->service->was_claimed, FALSE, TRUE))
    g_message ("device %" G_GINT64_FORMAT
               " says that it knows more than is here: if this folder was put back, who was revoked"
               " or enrolled since it was copied, and which code was cancelled, is not in it: do"
               " that again; if it was not, that is not so",
               self->device->number);
}

/* Of the events it brings, or of those of them that were taken now. */
static gsize
sum_bytes (const GPtrArray *offers, gboolean only_new)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (offers, i);

      n_bytes += offer->is_new || !only_new ? g_bytes_get_size (offer->envelope->bytes) : 0;
    }

  return n_bytes;
}

/* What it carries counts as its own does. */
static gsize
sum_all_bytes (const Exchange *self, gboolean only_new)
{
  return sum_bytes (self->batch.offers, only_new)
         + sum_bytes (self->batch.carriage.offers, only_new);
}

static void
spend (Exchange *self)
{
  gsize n_bytes = sum_all_bytes (self, TRUE);

  if (n_bytes > 0)
    ktg_day_budget_spend (self->service->event_budget,
                          self->device->number,
                          (gint64)n_bytes,
                          self->now_ms);
  ktg_admission_charge_links (self->service->admission,
                              self->device->key,
                              ktg_carriage_get_n_links (&self->batch.carriage));
}

static void
exchange_done (gpointer data, const GError *error)
{
  Exchange *self = data;

  if (error == NULL && self->is_over_budget)
    {
      refuse (self,
              ktg_problem_answer_new_later (429,
                                            "day-budget",
                                            "The device brought enough for today"));
      return;
    }

  if (error == NULL)
    {
      ktg_roster_put_all (self->batch.roster, self->batch.carriage.changed);
      spend (self);
      note_claim (self);
      send_answer (self);
      return;
    }

  g_warning ("an exchange was not taken: %s", error->message);
  refuse (self, ktg_http_answer_new_busy ());
}

/* --- on the writer's thread --- */

static gboolean
is_over_budget (Exchange *self)
{
  gsize n_bytes = sum_all_bytes (self, FALSE);

  return n_bytes > 0
         && !ktg_day_budget_allows (self->service->event_budget,
                                    self->device->number,
                                    n_bytes,
                                    self->now_ms);
}

static gboolean
exchange_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Exchange *self = data;

  self->is_over_budget = is_over_budget (self);
  return self->is_over_budget || ktg_catalog_take_batch (catalog, &self->batch, error);
}

/* --- before --- */

static KtgHttpAnswer *
new_refusal_of_message (const GError *error)
{
  if (g_error_matches (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_TOO_LARGE))
    return ktg_http_answer_new_problem (413, "too-large", "The message is too large");

  return ktg_http_answer_new_problem (400, "request", "The message cannot be read");
}

static void
read_carried (Exchange *self)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->message->texts->len; i++)
    g_hash_table_add (texts, g_ptr_array_index (self->message->texts, i));

  for (guint i = 0; i < self->message->carry->len; i++)
    {
      KtgEnvelope *envelope = g_ptr_array_index (self->message->carry, i);
      KtgOffer    *offer = ktg_offer_new (envelope, NULL);

      offer->is_text = g_hash_table_contains (texts, envelope->id);
      g_ptr_array_add (self->batch.carriage.offers, offer);
    }
}

static void
read_offers (Exchange *self)
{
  for (guint i = 0; i < self->message->events->len; i++)
    {
      KtgEnvelope *envelope = g_ptr_array_index (self->message->events, i);

      g_ptr_array_add (self->batch.offers, ktg_offer_new (envelope, self->device));
    }

  read_carried (self);
}

/* Whoever carried much has many sums. */
static gboolean
can_afford_level (Exchange *self)
{
  return self->message->level->len == 0
         || ktg_budgets_take_request (self->service->budgets,
                                      self->device->number,
                                      KTG_BUDGET_LEVEL_PRICE - 1,
                                      g_get_monotonic_time ());
}

/* NULL when the message is read. */
static KtgHttpAnswer *
read_message (Exchange *self)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  KtgHttpAnswer *refusal = ktg_http_body_unpack (self->request, KTG_BUDGET_UNPACKED_BYTES, &body);

  ktg_http_request_drop_body (self->request);
  if (refusal != NULL)
    return refusal;

  self->message = ktg_exchange_request_parse (body, &error);
  if (self->message == NULL)
    return new_refusal_of_message (error);

  self->batch.claim.message = self->message;
  if (self->message->events->len + self->message->carry->len > KTG_BUDGET_EVENTS
      || self->message->texts->len > KTG_BUDGET_EVENTS
      || self->message->files->len > KTG_BUDGET_FILES)
    return ktg_http_answer_new_problem (413,
                                        "too-many",
                                        "A request has 1,000 events and files at most");

  return can_afford_level (self) ? NULL : ktg_problem_answer_new_too_many ();
}

static void
read_exchange (gpointer data)
{
  static const KtgWriterJob job = { exchange_work, exchange_done };
  Exchange                 *self = data;
  KtgHttpAnswer            *refusal = NULL;

  self->is_inside = TRUE;
  if (ktg_http_request_is_over (self->request)) /* while it waited */
    {
      exchange_free (self);
      return;
    }

  refusal = read_message (self);
  if (refusal != NULL)
    {
      refuse (self, refusal);
      return;
    }

  read_offers (self);
  if (!ktg_writer_push (ktg_archive_get_writer (self->service->archive), &job, self))
    refuse (self, ktg_http_answer_new_busy ());
}

/* A long message costs as much as so many short ones. */
static gboolean
can_afford (Exchange *self)
{
  return ktg_budgets_take_request (self->service->budgets,
                                   self->device->number,
                                   (guint)(self->size_bytes / KTG_SHORT_MESSAGE_BYTES),
                                   g_get_monotonic_time ());
}

/**
 * ktg_exchange_endpoint_ready:
 * @service: the #KtgService
 *
 * The request is here, with its body. On an HTTP thread.
 */
void
ktg_exchange_endpoint_ready (KtgHttpRequest *request, gpointer service)
{
  KtgService    *self = service;
  gint64         now_ms = ktg_service_get_now_ms ();
  KtgDevice     *device = NULL;
  KtgHttpAnswer *refusal = ktg_admission_check (self->admission, request, now_ms, &device);
  Exchange      *exchange;

  if (refusal != NULL)
    {
      ktg_http_request_answer (request, refusal);
      return;
    }

  exchange = exchange_new (self, request, device, now_ms);
  exchange->size_bytes = ktg_http_body_get_unpacked_bytes (request);
  if (exchange->size_bytes > KTG_BUDGET_UNPACKED_BYTES)
    refuse (exchange, ktg_http_answer_new_problem (413, "too-large", "The message is too large"));
  else if (!can_afford (exchange))
    refuse (exchange, ktg_problem_answer_new_too_many ());
  else
    ktg_workroom_enter (self->workroom,
                        device->number,
                        exchange->size_bytes,
                        read_exchange,
                        exchange);
}
