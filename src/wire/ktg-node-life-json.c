/* ktg-node-life-json.c - a server's word on what stands of an earlier life, to the signed bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-node-life-json.h"

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"
#include "ktg-wire-forms.h"

#define VERSION 1

static const char *const type_names[] = { "node.life", NULL };

static guint64
read_bound (KtgJsonReader *reader, const char *key)
{
  return (
      guint64)ktg_json_reader_get_number (reader, key, KTG_JSON_REQUIRED, 0, KTG_JSON_MAX_NUMBER);
}

static KtgNodeLife *
read_word (KtgJsonReader *reader)
{
  KtgNodeLife *word = ktg_node_life_new ();

  ktg_json_reader_get_number (reader, "v", KTG_JSON_REQUIRED, VERSION, VERSION);
  ktg_json_reader_get_choice (reader, "type", KTG_JSON_REQUIRED, type_names);
  word->server = ktg_wire_read_key (reader, "server");
  word->life = ktg_wire_read_life (reader, "life", KTG_JSON_REQUIRED);
  word->of = ktg_wire_read_life (reader, "of", KTG_JSON_OPTIONAL);
  word->last = read_bound (reader, "last");
  word->file = read_bound (reader, "file");
  word->at = ktg_json_reader_dup_text (reader, "at", KTG_JSON_FILLED);
  return word;
}

/**
 * ktg_node_life_json_parse:
 * @bytes: what the server signed
 * @error: %KTG_WIRE_ERROR
 *
 * Says nothing of the signature: check it first.
 *
 * Returns: (transfer full) (nullable): the record
 */
KtgNodeLife *
ktg_node_life_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (bytes, &ktg_json_limits_exchange, FALSE, error);
  g_autoptr (KtgNodeLife) word = NULL;

  if (reader == NULL)
    return NULL;

  word = read_word (reader);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&word) : NULL;
}

/**
 * ktg_node_life_json_write:
 * @word: a record
 *
 * Returns: (transfer full): the bytes to sign
 */
GBytes *
ktg_node_life_json_write (const KtgNodeLife *word)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_number (writer, "v", VERSION);
  ktg_json_writer_put_text (writer, "type", type_names[0]);
  ktg_json_writer_put_text (writer, "server", word->server);
  ktg_json_writer_put_text (writer, "life", word->life);
  ktg_json_writer_put_text (writer, "of", word->of);
  ktg_json_writer_put_number (writer, "last", (gint64)word->last);
  ktg_json_writer_put_number (writer, "file", (gint64)word->file);
  ktg_json_writer_put_text (writer, "at", word->at);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
