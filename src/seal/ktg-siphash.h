/* ktg-siphash.h - short marks of texts that nobody outside can foresee
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_SIPHASH_KEY_BYTES 16

guint64
ktg_siphash (const guint8 key[KTG_SIPHASH_KEY_BYTES], const guint8 *bytes, gsize size_bytes);

G_END_DECLS
