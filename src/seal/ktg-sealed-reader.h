/* ktg-sealed-reader.h - a sealed file coming back, in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-vault.h>

G_BEGIN_DECLS

#define KTG_TYPE_SEALED_READER (ktg_sealed_reader_get_type ())
G_DECLARE_FINAL_TYPE (KtgSealedReader, ktg_sealed_reader, KTG, SEALED_READER, GInputStream)

GInputStream *ktg_sealed_reader_new (KtgVault *vault, const char *purpose, int fd, GError **error);

G_END_DECLS
