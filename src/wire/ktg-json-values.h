/* ktg-json-values.h - the values of a form to JSON and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"

#include <ktg-values.h>

G_BEGIN_DECLS

/* Only for this room. An object whose members are texts, lists of texts, lists of such objects, or
 * anything else, which is kept as it came. What says nothing is left out. */
void       ktg_json_values_read (KtgJsonReader *reader, const char *key, KtgValues *into);
KtgValues *ktg_json_values_read_rest (KtgJsonReader *reader); /* or NULL */
void       ktg_json_values_write (KtgJsonWriter *writer, const char *key, const KtgValues *values);
void       ktg_json_values_write_one (KtgJsonWriter   *writer,
                                      const char      *key,
                                      const KtgValues *values,
                                      const char      *code);

G_END_DECLS
