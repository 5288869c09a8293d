/* ktg-restored-json.c - the word of a server that was put back, to the bytes that are signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-restored-json.h"

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"
#include "ktg-wire-forms.h"

#define VERSION 1

static const char *const type_names[] = { "node.restored", NULL };

static KtgRestored *
read_restored (KtgJsonReader *reader)
{
  KtgRestored *restored = ktg_restored_new ();

  ktg_json_reader_get_number (reader, "v", KTG_JSON_REQUIRED, VERSION, VERSION);
  ktg_json_reader_get_choice (reader, "type", KTG_JSON_REQUIRED, type_names);
  restored->server = ktg_wire_read_key (reader, "server");
  restored->life = ktg_wire_read_life (reader, "life", KTG_JSON_REQUIRED);
  restored->old = ktg_wire_read_life (reader, "old", KTG_JSON_REQUIRED);
  restored->last = (guint64)
      ktg_json_reader_get_number (reader, "last", KTG_JSON_REQUIRED, 0, KTG_JSON_MAX_NUMBER);
  restored->at = ktg_json_reader_dup_text (reader, "at", KTG_JSON_FILLED);
  return restored;
}

/**
 * ktg_restored_json_is:
 * @bytes: what the server signed, a receipt or this
 *
 * Returns: whether it is worth parsing as this
 */
gboolean
ktg_restored_json_is (GBytes *bytes)
{
  gsize       size;
  const char *text = g_bytes_get_data (bytes, &size);

  return g_strstr_len (text, (gssize)size, "\"type\":\"node.restored\"") != NULL;
}

/**
 * ktg_restored_json_parse:
 * @bytes: what the server signed
 * @error: %KTG_WIRE_ERROR
 *
 * Says nothing of the signature: check it first.
 *
 * Returns: (transfer full) (nullable): the record
 */
KtgRestored *
ktg_restored_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (bytes, &ktg_json_limits_exchange, FALSE, error);
  g_autoptr (KtgRestored) restored = NULL;

  if (reader == NULL)
    return NULL;

  restored = read_restored (reader);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&restored) : NULL;
}

/**
 * ktg_restored_json_write:
 * @restored: a record
 *
 * Returns: (transfer full): the bytes to sign
 */
GBytes *
ktg_restored_json_write (const KtgRestored *restored)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_number (writer, "v", VERSION);
  ktg_json_writer_put_text (writer, "type", type_names[0]);
  ktg_json_writer_put_text (writer, "server", restored->server);
  ktg_json_writer_put_text (writer, "life", restored->life);
  ktg_json_writer_put_text (writer, "old", restored->old);
  ktg_json_writer_put_number (writer, "last", (gint64)restored->last);
  ktg_json_writer_put_text (writer, "at", restored->at);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
