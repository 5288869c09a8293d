/* ktg-census.h - the rows of devices, level with what is signed of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>

#include "ktg-device.h"
#include "ktg-lineage.h"

G_BEGIN_DECLS

gboolean ktg_census_find_author (KtgLineage     *lineage,
                                 KtgDb          *db,
                                 const char     *id,
                                 const KtgEvent *event,
                                 KtgDevice     **author,
                                 gboolean       *is_late,
                                 GError        **error);

G_END_DECLS
