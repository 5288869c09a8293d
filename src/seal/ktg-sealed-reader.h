/* ktg-sealed-reader.h - a sealed file coming back, in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-vault.h>

G_BEGIN_DECLS

/* A GInputStream over the plain bytes. Gives KTG_SEAL_ERROR_DAMAGED instead of an end of file when TAG_FINAL was not
 * seen. g_input_stream_skip works (it decrypts and throws away). Never holds more than one piece. */
#define KTG_TYPE_SEALED_READER (ktg_sealed_reader_get_type ())
G_DECLARE_FINAL_TYPE (KtgSealedReader, ktg_sealed_reader, KTG, SEALED_READER, GInputStream)

GInputStream *ktg_sealed_reader_new (KtgVault *vault, const char *purpose, int fd, GError **error); /* takes @fd, also on failure */

G_END_DECLS
