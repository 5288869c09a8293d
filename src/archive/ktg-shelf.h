/* ktg-shelf.h - the data packs this server hands out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-pack-notice.h>

G_BEGIN_DECLS

#define KTG_SHELF_MAX_PACK_BYTES (1024 * 1024)

/* Made once, and shared by threads. */
typedef struct
{
  KtgPackNotice *notice;
  GBytes        *content;
  KtgEnvelope   *word;         /* of who published it; NULL: nobody yet, and nobody is handed it */
  GBytes        *packed;       /* both, as they travel, as gzip; NULL: not on the shelf yet */
  gboolean       is_published; /* here, or came, and is not installed with the program */
} KtgShelvedPack;

/* All of them at one moment. */
typedef struct
{
  GPtrArray *packs;    /* (element-type KtgShelvedPack), by name and version */
  char       mark[13]; /* how this list is called */
} KtgShelfList;

typedef struct _KtgShelf KtgShelf;

KtgShelf       *ktg_shelf_new (const char *folder);
void            ktg_shelf_free (KtgShelf *self);
const char     *ktg_shelf_get_folder (KtgShelf *self);
char           *ktg_shelf_dup_installed (KtgShelf *self);
gboolean        ktg_shelf_write_file (KtgShelf *self, const KtgShelvedPack *pack, GError **error);
GPtrArray      *ktg_shelf_load (KtgShelf *self, const char *installed);
GPtrArray      *ktg_shelf_pick (const GPtrArray *packs);
void            ktg_shelf_set (KtgShelf *self, GPtrArray *packs /* taken */);
void            ktg_shelf_put (KtgShelf *self, KtgShelvedPack *pack /* taken */);
KtgShelfList   *ktg_shelf_dup_list (KtgShelf *self);
KtgShelvedPack *ktg_shelf_dup_pack (KtgShelf *self, const char *id);

void       ktg_shelf_list_unref (KtgShelfList *list);
GPtrArray *ktg_shelf_list_notices (const KtgShelfList *list);
gboolean   ktg_shelf_list_wants (const KtgShelfList *list, const KtgPackNotice *notice);
guint      ktg_shelf_list_count_beside (const KtgShelfList *list, const KtgShelvedPack *pack);

KtgShelvedPack *ktg_shelved_pack_new (GBytes *content, gboolean is_published, GError **error);
void            ktg_shelved_pack_set_word (KtgShelvedPack *pack, KtgEnvelope *word);
void            ktg_shelved_pack_unref (KtgShelvedPack *pack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgShelf, ktg_shelf_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgShelfList, ktg_shelf_list_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgShelvedPack, ktg_shelved_pack_unref)

G_END_DECLS
