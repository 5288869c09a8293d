/* ktg-pack-arrival.c - what has come of a pack so far
 *
 * The beginning of its gzip, in a file beside the packs that is called by the hash of what it will
 * be: of another pack, or of this one with other words, nothing goes into it. There is one at a
 * time; the next that begins takes its place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-arrival.h"

#include "ktg-gzip.h"

#include <glib/gstdio.h>
#include <ktg-whole-file.h>

#define SUFFIX ".part"

static char *
dup_name (const KtgPackNotice *notice)
{
  return g_strconcat (notice->sha256, SUFFIX, NULL);
}

static char *
dup_path (const char *folder, const KtgPackNotice *notice)
{
  g_autofree char *name = dup_name (notice);

  return g_build_filename (folder, name, NULL);
}

/**
 * ktg_pack_arrival_get_size:
 * @folder: of packs that came
 * @notice: a pack, with its hash
 *
 * Returns: how much of its gzip is here
 */
guint64
ktg_pack_arrival_get_size (const char *folder, const KtgPackNotice *notice)
{
  g_autofree char *path = dup_path (folder, notice);
  GStatBuf         status;

  return g_stat (path, &status) == 0 ? (guint64)status.st_size : 0;
}

/* Whatever it was that did not become a pack. */
static void
drop_all (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, SUFFIX))
        g_unlink (path);
    }
}

/**
 * ktg_pack_arrival_add:
 * @folder: of packs that came
 * @piece: of one
 * @n_here: (out): how much of its gzip is here then
 * @error: as ktg_whole_file_add() has it
 *
 * Returns: whether @n_here are here, durably
 */
gboolean
ktg_pack_arrival_add (const char         *folder,
                      const KtgPackPiece *piece,
                      guint64            *n_here,
                      GError            **error)
{
  g_autofree char *name = dup_name (piece->notice);

  if (ktg_pack_arrival_get_size (folder, piece->notice) == 0)
    drop_all (folder);
  return ktg_whole_file_add (folder, name, piece->offset, piece->bytes, n_here, error);
}

/**
 * ktg_pack_arrival_drop:
 * @folder: of packs that came
 * @notice: a pack, with its hash
 *
 * What came of it is not here any more.
 */
void
ktg_pack_arrival_drop (const char *folder, const KtgPackNotice *notice)
{
  g_autofree char *path = dup_path (folder, notice);

  g_unlink (path);
}

/**
 * ktg_pack_arrival_put_together:
 * @folder: of packs that came
 * @last: the last piece of one
 *
 * What came stays until ktg_pack_arrival_drop().
 *
 * Returns: (transfer full) (nullable): what all of it unpacks to; %NULL: it is no gzip
 */
GBytes *
ktg_pack_arrival_put_together (const char *folder, const KtgPackPiece *last)
{
  g_autofree char *path = dup_path (folder, last->notice);
  g_autoptr (GBytes) before = ktg_whole_file_read (path, KTG_PACK_MAX_BYTES, NULL);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL;

  if (before != NULL)
    g_byte_array_append (all,
                         g_bytes_get_data (before, NULL),
                         (guint)MIN (last->offset, g_bytes_get_size (before)));
  g_byte_array_append (all,
                       g_bytes_get_data (last->bytes, NULL),
                       (guint)g_bytes_get_size (last->bytes));
  packed = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  return ktg_gzip_unpack (packed, KTG_PACK_MAX_BYTES);
}
