/* ktg-signed-bookmark.c - this server's signed word on how far its book goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signed-bookmark.h"

#include "ktg-timestamp.h"

#include <ktg-bookmark-json.h>
#include <ktg-signed-envelope.h>

/**
 * ktg_signed_bookmark_new:
 * @bookmark: how far the book goes; gets its node and time
 *
 * Returns: (transfer full): the envelope
 */
KtgEnvelope *
ktg_signed_bookmark_new (KtgBookmark *bookmark, KtgSigningKey *server_key, gint64 now_ms)
{
  g_autoptr (GBytes) bytes = NULL;

  g_free (bookmark->node);
  g_free (bookmark->at);
  bookmark->node = g_strdup (ktg_signing_key_get_public (server_key));
  bookmark->at = ktg_timestamp_dup (now_ms);
  bytes = ktg_bookmark_json_write (bookmark);
  return ktg_signed_envelope_new (bytes, server_key);
}
