/* ktg-exchange-json.c - the messages of one exchange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-exchange-json.h"

#include "ktg-envelope-members.h"
#include "ktg-json-reader.h"
#include "ktg-json-writer.h"
#include "ktg-receipt-json.h"
#include "ktg-record-json.h"
#include "ktg-record-read.h"
#include "ktg-wire-forms.h"

#include <ktg-mark.h>
#include <ktg-sha256.h>

#include <string.h>

#define MAX_KEEP_DAYS 3650

static const KtgField missing_fields[] = {
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgMissingFile, sha256), KTG_NEED_ALWAYS },
  { "offset", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgMissingFile, offset), KTG_NEED_ALWAYS },
  { "prove", KTG_FIELD_NONCE, G_STRUCT_OFFSET (KtgMissingFile, prove) },
};

KTG_DEFINE_RECORD (KtgMissingFile, ktg_missing_file, missing_fields)

static const KtgField request_fields[] = {
  { "at", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgExchangeRequest, at) },
  { "marks", KTG_FIELD_TEXTS_OR_NONE, G_STRUCT_OFFSET (KtgExchangeRequest, marks) },
  { "life", KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgExchangeRequest, life) },
  { "holds", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgExchangeRequest, holds) },
  { "file", KTG_FIELD_HASH_START, G_STRUCT_OFFSET (KtgExchangeRequest, file) },
  { "mail", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgExchangeRequest, mail) },
  { "shelf", KTG_FIELD_HASH_START, G_STRUCT_OFFSET (KtgExchangeRequest, shelf) },
  { "book", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgExchangeRequest, book) },
  { "level",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgExchangeRequest, level),
    .record = &ktg_level_range_record },
  { "events", KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgExchangeRequest, events) },
  { "carry", KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgExchangeRequest, carry) },
  { "texts", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgExchangeRequest, texts) },
  { "files", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgExchangeRequest, files) },
  { "lives", KTG_FIELD_TEXTS_OR_NONE, G_STRUCT_OFFSET (KtgExchangeRequest, lives) },
};

KTG_DEFINE_RECORD (KtgExchangeRequest, ktg_exchange_request, request_fields)

static const KtgField limit_fields[] = {
  { "batch_bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgExchangeAnswer, max_batch_bytes) },
  { "file_bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgExchangeAnswer, max_file_bytes) },
  { "keep_days",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgExchangeAnswer, keep_days),
    KTG_NEED_NONE,
    0,
    MAX_KEEP_DAYS },
};

static const KtgRecord limits = KTG_GROUP (limit_fields);

static const KtgField answer_fields[] = {
  { "receipts", KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgExchangeAnswer, receipts) },
  { "receipt",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgExchangeAnswer, receipt),
    .record = &ktg_short_receipt_record },
  { "holder", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgExchangeAnswer, holder) },
  { "missing",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgExchangeAnswer, missing),
    .record = &ktg_missing_file_record },
  { "refused",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgExchangeAnswer, refused),
    .record = &ktg_refusal_record },
  { "mail", KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgExchangeAnswer, mail) },
  { "mail_at", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgExchangeAnswer, mail_at) },
  { "refusals", KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgExchangeAnswer, refusals) },
  { "scopes",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgExchangeAnswer, scopes),
    .record = &ktg_scope_news_record },
  { "marks", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgExchangeAnswer, asks_marks) },
  { "life", KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgExchangeAnswer, life) },
  { "stands", KTG_FIELD_ENVELOPE, G_STRUCT_OFFSET (KtgExchangeAnswer, stands) },
  { "lacks", KTG_FIELD_NUMBERS, G_STRUCT_OFFSET (KtgExchangeAnswer, lacks) },
  { "lives", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgExchangeAnswer, asks) },
  { "more", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgExchangeAnswer, has_more) },
  { "now", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgExchangeAnswer, now), KTG_NEED_FILLED },
  { "limits", KTG_FIELD_GROUP, .record = &limits },
  { "shelf", KTG_FIELD_HASH_START, G_STRUCT_OFFSET (KtgExchangeAnswer, shelf) },
  { "packs",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgExchangeAnswer, packs),
    .record = &ktg_pack_notice_record,
    .flag = G_STRUCT_OFFSET (KtgExchangeAnswer, has_bad_packs) },
  { "book", KTG_FIELD_ENVELOPE, G_STRUCT_OFFSET (KtgExchangeAnswer, book) },
  { "level",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgExchangeAnswer, level),
    .record = &ktg_level_gap_record },
};

KTG_DEFINE_RECORD (KtgExchangeAnswer, ktg_exchange_answer, answer_fields)

static gboolean
has_each_form (const GPtrArray *texts, KtgJsonForm form)
{
  for (guint i = 0; i < texts->len; i++)
    if (!form (g_ptr_array_index (texts, i)))
      return FALSE;

  return TRUE;
}

/**
 * ktg_exchange_request_new:
 *
 * Returns: (transfer full): a request that owes nothing and asks for nothing
 */
