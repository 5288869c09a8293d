/* ktg-archive-join.h - a folder becomes that of a relay, and hears more of who it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

/* What the server above made of this node, as it is put on record. */
typedef struct
{
  const KtgAccount *account;
  const char       *folder;
  gint64            now_ms;
  GPtrArray        *changed; /* (element-type KtgDevice): for the roster, once it is on record */
  const char       *holder;  /* what kind of server this is then; static */
} KtgArchiveJoin;

gboolean ktg_archive_join_check (KtgArchive *archive, GError **error);
gboolean ktg_archive_join_enter (KtgArchiveJoin *self, KtgCatalog *catalog, GError **error);

G_END_DECLS
