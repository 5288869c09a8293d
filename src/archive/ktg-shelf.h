/* ktg-shelf.h - the data packs this server hands out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-notice.h>

G_BEGIN_DECLS

#define KTG_SHELF_MAX_PACK_BYTES (1024 * 1024)

/* Made once, and shared by threads. */
typedef struct
{
  KtgPackNotice *notice;
  GBytes        *content;
  GBytes        *packed; /* the same, as gzip */
  gboolean       is_published;
} KtgShelvedPack;

/* All of them at one moment. */
typedef struct
{
  GPtrArray *packs;    /* (element-type KtgShelvedPack), by name and version */
  char       mark[13]; /* how this list is called */
} KtgShelfList;

typedef struct _KtgShelf KtgShelf;

KtgShelf       *ktg_shelf_new (const char *published);
void            ktg_shelf_free (KtgShelf *self);
void            ktg_shelf_stock (KtgShelf *self, const char *installed);
KtgShelfList   *ktg_shelf_dup_list (KtgShelf *self);
void            ktg_shelf_list_unref (KtgShelfList *list);
KtgShelvedPack *ktg_shelf_dup_pack (KtgShelf *self, const char *id);
void            ktg_shelved_pack_unref (KtgShelvedPack *pack);
KtgPackNotice *
ktg_shelf_publish (KtgShelf *self, GBytes *content, const char *today, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgShelf, ktg_shelf_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgShelfList, ktg_shelf_list_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgShelvedPack, ktg_shelved_pack_unref)

G_END_DECLS
