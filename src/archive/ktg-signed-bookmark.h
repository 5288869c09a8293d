/* ktg-signed-bookmark.h - this server's signed word on how far its book goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-bookmark.h>
#include <ktg-envelope.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

KtgEnvelope *
ktg_signed_bookmark_new (KtgBookmark *bookmark, KtgSigningKey *server_key, gint64 now_ms);

G_END_DECLS