KtgExchangeRequest *
ktg_exchange_request_new (void)
{
  return ktg_record_new (&ktg_exchange_request_record);
}

static gboolean
is_mark (const char *text)
{
  g_autoptr (KtgMark) mark = ktg_mark_parse (text);

  return mark != NULL;
}

static void
check_marks (KtgJsonReader *reader, const char *key, const GPtrArray *marks)
{
  if (marks != NULL && (marks->len > KTG_MAX_MARKS || !has_each_form (marks, is_mark)))
    ktg_json_reader_refuse (reader, key, "at most 200, and each a mark");
}

/* All authors are those whose keys begin with nothing, which is as good as absent. */
static void
say_start (char **of)
{
  if (*of == NULL)
    *of = g_strdup ("");
}

/* Whether a range has a form, and lies behind the one before it and not in it. */
static gboolean
follows (const KtgLevelRange *range, const KtgLevelRange *before)
{
  return ktg_wire_is_key_start (range->of)
         && (before == NULL
             || (strcmp (before->of, range->of) < 0 && !g_str_has_prefix (range->of, before->of)));
}

static void
check_level (KtgJsonReader *reader, const GPtrArray *level)
{
  const KtgLevelRange *before = NULL;
  gboolean             is_right = level->len <= KTG_LEVEL_MAX_RANGES;
  guint                n_keys = 0;

  for (guint i = 0; is_right && i < level->len; i++)
    {
      KtgLevelRange *range = g_ptr_array_index (level, i);

      say_start (&range->of);
      n_keys += ktg_level_range_is_key (range->of) ? 1 : 0;
      is_right = follows (range, before) && n_keys <= KTG_LEVEL_MAX_KEYS;
      before = range;
    }

  if (!is_right)
    ktg_json_reader_refuse (reader,
                            "level",
                            "at most 1000 beginnings of keys, 100 of them whole, ascending, and"
                            " none that another one begins with");
}

/* What the description cannot say. */
static void
check_lists (KtgJsonReader *reader, gpointer record)
{
  const KtgExchangeRequest *request = record;
  const GPtrArray          *lives = request->lives;

  if (lives != NULL && (lives->len > KTG_MAX_LIVES || !has_each_form (lives, ktg_wire_is_life)))
    ktg_json_reader_refuse (reader, "lives", "at most 200, and each " KTG_WIRE_LIFE);

  if (!has_each_form (request->files, ktg_wire_is_hash))
    ktg_json_reader_refuse (reader, "files", "each must be " KTG_WIRE_HASH);

  if (!has_each_form (request->texts, ktg_wire_is_hash))
    ktg_json_reader_refuse (reader, "texts", "each must be " KTG_WIRE_HASH);

  check_marks (reader, "at", request->at);
  check_marks (reader, "marks", request->marks);
  check_level (reader, request->level);
}

/**
 * ktg_exchange_request_parse:
 * @text: a request's body, unpacked
 * @error: %KTG_WIRE_ERROR; unknown keys are refused
 *
 * What is in an envelope is not looked at, but its id is computed.
 *
 * Returns: (transfer full) (nullable): the request
 */
KtgExchangeRequest *
ktg_exchange_request_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse_checked (text,
                                        &ktg_exchange_request_record,
                                        &ktg_json_limits_exchange,
                                        TRUE,
                                        check_lists,
                                        error);
}

/**
 * ktg_exchange_request_write:
 * @request: what a device says
 *
 * Returns: (transfer full): a request's body
 */
GBytes *
ktg_exchange_request_write (const KtgExchangeRequest *request)
{
  return ktg_record_json_compose (&ktg_exchange_request_record, request, FALSE);
}

/**
 * ktg_exchange_answer_new:
 *
 * Returns: (transfer full): an answer that brings nothing
 */
KtgExchangeAnswer *
ktg_exchange_answer_new (void)
{
  return ktg_record_new (&ktg_exchange_answer_record);
}

static gboolean
is_sound (const KtgScopeNews *news)
{
  if (!is_mark (news->at) || (news->from != NULL && !is_mark (news->from)))
    return FALSE;

  for (guint i = 0; i < news->events->len; i++)
    {
      const KtgIndexedEvent *event = g_ptr_array_index (news->events, i);

      if ((event->own != 0) == (event->envelope != NULL))
        return FALSE;
    }

  return TRUE;
}

static void
check_answer (KtgJsonReader *reader, gpointer record)
{
  const KtgExchangeAnswer *answer = record;

  for (guint i = 0; i < answer->level->len; i++)
    say_start (&((KtgLevelGap *)g_ptr_array_index (answer->level, i))->of);

  for (guint i = 0; i < answer->scopes->len; i++)
    if (!is_sound (g_ptr_array_index (answer->scopes, i)))
      ktg_json_reader_refuse (reader,
                              "scopes",
                              "each must have marks, and each event its bytes or its own number");
}

static void
drop_bad_packs (KtgExchangeAnswer *answer)
{
  for (guint i = answer->packs->len; i-- > 0;)
    if (!ktg_pack_notice_is_sound (g_ptr_array_index (answer->packs, i)))
      {
        g_ptr_array_remove_index (answer->packs, i);
        answer->has_bad_packs = TRUE;
      }
}

