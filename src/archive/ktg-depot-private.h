/* ktg-depot-private.h - the depot's folders, for its own files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-depot.h"

G_BEGIN_DECLS

#define KTG_DEPOT_SHARDS 256

typedef struct
{
  int    fd;
  GMutex placing; /* of one hash, two devices' files may get their place at once */
} KtgDepotShard;

struct _KtgDepot
{
  int           partial_fd;
  KtgDepotShard shards[KTG_DEPOT_SHARDS];
};

KtgDepotShard *ktg_depot_get_shard (KtgDepot *self, const char *sha256);
gboolean       ktg_depot_flush_place (KtgDepot *self, const char *sha256, GError **error);

G_END_DECLS
