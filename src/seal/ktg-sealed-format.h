/* ktg-sealed-format.h - what the two ends of a sealed file agree on, inside this room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include <sodium.h>

G_BEGIN_DECLS

/* Eight bytes with the version in the last. */
#define KTG_SEALED_MAGIC "KTGSEAL\x01"
#define KTG_SEALED_MAGIC_BYTES 8
#define KTG_SEALED_START_BYTES                                                                     \
  (KTG_SEALED_MAGIC_BYTES + crypto_secretstream_xchacha20poly1305_HEADERBYTES)
#define KTG_SEALED_PIECE_BYTES (64 * 1024)
#define KTG_SEALED_PIECE_ON_DISK                                                                   \
  (KTG_SEALED_PIECE_BYTES + crypto_secretstream_xchacha20poly1305_ABYTES)

G_END_DECLS
