/* ktg-shelf.h - the data packs this server hands out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char       *name;
  char       *version;
  char       *sha256;
  const char *media_type; /* static */
  GBytes     *content;
} KtgShelvedPack;

typedef struct _KtgShelf KtgShelf;

KtgShelf             *ktg_shelf_new (const char *folder);
void                  ktg_shelf_free (KtgShelf *self);
GPtrArray            *ktg_shelf_get_packs (KtgShelf *self);
const KtgShelvedPack *ktg_shelf_get_pack (KtgShelf *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgShelf, ktg_shelf_free)

G_END_DECLS
