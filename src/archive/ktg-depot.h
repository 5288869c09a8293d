/* ktg-depot.h - the files of a data folder: whole ones, and ones still coming
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive-error.h"

G_BEGIN_DECLS

/* files/ab/<sha256> is whole and verified; partial/<device>-<sha256>, a part, is not. What
 * is in them is read by a KtgDepotReader and written by a KtgDepotWriter. Every function takes a
 * hash that the caller checked to be one, or a part's name made of it, blocks, and may be called
 * from any thread. */
typedef struct _KtgDepot KtgDepot;

KtgDepot *ktg_depot_new (const char *folder, GError **error);
void      ktg_depot_free (KtgDepot *self);

char *ktg_depot_dup_part_name (gint64 device, const char *sha256);

void ktg_depot_drop_partial (KtgDepot *self, const char *part);
gboolean
ktg_depot_rename_partial (KtgDepot *self, const char *name, const char *part, GError **error);
GPtrArray *ktg_depot_dup_partials (KtgDepot *self, GError **error);
gint64     ktg_depot_get_partial_size (KtgDepot *self, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDepot, ktg_depot_free)

G_END_DECLS
