/* ktg-exchange-json.c - the messages of one exchange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-exchange-json.h"

#include "ktg-envelope-members.h"
#include "ktg-wire-forms.h"

#define MAX_KEEP_DAYS 3650

static void
free_missing_file (gpointer data)
{
  KtgMissingFile *file = data;

  g_free (file->sha256);
  g_free (file);
}

static void
free_refusal (gpointer data)
{
  KtgRefusal *refusal = data;

  g_free (refusal->id);
  g_free (refusal->type);
  g_free (refusal->detail);
  g_free (refusal);
}

static void
free_indexed_event (gpointer data)
{
  KtgIndexedEvent *event = data;

  ktg_envelope_unref (event->envelope);
  g_free (event);
}

static void
free_pack_notice (gpointer data)
{
  KtgPackNotice *notice = data;

  g_free (notice->name);
  g_free (notice->version);
  g_free (notice->sha256);
  g_free (notice);
}

static gint64
read_count (KtgJsonReader *reader, const char *key, KtgJsonNeed need)
{
  return ktg_json_reader_get_number (reader, key, need, 0, KTG_JSON_MAX_NUMBER);
}

static gboolean
are_hashes (const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    if (!ktg_wire_is_hash (texts->pdata[i]))
      return FALSE;

  return TRUE;
}

static void
read_missing_file (KtgJsonReader *reader, gpointer missing)
{
  g_autofree char *sha256 = ktg_wire_read_hash (reader, "sha256");

  g_ptr_array_add (missing,
                   ktg_missing_file_new (sha256, read_count (reader, "offset", KTG_JSON_REQUIRED)));
}

static void
read_refusal (KtgJsonReader *reader, gpointer refused)
{
  g_autofree char *id = ktg_wire_read_hash (reader, "id");
  const char      *type = ktg_json_reader_get_text (reader, "type", KTG_JSON_FILLED);
  const char      *detail = ktg_json_reader_get_text (reader, "detail", KTG_JSON_OPTIONAL);

  g_ptr_array_add (refused, ktg_refusal_new (id, type, detail));
}

static void
read_event (KtgJsonReader *reader, gpointer events)
{
  gint64 index
      = ktg_json_reader_get_number (reader, "index", KTG_JSON_REQUIRED, 1, KTG_JSON_MAX_NUMBER);
  g_autoptr (KtgEnvelope) envelope = ktg_envelope_members_read (reader);

  if (envelope != NULL)
    g_ptr_array_add (events, ktg_indexed_event_new (index, envelope));
}

static void
read_pack_notice (KtgJsonReader *reader, gpointer packs)
{
  g_autofree char *name = ktg_json_reader_dup_formed (reader,
                                                      "name",
                                                      KTG_JSON_REQUIRED,
                                                      ktg_wire_is_file_name,
                                                      KTG_WIRE_FILE_NAME);
  g_autofree char *sha256 = ktg_wire_read_hash (reader, "sha256");
  const char      *version = ktg_json_reader_get_text (reader, "version", KTG_JSON_FILLED);

  g_ptr_array_add (packs, ktg_pack_notice_new (name, version, sha256));
}

static void
read_life (KtgJsonReader *reader, KtgExchangeAnswer *answer)
{
  answer->life = ktg_wire_read_life (reader, "life", KTG_JSON_OPTIONAL);
  if (ktg_json_reader_enter (reader, "stands", KTG_JSON_OPTIONAL))
    {
      answer->stands = ktg_envelope_members_read (reader);
      ktg_json_reader_leave (reader);
    }
  ktg_json_reader_take_numbers (reader, "lacks", 0, KTG_JSON_MAX_NUMBER, answer->lacks);
  answer->asks = ktg_json_reader_get_flag (reader, "lives", KTG_JSON_OPTIONAL);
}

static void
read_limits (KtgJsonReader *reader, KtgExchangeAnswer *answer)
{
  if (!ktg_json_reader_enter (reader, "limits", KTG_JSON_OPTIONAL))
    return;

  answer->max_batch_bytes = read_count (reader, "batch_bytes", KTG_JSON_OPTIONAL);
  answer->max_file_bytes = read_count (reader, "file_bytes", KTG_JSON_OPTIONAL);
  answer->keep_days = (guint)
      ktg_json_reader_get_number (reader, "keep_days", KTG_JSON_OPTIONAL, 0, MAX_KEEP_DAYS);
  ktg_json_reader_leave (reader);
}

static KtgExchangeAnswer *
read_answer (KtgJsonReader *reader)
{
  KtgExchangeAnswer *answer = ktg_exchange_answer_new ();

  ktg_envelopes_read (reader, "receipts", answer->receipts);
  ktg_json_reader_read_each (reader, "missing", read_missing_file, answer->missing);
  ktg_json_reader_read_each (reader, "refused", read_refusal, answer->refused);
  ktg_json_reader_read_each (reader, "events", read_event, answer->events);
  answer->cursor = read_count (reader, "cursor", KTG_JSON_REQUIRED);
  read_life (reader, answer);
  answer->has_more = ktg_json_reader_get_flag (reader, "more", KTG_JSON_OPTIONAL);
  answer->now = ktg_json_reader_dup_text (reader, "now", KTG_JSON_FILLED);
  read_limits (reader, answer);
  ktg_json_reader_read_each (reader, "packs", read_pack_notice, answer->packs);
  return answer;
}

static void
write_missing_file (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgMissingFile *file = element;

  ktg_json_writer_put_text (writer, "sha256", file->sha256);
  ktg_json_writer_put_number (writer, "offset", file->offset);
}

static void
write_refusal (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgRefusal *refusal = element;

  ktg_json_writer_put_text (writer, "id", refusal->id);
  ktg_json_writer_put_text (writer, "type", refusal->type);
  ktg_json_writer_put_text (writer, "detail", refusal->detail);
}

static void
write_event (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgIndexedEvent *event = element;

  ktg_json_writer_put_number (writer, "index", event->index);
  ktg_envelope_members_write (writer, event->envelope);
}

static void
put_if_said (KtgJsonWriter *writer, const char *key, guint64 number)
{
  if (number > 0)
    ktg_json_writer_put_number (writer, key, (gint64)number);
}

static void
write_life (KtgJsonWriter *writer, const KtgExchangeAnswer *answer)
{
  ktg_json_writer_put_text (writer, "life", answer->life);
  if (answer->stands != NULL)
    {
      ktg_json_writer_begin_object (writer, "stands");
      ktg_envelope_members_write (writer, answer->stands);
      ktg_json_writer_end_object (writer);
    }
  if (answer->lacks->len > 0)
    ktg_json_writer_put_number_array (writer, "lacks", answer->lacks);
  if (answer->asks)
    ktg_json_writer_put_flag (writer, "lives", TRUE);
}

static void
write_limits (KtgJsonWriter *writer, const KtgExchangeAnswer *answer)
{
  ktg_json_writer_begin_object (writer, "limits");
  ktg_json_writer_put_number (writer, "batch_bytes", answer->max_batch_bytes);
  ktg_json_writer_put_number (writer, "file_bytes", answer->max_file_bytes);
  put_if_said (writer, "keep_days", answer->keep_days);
  ktg_json_writer_end_object (writer);
}

static void
write_pack_notice (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgPackNotice *notice = element;

  ktg_json_writer_put_text (writer, "name", notice->name);
  ktg_json_writer_put_text (writer, "version", notice->version);
  ktg_json_writer_put_text (writer, "sha256", notice->sha256);
}

KtgExchangeRequest *
ktg_exchange_request_new (void)
{
  KtgExchangeRequest *request = g_new0 (KtgExchangeRequest, 1);

  request->events = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  request->files = g_ptr_array_new_with_free_func (g_free);
  return request;
}

void
ktg_exchange_request_free (KtgExchangeRequest *request)
{
  if (request == NULL)
    return;

  g_free (request->life);
  g_free (request->file);
  g_clear_pointer (&request->lives, g_ptr_array_unref);
  g_ptr_array_unref (request->events);
  g_ptr_array_unref (request->files);
  g_free (request);
}

static void
read_lives (KtgJsonReader *reader, KtgExchangeRequest *request)
{
  gboolean are_lives;

  if (!ktg_json_reader_has (reader, "lives"))
    return;

  request->lives = g_ptr_array_new_with_free_func (g_free);
  ktg_json_reader_take_text_array (reader, "lives", KTG_JSON_OPTIONAL, request->lives);
  are_lives = request->lives->len <= KTG_MAX_LIVES;
  for (guint i = 0; i < request->lives->len && are_lives; i++)
    are_lives = ktg_wire_is_life (request->lives->pdata[i]);
  if (!are_lives)
    ktg_json_reader_refuse (reader, "lives", "at most 200, and each " KTG_WIRE_LIFE);
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
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_exchange, TRUE, error);
  g_autoptr (KtgExchangeRequest) request = NULL;

  if (reader == NULL)
    return NULL;

  request = ktg_exchange_request_new ();
  request->cursor = read_count (reader, "cursor", KTG_JSON_REQUIRED);
  request->life = ktg_wire_read_life (reader, "life", KTG_JSON_OPTIONAL);
  request->holds = (guint64)read_count (reader, "holds", KTG_JSON_OPTIONAL);
  request->file = ktg_json_reader_dup_formed (reader,
                                              "file",
                                              KTG_JSON_OPTIONAL,
                                              ktg_wire_is_hash_start,
                                              KTG_WIRE_HASH_START);
  ktg_envelopes_read (reader, "events", request->events);
  ktg_json_reader_take_text_array (reader, "files", KTG_JSON_OPTIONAL, request->files);
  read_lives (reader, request);

  if (!are_hashes (request->files))
    ktg_json_reader_refuse (reader, "files", "each must be " KTG_WIRE_HASH);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&request) : NULL;
}

static void
put_texts (KtgJsonWriter *writer, const char *key, const GPtrArray *texts)
{
  ktg_json_writer_begin_array (writer, key);
  for (guint i = 0; i < texts->len; i++)
    ktg_json_writer_put_text (writer, NULL, texts->pdata[i]);
  ktg_json_writer_end_array (writer);
}

GBytes *
ktg_exchange_request_write (const KtgExchangeRequest *request)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_number (writer, "cursor", request->cursor);
  ktg_json_writer_put_text (writer, "life", request->life);
  put_if_said (writer, "holds", request->holds);
  ktg_json_writer_put_text (writer, "file", request->file);
  ktg_envelopes_write (writer, "events", request->events);
  put_texts (writer, "files", request->files);
  if (request->lives != NULL)
    put_texts (writer, "lives", request->lives);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

KtgExchangeAnswer *
ktg_exchange_answer_new (void)
{
  KtgExchangeAnswer *answer = g_new0 (KtgExchangeAnswer, 1);

  answer->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  answer->lacks = g_array_new (FALSE, FALSE, sizeof (guint64));
  answer->missing = g_ptr_array_new_with_free_func (free_missing_file);
  answer->refused = g_ptr_array_new_with_free_func (free_refusal);
  answer->events = g_ptr_array_new_with_free_func (free_indexed_event);
  answer->packs = g_ptr_array_new_with_free_func (free_pack_notice);
  return answer;
}

void
ktg_exchange_answer_free (KtgExchangeAnswer *answer)
{
  if (answer == NULL)
    return;

  g_ptr_array_unref (answer->receipts);
  g_free (answer->life);
  g_clear_pointer (&answer->stands, ktg_envelope_unref);
  g_array_unref (answer->lacks);
  g_ptr_array_unref (answer->missing);
  g_ptr_array_unref (answer->refused);
  g_ptr_array_unref (answer->events);
  g_ptr_array_unref (answer->packs);
  g_free (answer->now);
  g_free (answer);
}

/**
 * ktg_exchange_answer_parse:
 * @text: an answer's body, unpacked
 * @error: %KTG_WIRE_ERROR; unknown keys are skipped
 *
 * Returns: (transfer full) (nullable): the answer, nothing of it checked against any key
 */
