/* ktg-depot-private.h - the depot's folders, for its own files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-depot.h"

G_BEGIN_DECLS

#define KTG_DEPOT_SHARDS 256

struct _KtgDepot
{
  int partial_fd;
  int shard_fds[KTG_DEPOT_SHARDS];
  GMutex
      placing[KTG_DEPOT_SHARDS]; /* of one hash, two devices' files may get their place at once */
};

int      ktg_depot_get_shard_fd (KtgDepot *self, const char *sha256);
gboolean ktg_depot_place (KtgDepot *self, const char *part, const char *sha256, GError **error);

G_END_DECLS
