/* ktg-pack-voucher.h - what vouches for a pack that came: its hash, and who published it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-pack-notice.h>

G_BEGIN_DECLS

char        *ktg_pack_voucher_dup_hash (const char *folder, const KtgPackNotice *notice);
KtgEnvelope *ktg_pack_voucher_load_word (const char *folder, const KtgPackNotice *notice);
gboolean     ktg_pack_voucher_write (const char          *folder,
                                     const KtgPackNotice *notice,
                                     const KtgEnvelope   *word,
                                     GError             **error);

G_END_DECLS
