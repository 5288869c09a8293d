/* ktg-envelope-members.c - an envelope's two keys, wherever they stand
 *
 * The signed bytes travel as a JSON string. What comes out of the unescaping is exactly what was
 * signed, since the guard lets nothing through that a string could not bring back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-envelope-members.h"

#include "ktg-wire-forms.h"

#include <ktg-sha256.h>

#include <string.h>

/**
 * ktg_envelope_members_read:
 * @reader: stands in an object with "bytes" and "sig"
 *
 * The id is computed; the signature is read and not checked.
 *
 * Returns: (transfer full) (nullable): the envelope; %NULL where the reader knows of an error
 */
KtgEnvelope *
ktg_envelope_members_read (KtgJsonReader *reader)
{
  const char      *text = ktg_json_reader_get_text (reader, "bytes", KTG_JSON_FILLED);
  const char      *sig = ktg_json_reader_get_text (reader, "sig", KTG_JSON_REQUIRED);
  guint8           signature[KTG_SIGNATURE_BYTES] = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (ktg_json_reader_has_error (reader))
    return NULL;

  if (!ktg_wire_read_signature (sig, signature))
    {
      ktg_json_reader_refuse (reader, "sig", "must be a signature, 86 characters of base64url");
      return NULL;
    }

  bytes = g_bytes_new (text, strlen (text));
  id = ktg_sha256_of_bytes (bytes);
  return ktg_envelope_new (id, bytes, signature);
}

/**
 * ktg_envelope_members_write:
 * @writer: has begun an object
 * @envelope: an envelope
 *
 * Writes its two keys.
 */
void
ktg_envelope_members_write (KtgJsonWriter *writer, const KtgEnvelope *envelope)
{
  g_autofree char *sig = ktg_wire_dup_signature (envelope->signature);

  ktg_json_writer_put_bytes (writer, "bytes", envelope->bytes);
  ktg_json_writer_put_text (writer, "sig", sig);
}

static void
read_envelope (KtgJsonReader *reader, gpointer envelopes)
{
  KtgEnvelope *envelope = ktg_envelope_members_read (reader);

  if (envelope != NULL)
    g_ptr_array_add (envelopes, envelope);
}

static void
write_envelope (KtgJsonWriter *writer, gconstpointer envelope)
{
  ktg_envelope_members_write (writer, envelope);
}

/**
 * ktg_envelopes_read:
 * @reader: stands in the object that has the list
 * @key: of a list, which may be absent
 * @into: (element-type KtgEnvelope): what they are added to
 *
 * The reader knows of errors.
 */
void
ktg_envelopes_read (KtgJsonReader *reader, const char *key, GPtrArray *into)
{
  ktg_json_reader_read_each (reader, key, read_envelope, into);
}

/**
 * ktg_envelopes_write:
 * @writer: a writer in an object
 * @key: of the list
 * @envelopes: (element-type KtgEnvelope): what to write, also if there are none
 *
 * Writes a list.
 */
void
ktg_envelopes_write (KtgJsonWriter *writer, const char *key, const GPtrArray *envelopes)
{
  ktg_json_writer_write_each (writer, key, envelopes, write_envelope);
}
