/* ktg-verb-json.c - what a verb says to whoever asked a running server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb-json.h"

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"

#define MAX_EXIT 255

/**
 * ktg_verb_part_write:
 * @part: its texts are UTF-8
 *
 * Returns: (transfer full): one line of JSON, without its end
 */
GBytes *
ktg_verb_part_write (const KtgVerbPart *part)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "out", part->out);
  ktg_json_writer_put_text (writer, "err", part->err);
  if (part->is_end)
    ktg_json_writer_put_number (writer, "exit", part->exit);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_verb_part_parse:
 * @line: one line of the answer, without its end
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): what it says
 */
KtgVerbPart *
ktg_verb_part_parse (GBytes *line, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (line, &ktg_json_limits_exchange, FALSE, error);
  g_autoptr (KtgVerbPart) part = NULL;

  if (reader == NULL)
    return NULL;

  part = g_new0 (KtgVerbPart, 1);
  part->out = ktg_json_reader_dup_text (reader, "out", KTG_JSON_OPTIONAL);
  part->err = ktg_json_reader_dup_text (reader, "err", KTG_JSON_OPTIONAL);
  part->is_end = ktg_json_reader_has (reader, "exit");
  part->exit = (int)ktg_json_reader_get_number (reader, "exit", KTG_JSON_OPTIONAL, 0, MAX_EXIT);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&part) : NULL;
}

/**
 * ktg_verb_part_free:
 * @part: (nullable): a part
 *
 * Lets go of it.
 */
void
ktg_verb_part_free (KtgVerbPart *part)
{
  if (part == NULL)
    return;

  g_free (part->out);
  g_free (part->err);
  g_free (part);
}
