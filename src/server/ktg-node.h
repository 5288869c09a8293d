/* ktg-node.h - a server that answers devices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"

G_BEGIN_DECLS

typedef struct
{
  const char *listen; /* "127.0.0.1:8480", "[::1]:0", "unix:/run/…" */
  const char *packs_folder;
  guint       max_connections; /* 0: as many as usual */
  guint       keep_days;       /* 0: as long as usual */
  guint       n_nonces;        /* that are surely known, a power of two; 0: as many as usual */
} KtgNodeOptions;

typedef struct _KtgNode KtgNode;

KtgNode    *ktg_node_start (KtgArchive *archive, const KtgNodeOptions *options, GError **error);
const char *ktg_node_get_address (KtgNode *self);
void        ktg_node_tell_refusals (KtgNode *self);
void        ktg_node_stop (KtgNode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgNode, ktg_node_stop)

G_END_DECLS
