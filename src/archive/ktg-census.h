/* ktg-census.h - the rows of devices, level with what is signed of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>

#include "ktg-device.h"
#include "ktg-lineage.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

/* Inside one transaction. */
typedef struct
{
  const KtgCatalog *catalog;
  KtgLineage       *lineage;
  gint64            now_ms;
  GPtrArray        *changed; /* (element-type KtgDevice) for the roster, once that is on record */
} KtgCensus;

gboolean
ktg_census_find_or_add (const KtgCensus *self, const char *key, KtgDevice **device, GError **error);
gboolean ktg_census_find_author (const KtgCensus *self,
                                 const char      *id,
                                 const KtgEvent  *event,
                                 KtgDevice      **author,
                                 gboolean        *is_late,
                                 GError         **error);
gboolean ktg_census_follow (const KtgCensus *self, const char *key, GError **error);
gboolean ktg_census_open (const KtgCensus *self, GError **error);

G_END_DECLS
