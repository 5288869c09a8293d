/* ktg-pack-taking.c - what a relay takes of the packs that the server above hands out
 *
 * It takes what the centre published, with the word for it, as a device does, and hands both on. So
 * nobody has to believe the relay, nor the relay whoever is above.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-taking.h"

#include "ktg-archive-error.h"
#include "ktg-carriage.h"
#include "ktg-disk-space.h"
#include "ktg-offer.h"
#include "ktg-publishing.h"
#include "ktg-upstream-settings.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <ktg-pack-arrival.h>
#include <ktg-pack-parcel.h>
#include <ktg-pack-word.h>

static gboolean
refuse (GError **error, KtgArchiveError code, const KtgPackNotice *notice, const char *why)
{
  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               code,
               "the pack %s %s: %s",
               notice->name,
               notice->version,
               why);
  return FALSE;
}

static const char *
get_folder (KtgArchive *archive)
{
  return ktg_shelf_get_folder (ktg_archive_get_shelf (archive));
}

/* --- what is lacking --- */

static gboolean
has_room (KtgArchive *archive, guint64 size_bytes)
{
  g_autoptr (KtgDiskSpace) disk = ktg_disk_space_new (ktg_archive_get_folder (archive));

  return ktg_disk_space_takes_file (disk, size_bytes);
}

/**
 * ktg_pack_taking_load_owed:
 * @owed: gets what is known of the packs of the server above, which of them are lacking here, and
 * whether the disk has no room for any
 *
 * On the writer's thread.
 */
gboolean
ktg_pack_taking_load_owed (KtgArchive *archive, KtgCatalog *catalog, KtgOwed *owed, GError **error)
{
  g_autoptr (KtgShelfList) here = ktg_shelf_dup_list (ktg_archive_get_shelf (archive));
  g_autoptr (GPtrArray) held = ktg_shelf_list_notices (here);
  g_autoptr (KtgPackList) list = NULL;

  if (!ktg_upstream_settings_load_packs (catalog->db, &list, error))
    return FALSE;
  if (list == NULL)
    return TRUE;

  owed->shelf = g_strdup (list->shelf);
  g_ptr_array_unref (owed->packs);
  owed->packs = ktg_pack_notice_list_wanted (list->packs, held);
  owed->has_no_room_for_packs = !has_room (archive, 0);
  return TRUE;
}

/* --- what comes --- */

/**
 * ktg_pack_taking_add:
 * @piece: of what the server above announced, but the last; or the question how much of it is here
 * @n_here: (out): that
 * @error: of the pack nothing is here then
 *
 * Returns: whether all that is said to be here is so, durably
 */
gboolean
ktg_pack_taking_add (KtgArchive         *archive,
                     const KtgPackPiece *piece,
                     guint64            *n_here,
                     GError            **error)
{
  const char *folder = get_folder (archive);

  if (piece->bytes == NULL)
    {
      *n_here = ktg_pack_arrival_get_size (folder, piece->notice);
      return TRUE;
    }
  if (has_room (archive, g_bytes_get_size (piece->bytes)))
    return ktg_pack_arrival_add (folder, piece, n_here, error);

  ktg_pack_arrival_drop (folder, piece->notice);
  return refuse (error,
                 KTG_ARCHIVE_ERROR_IO,
                 piece->notice,
                 "the disk has no more room than texts and codes need");
}

/**
 * ktg_pack_taking_clear:
 * @self: a pack
 *
 * Lets go of all that it has.
 */
void
ktg_pack_taking_clear (KtgPackTaking *self)
{
  g_clear_pointer (&self->notice, ktg_pack_notice_free);
  g_clear_pointer (&self->last, ktg_pack_piece_free);
  g_clear_pointer (&self->parcel, g_bytes_unref);
  g_clear_pointer (&self->pack, ktg_shelved_pack_unref);
}

