/* ktg-wire-error.h - why bytes from outside were not understood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KtgWireError:
 * @KTG_WIRE_ERROR_NOT_JSON: not one JSON document of the expected kind; ask for another file
 * @KTG_WIRE_ERROR_NOT_UTF8: the text is not UTF-8; save it as UTF-8
 * @KTG_WIRE_ERROR_TOO_LARGE: more bytes or nodes than any honest message has; shorten it
 * @KTG_WIRE_ERROR_TOO_DEEP: nested deeper than any honest message; refuse it
 * @KTG_WIRE_ERROR_UNKNOWN_KEY: a key nobody knows; the message names it
 * @KTG_WIRE_ERROR_MISSING_KEY: a required key is absent; the message names it
 * @KTG_WIRE_ERROR_BAD_VALUE: a key has a value it cannot have; the message names it
 *
 * The message always names the key as a path, "persons[0].name".
 */
typedef enum
{
  KTG_WIRE_ERROR_NOT_JSON,
  KTG_WIRE_ERROR_NOT_UTF8,
  KTG_WIRE_ERROR_TOO_LARGE,
  KTG_WIRE_ERROR_TOO_DEEP,
  KTG_WIRE_ERROR_UNKNOWN_KEY,
  KTG_WIRE_ERROR_MISSING_KEY,
  KTG_WIRE_ERROR_BAD_VALUE,
} KtgWireError;

#define KTG_WIRE_ERROR (ktg_wire_error_quark ())
GQuark ktg_wire_error_quark (void);

char *ktg_wire_error_dup_key (const GError *error);

G_END_DECLS
