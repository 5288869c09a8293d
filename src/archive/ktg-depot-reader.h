/* ktg-depot-reader.h - a whole file, being read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-depot.h"

G_BEGIN_DECLS

typedef struct _KtgDepotReader KtgDepotReader;

KtgDepotReader *ktg_depot_reader_open (KtgDepot *depot, const char *sha256, GError **error);
KtgDepotReader *ktg_depot_reader_open_part (KtgDepot *depot, const char *part, GError **error);
void            ktg_depot_reader_free (KtgDepotReader *self);

guint64 ktg_depot_reader_get_size (KtgDepotReader *self);
gssize
      ktg_depot_reader_read (KtgDepotReader *self, guint8 *bytes, gsize size_bytes, GError **error);
char *ktg_depot_reader_dup_hash (KtgDepotReader *self, GError **error);
int   ktg_depot_reader_steal_fd (KtgDepotReader *self);

char *ktg_depot_dup_hash (KtgDepot *self, const char *sha256, guint64 *size_bytes, GError **error);
gboolean ktg_depot_is_kept (KtgDepot   *self,
                            const char *sha256,
                            gboolean   *is_kept,
                            guint64    *size_bytes,
                            GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDepotReader, ktg_depot_reader_free)

G_END_DECLS