static gboolean
put_together (KtgPackTaking *self, GError **error)
{
  if (self->parcel == NULL)
    self->parcel = ktg_pack_arrival_put_together (get_folder (self->archive), self->last);

  return self->parcel != NULL
         || refuse (error,
                    KTG_ARCHIVE_ERROR_DAMAGED,
                    self->notice,
                    "what came is not packed as a pack is");
}

/* By its own bytes it is what was announced. */
static gboolean
read_pack (KtgPackTaking *self, GBytes *content, GError **error)
{
  g_autoptr (GError) lower = NULL;

  g_clear_pointer (&self->pack, ktg_shelved_pack_unref);
  self->pack = ktg_shelved_pack_new (content, TRUE, &lower);
  if (self->pack == NULL)
    return refuse (error, KTG_ARCHIVE_ERROR_DAMAGED, self->notice, lower->message);

  return ktg_pack_notice_equal (self->pack->notice, self->notice)
         || refuse (error, KTG_ARCHIVE_ERROR_DAMAGED, self->notice, "it is not what was announced");
}

/* As what says who is who is taken, whoever brings it. */
static gboolean
take_word (KtgPackTaking *self, KtgCatalog *catalog, KtgEnvelope *word, GError **error)
{
  KtgCarriage carriage;
  gboolean    is_taken;

  ktg_carriage_init (&carriage);
  carriage.now_ms = ktg_archive_get_now_ms (self->archive);
  g_ptr_array_add (carriage.offers, ktg_offer_new (word, NULL));
  is_taken = ktg_carriage_take (&carriage, catalog, NULL, error);
  ktg_carriage_clear (&carriage);
  return is_taken && ktg_upstream_table_set_link (catalog->db, word->id, FALSE, error);
}

/* Whether it counts is asked of what is on record then. */
static gboolean
check_word (KtgPackTaking *self, KtgCatalog *catalog, KtgEnvelope *word, GError **error)
{
  gsize size_bytes = g_bytes_get_size (self->pack->content);
  g_autoptr (KtgEvent) event = ktg_pack_word_read (word, self->notice, size_bytes);
  gboolean is_other;

  if (event != NULL
      && (!take_word (self, catalog, word, error)
          || !ktg_publishing_find_word (self->archive, catalog, self->pack, &is_other, error)))
    return FALSE;

  return self->pack->word != NULL
         || refuse (error,
                    KTG_ARCHIVE_ERROR_UNTRUSTED,
                    self->notice,
                    "it is not proven that the centre published it");
}

/**
 * ktg_pack_taking_enter:
 * @self: (inout): a pack that is here; what an earlier run found is forgotten
 * @error: %KTG_ARCHIVE_ERROR_UNTRUSTED where the centre did not publish it,
 * %KTG_ARCHIVE_ERROR_DAMAGED where it is not what was announced
 *
 * On the writer's thread, in a transaction: the file is there before the word for it is on record.
 *
 * Returns: %FALSE if nothing of it is kept
 */
gboolean
ktg_pack_taking_enter (KtgPackTaking *self, KtgCatalog *catalog, GError **error)
{
  g_autoptr (KtgEnvelope) word = NULL;
  g_autoptr (GBytes) content = NULL;

  if (!put_together (self, error))
    return FALSE;

  content = ktg_pack_parcel_read (self->parcel, &word);
  if (content == NULL)
    return refuse (error,
                   KTG_ARCHIVE_ERROR_DAMAGED,
                   self->notice,
                   "it is not written as a pack travels");

  return read_pack (self, content, error) && check_word (self, catalog, word, error)
         && ktg_shelf_write_file (ktg_archive_get_shelf (self->archive), self->pack, error);
}

/**
 * ktg_pack_taking_finish:
 * @self: a pack that was to be entered, once its transaction is over
 * @is_entered: whether it was
 *
 * It is handed out from now on, or nothing of it is here any more.
 */
void
ktg_pack_taking_finish (KtgPackTaking *self, gboolean is_entered)
{
  ktg_pack_arrival_drop (get_folder (self->archive), self->notice);
  if (is_entered)
    ktg_shelf_put (ktg_archive_get_shelf (self->archive), g_steal_pointer (&self->pack));
}
