/* ktg-pack-voucher.c - what vouches for a pack that came: its hash, and who published it
 *
 * A file each, in two folders beside that of the packs, called as the pack. What the disk spoils
 * differs from the hash; of what somebody brought by hand there is no word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-voucher.h"

#include <glib/gstdio.h>
#include <ktg-envelope-json.h>
#include <ktg-pack-word.h>
#include <ktg-whole-file.h>

#include <string.h>

#define HASHES "pack-hashes"
#define WORDS "pack-words"

static char *
dup_path (const char *folder, const char *kind, const KtgPackNotice *notice)
{
  g_autofree char *id = ktg_pack_notice_dup_id (notice);

  return g_build_filename (folder, kind, id, NULL);
}

/**
 * ktg_pack_voucher_dup_hash:
 * @folder: that the folder of packs lies in
 * @notice: a pack
 *
 * Returns: (transfer full) (nullable): the hash of its file as it came; %NULL: nobody kept it
 */
char *
ktg_pack_voucher_dup_hash (const char *folder, const KtgPackNotice *notice)
{
  g_autofree char *path = dup_path (folder, HASHES, notice);
  char            *hash = NULL;

  g_file_get_contents (path, &hash, NULL, NULL);
  return hash;
}

/**
 * ktg_pack_voucher_load_word:
 * @folder: that the folder of packs lies in
 * @notice: a pack
 *
 * Returns: (transfer full) (nullable): the word of who published it; what it says is not looked at.
 * %NULL: there is none, or nothing that can be read
 */
KtgEnvelope *
ktg_pack_voucher_load_word (const char *folder, const KtgPackNotice *notice)
{
  g_autofree char *path = dup_path (folder, WORDS, notice);
  g_autoptr (GBytes) text = ktg_whole_file_read (path, KTG_EVENT_MAX_BYTES, NULL);

  return text != NULL ? ktg_envelope_json_parse (text) : NULL;
}

static gboolean
write_text (const char          *folder,
            const char          *kind,
            const KtgPackNotice *notice,
            GBytes              *text,
            GError             **error)
{
  g_autofree char *id = ktg_pack_notice_dup_id (notice);
  g_autofree char *place = g_build_filename (folder, kind, NULL);

  return ktg_whole_file_write (place, id, text, error);
}

static gboolean
write_word (const char          *folder,
            const KtgPackNotice *notice,
            const KtgEnvelope   *word,
            GError             **error)
{
  g_autofree char *path = dup_path (folder, WORDS, notice);
  g_autoptr (GBytes) text = word != NULL ? ktg_envelope_json_write (word) : NULL;

  if (text == NULL)
    g_unlink (path);
  return text == NULL || write_text (folder, WORDS, notice, text, error);
}

/**
 * ktg_pack_voucher_write:
 * @folder: that the folder of packs lies in
 * @notice: a pack, with its hash
 * @word: (nullable): of who published it; %NULL: nobody did, and one that is here goes
 * @error: as ktg_whole_file_write() has it
 *
 * Before its file: so no file is ever here that nobody could compare.
 *
 * Returns: whether both are here, durably
 */
gboolean
ktg_pack_voucher_write (const char          *folder,
                        const KtgPackNotice *notice,
                        const KtgEnvelope   *word,
                        GError             **error)
{
  g_autoptr (GBytes) hash = g_bytes_new (notice->sha256, strlen (notice->sha256));

  return write_word (folder, notice, word, error)
         && write_text (folder, HASHES, notice, hash, error);
}
