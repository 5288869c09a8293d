/* ktg-depot-writer.h - a file that is coming
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-depot.h"

G_BEGIN_DECLS

typedef struct _KtgDepotWriter KtgDepotWriter;

KtgDepotWriter      *
ktg_depot_writer_open (KtgDepot *depot, const char *part, guint64 offset, GError **error);
void ktg_depot_writer_free (KtgDepotWriter *self);

gboolean ktg_depot_writer_append (KtgDepotWriter *self,
                                  const guint8   *bytes,
                                  gsize           size_bytes,
                                  GError        **error);
gboolean ktg_depot_writer_secure (KtgDepotWriter *self, GError **error);
gboolean ktg_depot_writer_keep (KtgDepotWriter *self,
                                const char     *sha256,
                                gboolean       *is_right,
                                GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDepotWriter, ktg_depot_writer_free)

G_END_DECLS
