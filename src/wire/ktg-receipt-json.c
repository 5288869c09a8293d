/* ktg-receipt-json.c - a receipt to the bytes that are signed, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-receipt-json.h"

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"
#include "ktg-wire-forms.h"

#define VERSION 1

static const char *const type_names[] = { "receipt", NULL };

static void
read_event (KtgJsonReader *reader, gpointer receipt)
{
  g_autofree char *id = ktg_wire_read_hash (reader, "id");
  gint64           index
      = ktg_json_reader_get_number (reader, "index", KTG_JSON_REQUIRED, 1, KTG_JSON_MAX_NUMBER);

  ktg_receipt_add_event (receipt, id, index);
}

static void
read_file (KtgJsonReader *reader, gpointer receipt)
{
  g_autofree char *sha256 = ktg_wire_read_hash (reader, "sha256");
  gint64           size_bytes
      = ktg_json_reader_get_number (reader, "bytes", KTG_JSON_REQUIRED, 0, KTG_JSON_MAX_NUMBER);
  gint64 index
      = ktg_json_reader_get_number (reader, "index", KTG_JSON_OPTIONAL, 1, KTG_JSON_MAX_NUMBER);

  ktg_receipt_add_file (receipt, sha256, size_bytes, index);
}

static KtgReceipt *
read_receipt (KtgJsonReader *reader)
{
  KtgReceipt *receipt = ktg_receipt_new ();

  ktg_json_reader_get_number (reader, "v", KTG_JSON_REQUIRED, VERSION, VERSION);
  ktg_json_reader_get_choice (reader, "type", KTG_JSON_REQUIRED, type_names);
  receipt->server = ktg_wire_read_key (reader, "server");
  receipt->device = ktg_wire_read_key (reader, "device");
  receipt->life = ktg_wire_read_life (reader, "life", KTG_JSON_OPTIONAL);
  receipt->at = ktg_json_reader_dup_text (reader, "at", KTG_JSON_FILLED);
  ktg_json_reader_read_each (reader, "events", read_event, receipt);
  ktg_json_reader_read_each (reader, "files", read_file, receipt);
  return receipt;
}

static void
write_event (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgReceiptEvent *event = element;

  ktg_json_writer_put_text (writer, "id", event->event_id);
  ktg_json_writer_put_number (writer, "index", event->index);
}

static void
write_file (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgReceiptFile *file = element;

  ktg_json_writer_put_text (writer, "sha256", file->sha256);
  ktg_json_writer_put_number (writer, "bytes", file->size_bytes);
  if (file->index != 0)
    ktg_json_writer_put_number (writer, "index", file->index);
}

/**
 * ktg_receipt_json_parse:
 * @bytes: what the server signed
 * @error: %KTG_WIRE_ERROR
 *
 * Says nothing of the signature: check it first.
 *
 * Returns: (transfer full) (nullable): the receipt
 */
KtgReceipt *
ktg_receipt_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (bytes, &ktg_json_limits_exchange, FALSE, error);
  g_autoptr (KtgReceipt) receipt = NULL;

  if (reader == NULL)
    return NULL;

  receipt = read_receipt (reader);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&receipt) : NULL;
}

GBytes *
ktg_receipt_json_write (const KtgReceipt *receipt)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_number (writer, "v", VERSION);
  ktg_json_writer_put_text (writer, "type", type_names[0]);
  ktg_json_writer_put_text (writer, "server", receipt->server);
  ktg_json_writer_put_text (writer, "device", receipt->device);
  ktg_json_writer_put_text (writer, "life", receipt->life);
  ktg_json_writer_put_text (writer, "at", receipt->at);
  ktg_json_writer_write_each (writer, "events", receipt->events, write_event);
  ktg_json_writer_write_each (writer, "files", receipt->files, write_file);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
