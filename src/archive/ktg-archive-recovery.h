/* ktg-archive-recovery.h - what a sudden end left behind, put right at the start
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-depot.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

/* Files that were whole and are not here. */
typedef struct
{
  guint   n_files;
  guint64 first_delivery; /* the lowest number that one of them had; 0: none is gone */
} KtgGone;

gboolean
ktg_archive_recovery_run (KtgWriter *writer, KtgDepot *depot, gint64 now_ms, GError **error);

gboolean ktg_archive_recovery_forget_gone (KtgCatalog *catalog,
                                           KtgDepot   *depot,
                                           KtgGone    *gone,
                                           GError    **error);

G_END_DECLS
