/* ktg-envelope-members.h - an envelope's two keys, wherever they stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"

#include <ktg-envelope.h>

G_BEGIN_DECLS

/* Only for this room. The reader stands in the object that has "bytes" and "sig"; the writer has
 * begun it. */
KtgEnvelope *ktg_envelope_members_read (KtgJsonReader *reader); /* NULL: the reader has the error */
void         ktg_envelope_members_write (KtgJsonWriter *writer, const KtgEnvelope *envelope);

/* A list of envelopes under @key; absent is empty. (element-type KtgEnvelope) */
void ktg_envelopes_read (KtgJsonReader *reader, const char *key, GPtrArray *into);
void ktg_envelopes_write (KtgJsonWriter *writer, const char *key, const GPtrArray *envelopes);

G_END_DECLS
