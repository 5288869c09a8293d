/* ktg-envelope-json.c - an envelope that stands alone, as one line of JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-envelope-json.h"

#include "ktg-envelope-members.h"

/**
 * ktg_envelope_json_write:
 * @envelope: an envelope
 *
 * Returns: (transfer full): it as one line of JSON, without the end of the line
 */
GBytes *
ktg_envelope_json_write (const KtgEnvelope *envelope)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_envelope_members_write (writer, envelope);
  ktg_json_writer_end_object (writer);
  return ktg_json_writer_finish (writer);
}

/**
 * ktg_envelope_json_parse:
 * @text: from anywhere
 *
 * Returns: (transfer full) (nullable): the envelope, with its id; what it says is not looked at.
 * %NULL: it is none
 */
KtgEnvelope *
ktg_envelope_json_parse (GBytes *text)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_exchange, FALSE, NULL);
  g_autoptr (KtgEnvelope) envelope = reader != NULL ? ktg_envelope_members_read (reader) : NULL;

  return envelope != NULL && ktg_json_reader_finish (reader, NULL) ? g_steal_pointer (&envelope)
                                                                   : NULL;
}
