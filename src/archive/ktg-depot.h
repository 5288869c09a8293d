/* ktg-depot.h - the files of a data folder: whole ones, and ones still coming
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive-error.h"

G_BEGIN_DECLS

/* files/ab/<sha256> is whole and verified; partial/<device>-<sha256>, a part, is not. Every
 * function takes a hash that the caller checked to be one, or a part's name made of it, blocks, and
 * may be called from any thread. */
typedef struct _KtgDepot KtgDepot;

typedef enum
{
  KTG_DEPOT_PARTIAL,
  KTG_DEPOT_WHOLE,
} KtgDepotPlace;

KtgDepot *ktg_depot_new (const char *folder, GError **error);
void      ktg_depot_free (KtgDepot *self);

char *ktg_depot_dup_part_name (gint64 device, const char *sha256);

int      ktg_depot_open_whole (KtgDepot *self, const char *sha256, GError **error);
int      ktg_depot_open_partial (KtgDepot *self, const char *part, guint64 offset, GError **error);
gboolean ktg_depot_flush (KtgDepot *self, int fd, GError **error);
gboolean ktg_depot_secure_partial (KtgDepot *self, int fd, GError **error);
gboolean ktg_depot_keep (KtgDepot *self, const char *part, const char *sha256, GError **error);
void     ktg_depot_drop_partial (KtgDepot *self, const char *part);
gboolean
      ktg_depot_rename_partial (KtgDepot *self, const char *name, const char *part, GError **error);
char *ktg_depot_dup_hash (KtgDepot     *self,
                          KtgDepotPlace place,
                          const char   *name,
                          guint64      *size_bytes,
                          GError      **error);
gboolean   ktg_depot_is_kept (KtgDepot   *self,
                              const char *sha256,
                              gboolean   *is_kept,
                              guint64    *size_bytes,
                              GError    **error);
GPtrArray *ktg_depot_dup_partials (KtgDepot *self, GError **error);
gint64     ktg_depot_get_partial_size (KtgDepot *self, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDepot, ktg_depot_free)

G_END_DECLS