KtgExchangeAnswer *
ktg_exchange_answer_parse (GBytes *text, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_exchange, FALSE, error);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  if (reader == NULL)
    return NULL;

  answer = read_answer (reader);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&answer) : NULL;
}

GBytes *
ktg_exchange_answer_write (const KtgExchangeAnswer *answer)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_envelopes_write (writer, "receipts", answer->receipts);
  ktg_json_writer_write_each (writer, "missing", answer->missing, write_missing_file);
  ktg_json_writer_write_each (writer, "refused", answer->refused, write_refusal);
  ktg_json_writer_write_each (writer, "events", answer->events, write_event);
  ktg_json_writer_put_number (writer, "cursor", answer->cursor);
  write_life (writer, answer);
  ktg_json_writer_put_flag (writer, "more", answer->has_more);
  ktg_json_writer_put_needed_text (writer, "now", answer->now);
  write_limits (writer, answer);
  ktg_json_writer_write_each (writer, "packs", answer->packs, write_pack_notice);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

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

GBytes *
ktg_receipts_answer_write (GPtrArray *receipts)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_envelopes_write (writer, "receipts", receipts);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

KtgMissingFile *
ktg_missing_file_new (const char *sha256, guint64 offset)
{
  KtgMissingFile *file = g_new0 (KtgMissingFile, 1);

  file->sha256 = g_strdup (sha256);
  file->offset = offset;
  return file;
}

KtgRefusal *
ktg_refusal_new (const char *id, const char *type, const char *detail)
{
  KtgRefusal *refusal = g_new0 (KtgRefusal, 1);

  refusal->id = g_strdup (id);
  refusal->type = g_strdup (type);
  refusal->detail = g_strdup (detail);
  return refusal;
}

/**
 * ktg_indexed_event_new:
 * @index: the server's order
 * @envelope: the event; a reference is taken
 *
 * Returns: (transfer full): an event of an answer
 */
KtgIndexedEvent *
ktg_indexed_event_new (guint64 index, KtgEnvelope *envelope)
{
  KtgIndexedEvent *event = g_new0 (KtgIndexedEvent, 1);

  event->index = index;
  event->envelope = ktg_envelope_ref (envelope);
  return event;
}

KtgPackNotice *
ktg_pack_notice_new (const char *name, const char *version, const char *sha256)
{
  KtgPackNotice *notice = g_new0 (KtgPackNotice, 1);

  notice->name = g_strdup (name);
  notice->version = g_strdup (version);
  notice->sha256 = g_strdup (sha256);
  return notice;
}
