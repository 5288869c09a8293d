/* ktg-publishing.c - who published the packs that are handed out here
 *
 * A server of the centre signs each pack once, by name, version and hash, in its book, and hands
 * nothing out before. A relay signs none: it hands out what its centre published.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-publishing.h"

#include "ktg-charter.h"
#include "ktg-lineage.h"
#include "ktg-link-table.h"
#include "ktg-shelf-check.h"
#include "ktg-writer-private.h"

#include <glib/gstdio.h>
#include <ktg-event-json.h>
#include <ktg-pack-word.h>
#include <ktg-receipt.h>

/* --- whose word it is --- */

/* Whose words are looked for, in one transaction. */
typedef struct
{
  KtgCatalog *catalog;
  const char *own; /* of the centre: its own only; NULL: of anybody who may */
  KtgLineage *lineage;
} Reading;

static void
reading_clear (Reading *self)
{
  ktg_lineage_free (self->lineage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
is_relay (KtgArchive *archive)
{
  return g_str_equal (ktg_archive_get_holder (archive), KTG_RECEIPT_OF_RELAY);
}

static void
reading_init (Reading *self, KtgArchive *archive, KtgCatalog *catalog)
{
  self->catalog = catalog;
  self->own = is_relay (archive) ? NULL : ktg_signing_key_get_public (catalog->charter->node);
  self->lineage = ktg_lineage_new (catalog->charter->root_key);
}

/* One that is on record may count no more. */
static gboolean
may_say (Reading *self, const char *id, const KtgEvent *event, gboolean *may, GError **error)
{
  if (self->own != NULL)
    *may = g_str_equal (event->author, self->own);
  else if (ktg_lineage_learn (self->lineage, self->catalog->db, event->author, error) == NULL)
    return FALSE;
  else
    {
      ktg_lineage_hear (self->lineage, id, event);
      *may = ktg_lineage_counts (self->lineage, id);
    }

  return TRUE;
}

/* @is_other: (inout): whether somebody who may said something else under this name and version.
 * What cannot be read is as if it were not here; `verify` names it. */
static gboolean
look_at (Reading *self, KtgShelvedPack *pack, KtgEnvelope *word, gboolean *is_other, GError **error)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (word->bytes, NULL);
  gboolean may = FALSE;

  if (event == NULL)
    return TRUE;
  if (!may_say (self, word->id, event, &may, error))
    return FALSE;

  if (may
      && ktg_publication_is_of (event->publication, pack->notice, g_bytes_get_size (pack->content)))
    ktg_shelved_pack_set_word (pack, word);
  else
    *is_other |= may;
  return TRUE;
}

/* The pack gets its word, if there is one. */
static gboolean
find_word (Reading *self, KtgShelvedPack *pack, gboolean *is_other, GError **error)
{
  const KtgPackNotice *notice = pack->notice;
  g_autoptr (GPtrArray) words
      = ktg_link_table_list_words (self->catalog->db, notice->name, notice->version, error);

  *is_other = FALSE;
  ktg_shelved_pack_set_word (pack, NULL);
  for (guint i = 0; words != NULL && i < words->len; i++)
    if (!look_at (self, pack, g_ptr_array_index (words, i), is_other, error))
      return FALSE;

  return words != NULL;
}

static gboolean
sign (Reading *self, KtgShelvedPack *pack, GError **error)
{
  g_autoptr (KtgEnvelope) word = NULL;

  if (!ktg_charter_publish (self->catalog->charter,
                            self->catalog->db,
                            pack->notice,
                            g_bytes_get_size (pack->content),
                            &word,
                            error))
    return FALSE;

  ktg_shelved_pack_set_word (pack, word);
  return TRUE;
}

/* --- the shelf --- */

typedef struct
{
  KtgArchive *archive;
  gboolean    publishes;
  GPtrArray  *found;  /* (element-type KtgShelvedPack) */
  GPtrArray  *picked; /* of them; NULL: not looked at yet */
} Stocking;

static void
stocking_clear (Stocking *self)
{
  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->picked, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stocking, stocking_clear)

/* What is installed is the program's, which the centre publishes by itself, and of which a relay
 * waits for the centre's word. What lies in the folder came by the verb, or from above, and has a
 * word; else anybody may have laid it there who has no key. */
static const char *
judge (const Reading *self, const KtgShelvedPack *pack, gboolean is_other)
{
  if (is_other)
    return "it was published with another content; put that back, or publish a correction with the "
           "next number";
  if (!pack->is_published)
    return NULL;

  return self->own != NULL ? "nobody published it here; publish it"
                           : "the centre did not publish it; publish it there";
}

static gboolean
is_left_out (const Reading *self, const KtgShelvedPack *pack, gboolean is_other)
{
  const char *reason = pack->word == NULL ? judge (self, pack, is_other) : NULL;

  if (reason != NULL)
    g_warning ("the pack %s %s is left out: %s", pack->notice->name, pack->notice->version, reason);
  return reason != NULL || (pack->word == NULL && self->own == NULL);
}

static GPtrArray *
list_allowed (Reading *self, const GPtrArray *found, GError **error)
{
  g_autoptr (GPtrArray) allowed = g_ptr_array_new ();

  for (guint i = 0; i < found->len; i++)
    {
      KtgShelvedPack *pack = g_ptr_array_index (found, i);
      gboolean        is_other;

      if (!find_word (self, pack, &is_other, error))
        return NULL;
      if (!is_left_out (self, pack, is_other))
        g_ptr_array_add (allowed, pack);
    }

  return g_steal_pointer (&allowed);
}

static gboolean
sign_all (Reading *self, GPtrArray *packs, GError **error)
{
  for (guint i = 0; i < packs->len; i++)
    {
      KtgShelvedPack *pack = g_ptr_array_index (packs, i);

      if (pack->word == NULL && !sign (self, pack, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
stock_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Stocking *self = data;
  g_auto (Reading) reading = { 0 };
  g_autoptr (GPtrArray) allowed = NULL;

  reading_init (&reading, self->archive, catalog);
  allowed = list_allowed (&reading, self->found, error);
  if (allowed == NULL)
    return FALSE;

  g_clear_pointer (&self->picked, g_ptr_array_unref);
  self->picked = ktg_shelf_pick (allowed);
  return !self->publishes || sign_all (&reading, self->picked, error);
}

/**
 * ktg_publishing_stock:
 * @archive: an archive
 * @installed: (nullable): of *.json: the packs of the program; where there is none, nothing comes
 * to what was published here, or came
 * @publishes: whether the centre signs what it has not signed yet; else nobody is handed that
 *
 * Stocks the shelf. Nothing is handed out of a version that was published and says something else
 * now, nor what lies here and nobody published, nor, by a relay, what its centre did not publish.
 *
 * Returns: %FALSE if the database failed; the shelf is as it was then
 */
gboolean
ktg_publishing_stock (KtgArchive *archive,
                      const char *installed,
                      gboolean    publishes,
                      GError    **error)
{
  KtgShelf *shelf = ktg_archive_get_shelf (archive);
  g_auto (Stocking) stocking
      = { archive, publishes && !is_relay (archive), ktg_shelf_load (shelf, installed), NULL };

  if (!ktg_writer_run (ktg_archive_get_writer (archive), stock_work, &stocking, error))
    return FALSE;

  ktg_shelf_set (shelf, g_steal_pointer (&stocking.picked));
  return TRUE;
}

/**
 * ktg_publishing_restock:
 * @archive: an archive that rests on another root now, or is a relay
 *
 * Stocks the shelf as it was stocked before.
 *
 * Returns: %FALSE if the database failed; the shelf is as it was then
 */
gboolean
ktg_publishing_restock (KtgArchive *archive, GError **error)
{
  g_autofree char *installed = ktg_shelf_dup_installed (ktg_archive_get_shelf (archive));

  return ktg_publishing_stock (archive, installed, FALSE, error);
}

/**
 * ktg_publishing_find_word:
 * @catalog: of the archive, in a transaction
 * @pack: (inout): one that nobody else has yet; gets the word of who published it, if that is on
 * record and counts
 * @is_other: (out): whether it has none, since this version was published with another content
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_publishing_find_word (KtgArchive     *archive,
                          KtgCatalog     *catalog,
                          KtgShelvedPack *pack,
                          gboolean       *is_other,
                          GError        **error)
{
  g_auto (Reading) reading = { 0 };

  reading_init (&reading, archive, catalog);
  if (!find_word (&reading, pack, is_other, error))
    return FALSE;

  *is_other &= pack->word == NULL;
  return TRUE;
}

/* --- one more --- */

typedef struct
{
  KtgArchive     *archive;
  KtgShelvedPack *pack;
  gboolean        is_written; /* here, since it is not installed */
} Publishing;

static gboolean
publish_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Publishing *self = data;
  g_auto (Reading) reading = { 0 };
  gboolean is_other;

  reading_init (&reading, self->archive, catalog);
  if (!find_word (&reading, self->pack, &is_other, error))
    return FALSE;
  if (is_other)
    return ktg_shelf_check_refuse_other (self->pack->notice, error);

  return (self->pack->word != NULL || sign (&reading, self->pack, error))
         && (!self->is_written
             || ktg_shelf_write_file (ktg_archive_get_shelf (self->archive), self->pack, error));
}

/* What was written in vain is not to be published at the next start. */
static void
take_back (const Publishing *self)
{
  g_autofree char *file_name = ktg_pack_notice_dup_file_name (self->pack->notice);
  g_autofree char *path
      = g_build_filename (ktg_shelf_get_folder (ktg_archive_get_shelf (self->archive)),
                          file_name,
                          NULL);

  if (self->is_written)
    g_unlink (path);
}

static const KtgShelvedPack *
find_same (const KtgShelfList *list, const KtgPackNotice *notice)
{
  for (guint i = 0; i < list->packs->len; i++)
    {
      const KtgShelvedPack *pack = g_ptr_array_index (list->packs, i);

      if (ktg_pack_notice_equal (pack->notice, notice))
        return pack;
    }

  return NULL;
}

static gboolean
refuse_relay (GError **error)
{
  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_NOT_ITS_OWN,
                       "this server is a relay, and devices believe packs of the centre only: "
                       "publish it at the centre, and it comes here by itself");
  return FALSE;
}

static gboolean
publish (KtgArchive *archive, KtgShelvedPack *pack, const char *today, GError **error)
{
  KtgShelf *shelf = ktg_archive_get_shelf (archive);
  g_autoptr (KtgShelfList) list = ktg_shelf_dup_list (shelf);
  const KtgShelvedPack *same = find_same (list, pack->notice);
  Publishing            publishing = { archive, pack, same == NULL };

  if (same != NULL && same->word != NULL)
    return !same->is_published || ktg_shelf_write_file (shelf, pack, error); /* it may be damaged */
  if (same == NULL && !ktg_shelf_check (list, ktg_shelf_get_folder (shelf), pack, today, error))
    return FALSE;

  pack->is_published = same == NULL || same->is_published;
  if (!ktg_writer_run (ktg_archive_get_writer (archive), publish_work, &publishing, error))
    {
      take_back (&publishing);
      return FALSE;
    }

  ktg_shelf_put (shelf, g_atomic_rc_box_acquire (pack));
  return TRUE;
}

/**
 * ktg_publishing_publish:
 * @archive: an archive
 * @content: of a pack's file
 * @today: the day it is here
 * @error: %KTG_ARCHIVE_ERROR_USAGE or %KTG_WIRE_ERROR if it is no pack that can be handed out,
 * %KTG_ARCHIVE_ERROR_NOT_ITS_OWN if this server is a relay, %KTG_ARCHIVE_ERROR_IO if the disk has
 * too little room
 *
 * From now on it is handed out, and durably so, with this server's word. The same again mends its
 * file, and else changes nothing. On any thread but the writer's.
 *
 * Returns: (transfer full): which pack it is; %NULL: nothing was changed
 */
KtgPackNotice *
ktg_publishing_publish (KtgArchive *archive, GBytes *content, const char *today, GError **error)
{
  g_autoptr (KtgShelvedPack) pack = NULL;

  if (is_relay (archive))
    {
      refuse_relay (error);
      return NULL;
    }

  pack = ktg_shelved_pack_new (content, TRUE, error);
  return pack != NULL && publish (archive, pack, today, error) ? ktg_pack_notice_copy (pack->notice)
                                                               : NULL;
}
