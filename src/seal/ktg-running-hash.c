/* ktg-running-hash.c - a hash that runs along a list of events
 *
 * It tells two histories of one list apart, as after a restore, also where the same events came in
 * the same order and under other indexes. Whoever makes the list makes the
 * hash, so nobody is kept out by it, and 48 bits are enough.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-running-hash.h"

#include "ktg-sha256.h"

#include <string.h>

#define HASH_BYTES 6
#define MAX_DIGITS 20

/**
 * ktg_running_hash_next:
 * @before: of the list up to the event before; 0 before the first
 * @event_id: 64 hex digits
 * @index: the server's, in the order of all events; 0: it has none
 *
 * The first twelve hex digits of the SHA-256 over the twelve of @before, the id and the index, as
 * text.
 *
 * Returns: of the list with that event
 */
guint64
ktg_running_hash_next (guint64 before, const char *event_id, guint64 index)
{
  char    text[2 * HASH_BYTES + KTG_SHA256_HEX + MAX_DIGITS + 1];
  guint8  digest[KTG_SHA256_BYTES];
  guint64 hash = 0;

  g_snprintf (text,
              sizeof text,
              "%012" G_GINT64_MODIFIER "x%s%" G_GUINT64_FORMAT,
              before,
              event_id,
              index);
  ktg_sha256_raw ((const guint8 *)text, strlen (text), digest);
  for (guint i = 0; i < HASH_BYTES; i++)
    hash = hash << 8 | digest[i];

  return hash;
}
