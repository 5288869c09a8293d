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
read_events (KtgJsonReader *reader, KtgReceipt *receipt)
{
  guint n_events = ktg_json_reader_count (reader, "events", KTG_JSON_OPTIONAL);

  for (guint i = 0; i < n_events && ktg_json_reader_enter_element (reader, "events", i); i++)
    {
      g_autofree char *id = ktg_json_reader_dup_formed (reader,
                                                        "id",
                                                        KTG_JSON_REQUIRED,
                                                        ktg_wire_is_hash,
                                                        KTG_WIRE_HASH);
      gint64           index
          = ktg_json_reader_get_number (reader, "index", KTG_JSON_REQUIRED, 1, KTG_JSON_MAX_NUMBER);

      ktg_receipt_add_event (receipt, id, index);
      ktg_json_reader_leave (reader);
    }
}

static void
read_files (KtgJsonReader *reader, KtgReceipt *receipt)
{
  guint n_files = ktg_json_reader_count (reader, "files", KTG_JSON_OPTIONAL);

  for (guint i = 0; i < n_files && ktg_json_reader_enter_element (reader, "files", i); i++)
    {
      g_autofree char *sha256 = ktg_json_reader_dup_formed (reader,
                                                            "sha256",
                                                            KTG_JSON_REQUIRED,
                                                            ktg_wire_is_hash,
                                                            KTG_WIRE_HASH);
      gint64           size_bytes
          = ktg_json_reader_get_number (reader, "bytes", KTG_JSON_REQUIRED, 0, KTG_JSON_MAX_NUMBER);

      ktg_receipt_add_file (receipt, sha256, size_bytes);
      ktg_json_reader_leave (reader);
    }
}

static KtgReceipt *
read_receipt (KtgJsonReader *reader)
{
  KtgReceipt *receipt = ktg_receipt_new ();

  ktg_json_reader_get_number (reader, "v", KTG_JSON_REQUIRED, VERSION, VERSION);
  ktg_json_reader_get_choice (reader, "type", KTG_JSON_REQUIRED, type_names);
  receipt->server = ktg_json_reader_dup_formed (reader,
                                                "server",
                                                KTG_JSON_REQUIRED,
                                                ktg_wire_is_key,
                                                KTG_WIRE_KEY);
  receipt->device = ktg_json_reader_dup_formed (reader,
                                                "device",
                                                KTG_JSON_REQUIRED,
                                                ktg_wire_is_key,
                                                KTG_WIRE_KEY);
  receipt->at = ktg_json_reader_dup_text (reader, "at", KTG_JSON_FILLED);
  read_events (reader, receipt);
  read_files (reader, receipt);
  return receipt;
}

static void
write_events (KtgJsonWriter *writer, const KtgReceipt *receipt)
{
  ktg_json_writer_begin_array (writer, "events");

  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *event = receipt->events->pdata[i];

      ktg_json_writer_begin_object (writer, NULL);
      ktg_json_writer_put_text (writer, "id", event->event_id);
      ktg_json_writer_put_number (writer, "index", event->index);
      ktg_json_writer_end_object (writer);
    }

  ktg_json_writer_end_array (writer);
}

static void
write_files (KtgJsonWriter *writer, const KtgReceipt *receipt)
{
  ktg_json_writer_begin_array (writer, "files");

  for (guint i = 0; i < receipt->files->len; i++)
    {
      const KtgReceiptFile *file = receipt->files->pdata[i];

      ktg_json_writer_begin_object (writer, NULL);
      ktg_json_writer_put_text (writer, "sha256", file->sha256);
      ktg_json_writer_put_number (writer, "bytes", file->size_bytes);
      ktg_json_writer_end_object (writer);
    }

  ktg_json_writer_end_array (writer);
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
  ktg_json_writer_put_text (writer, "at", receipt->at);
  write_events (writer, receipt);
  write_files (writer, receipt);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
