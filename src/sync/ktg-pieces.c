/* ktg-pieces.c - how much of a file goes in one request
 *
 * Ordinarily all that is left: a server keeps what arrived before a cut. A proxy that collects a
 * request before it passes it on loses all of it at a cut, and one that limits requests refuses a
 * large one; then pieces go, each small enough to get through between two cuts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pieces.h"

#define UNMEASURED_BYTES (256 * 1024)
#define LARGEST_BYTES (4 * 1024 * 1024)
#define PIECE_S 12
/* More than the buffers of the last hop hold. */
#define SWALLOWED_BYTES (64 * 1024)

static guint64
get_ideal (guint64 bytes_per_s)
{
  if (bytes_per_s == 0)
    return UNMEASURED_BYTES;

  return CLAMP (bytes_per_s * PIECE_S, KTG_PIECES_SMALLEST_BYTES, LARGEST_BYTES);
}

/**
 * ktg_pieces_get_n_bytes:
 * @self: pieces
 * @n_left: what is left of a file
 *
 * Returns: how much of it to send now
 */
guint64
ktg_pieces_get_n_bytes (const KtgPieces *self, guint64 n_left)
{
  return self->piece_bytes > 0 ? MIN (self->piece_bytes, n_left) : n_left;
}

/**
 * ktg_pieces_is_swallowed:
 * @n_sent: how much of a request was acknowledged on the way before it was cut
 * @n_arrived: how much of it the server has
 *
 * Returns: whether something on the way kept it to itself
 */
gboolean
ktg_pieces_is_swallowed (guint64 n_sent, guint64 n_arrived)
{
  return n_sent >= SWALLOWED_BYTES && n_arrived == 0;
}

/**
 * ktg_pieces_swallowed:
 * @self: pieces
 * @bytes_per_s: measured; 0: not known
 *
 * A request was cut, and nothing of it arrived. Pieces begin, or were still too large.
 */
void
ktg_pieces_swallowed (KtgPieces *self, guint64 bytes_per_s)
{
  if (self->piece_bytes == 0)
    self->piece_bytes = get_ideal (bytes_per_s);
  else
    self->piece_bytes = MAX (self->piece_bytes / 2, KTG_PIECES_SMALLEST_BYTES);
}

/**
 * ktg_pieces_arrived:
 * @self: pieces
 * @bytes_per_s: measured; 0: not known
 *
 * A piece got through: the next may be a little larger, up to what the link carries in twelve
 * seconds.
 */
void
ktg_pieces_arrived (KtgPieces *self, guint64 bytes_per_s)
{
  guint64 ideal = get_ideal (bytes_per_s);

  if (self->largest_bytes > 0)
    ideal = MIN (ideal, self->largest_bytes);
  if (self->piece_bytes > 0)
    self->piece_bytes = MIN (self->piece_bytes + self->piece_bytes / 4, ideal);
}

/**
 * ktg_pieces_refused:
 * @self: pieces
 * @n_bytes: of the request
 *
 * Something on the way does not let requests of this size through.
 *
 * Returns: whether a smaller one is worth trying
 */
gboolean
ktg_pieces_refused (KtgPieces *self, guint64 n_bytes)
{
  if (n_bytes <= KTG_PIECES_SMALLEST_BYTES)
    return FALSE;

  self->largest_bytes = self->piece_bytes = MAX (n_bytes / 2, KTG_PIECES_SMALLEST_BYTES);

  return TRUE;
}
