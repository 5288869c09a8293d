/* ktg-pack-word.h - somebody's word that he hands a pack out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-event.h>
#include <ktg-pack-notice.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

KtgEvent *
ktg_pack_word_read (const KtgEnvelope *word, const KtgPackNotice *notice, gsize size_bytes);

G_END_DECLS
