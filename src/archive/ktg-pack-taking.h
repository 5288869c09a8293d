/* ktg-pack-taking.h - what a relay takes of the packs that the server above hands out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-owed.h>
#include <ktg-pack-notice.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

/* One pack that is here. */
typedef struct
{
  KtgArchive    *archive;
  KtgPackNotice *notice; /* as it was announced */
  KtgPackPiece  *last;   /* behind the pieces that came before; NULL: it came as a whole */
  GBytes        *parcel; /* all that came; NULL: of pieces, and they are not put together yet */

  KtgShelvedPack *pack; /* found: what is to be handed out from now on */
} KtgPackTaking;

void     ktg_pack_taking_clear (KtgPackTaking *self);
gboolean ktg_pack_taking_enter (KtgPackTaking *self, KtgCatalog *catalog, GError **error);
void     ktg_pack_taking_finish (KtgPackTaking *self, gboolean is_entered);

gboolean ktg_pack_taking_add (KtgArchive         *archive,
                              const KtgPackPiece *piece,
                              guint64            *n_here,
                              GError            **error);
gboolean
ktg_pack_taking_load_owed (KtgArchive *archive, KtgCatalog *catalog, KtgOwed *owed, GError **error);

G_END_DECLS