/**
 * ktg_exchange_answer_parse:
 * @text: an answer's body, unpacked
 * @life: (nullable): of the request; the answer's, where that says no other
 * @error: %KTG_WIRE_ERROR; unknown keys are skipped
 *
 * A pack that is announced and cannot be one takes nothing else with it.
 *
 * Returns: (transfer full) (nullable): the answer, nothing of it checked against any key
 */
KtgExchangeAnswer *
ktg_exchange_answer_parse (GBytes *text, const char *life, GError **error)
{
  KtgExchangeAnswer *answer = ktg_record_json_parse_checked (text,
                                                             &ktg_exchange_answer_record,
                                                             &ktg_json_limits_exchange,
                                                             FALSE,
                                                             check_answer,
                                                             error);

  if (answer == NULL)
    return NULL;

  if (answer->life == NULL)
    answer->life = g_strdup (life);
  drop_bad_packs (answer);
  return answer;
}

/**
 * ktg_exchange_answer_write:
 * @answer: what the server says
 *
 * Returns: (transfer full): an answer's body
 */
GBytes *
ktg_exchange_answer_write (const KtgExchangeAnswer *answer)
{
  return ktg_record_json_compose (&ktg_exchange_answer_record, answer, FALSE);
}

/* Each event of the request is in one run, and no run is longer than what is left of them. */
static gboolean
add_runs (KtgReceipt *receipt, const GArray *indexes, const GPtrArray *event_ids)
{
  guint next = 0;

  for (guint i = 0; i + 1 < indexes->len; i += 2)
    {
      guint64 first = g_array_index (indexes, guint64, i);
      guint64 n = g_array_index (indexes, guint64, i + 1);

      if (n == 0 || n > event_ids->len - next)
        return FALSE;
      for (guint64 k = 0; k < n; k++, next++)
        if (first != 0)
          ktg_receipt_add_event (receipt, g_ptr_array_index (event_ids, next), first + k);
    }

  return indexes->len % 2 == 0 && next == event_ids->len;
}

/**
 * ktg_exchange_answer_rebuild_receipt:
 * @answer: gets the whole receipt among its receipts, where it has a short one
 * @event_ids: (element-type utf8): of the events of the request, in its order
 * @node: who should have signed it
 * @device: who made the request
 *
 * The signature is not looked at: of a receipt for anything else it is none.
 *
 * Returns: FALSE if the short receipt is none for these events
 */
gboolean
ktg_exchange_answer_rebuild_receipt (KtgExchangeAnswer *answer,
                                     const GPtrArray   *event_ids,
                                     const char        *node,
                                     const char        *device)
{
  g_autoptr (KtgReceipt) receipt = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = NULL;
  guint8           signature[KTG_SIGNATURE_BYTES];

  if (answer->receipt == NULL)
    return TRUE;

  receipt = ktg_receipt_new ();
  if (!ktg_wire_read_signature (answer->receipt->sig, signature)
      || !add_runs (receipt, answer->receipt->indexes, event_ids))
    return FALSE;

  receipt->node = g_strdup (node);
  receipt->device = g_strdup (device);
  receipt->holder = g_strdup (answer->holder != NULL ? answer->holder : KTG_RECEIPT_OF_CENTRE);
  receipt->life = g_strdup (answer->life);
  receipt->at = g_strdup (answer->now);
  bytes = ktg_receipt_json_write (receipt);
  id = ktg_sha256_of_bytes (bytes);
  g_ptr_array_add (answer->receipts, ktg_envelope_new (id, bytes, signature));
  return TRUE;
}

/**
 * ktg_receipts_answer_parse:
 * @text: what a PATCH that completes a file is answered
 * @error: %KTG_WIRE_ERROR; unknown keys are skipped
 *
 * Returns: (transfer full) (nullable) (element-type KtgEnvelope): the receipts, not checked
 */
GPtrArray *
ktg_receipts_answer_parse (GBytes *text, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_exchange, FALSE, error);
  g_autoptr (GPtrArray) receipts = NULL;

  if (reader == NULL)
    return NULL;

  receipts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  ktg_envelopes_read (reader, "receipts", receipts);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&receipts) : NULL;
}

/**
 * ktg_receipts_answer_write:
 * @receipts: (element-type KtgEnvelope): receipts
 *
 * Returns: (transfer full): the answer's body
 */
GBytes *
ktg_receipts_answer_write (GPtrArray *receipts)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_envelopes_write (writer, "receipts", receipts);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_missing_file_new:
 * @sha256: a file of which the server lacks the rest
 * @offset: the durable bytes it has
 *
 * Returns: (transfer full): a file of an answer
 */
KtgMissingFile *
ktg_missing_file_new (const char *sha256, guint64 offset)
{
  KtgMissingFile *file = ktg_record_new (&ktg_missing_file_record);

  file->sha256 = g_strdup (sha256);
  file->offset = offset;
  return file;
}
