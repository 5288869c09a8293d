/* ktg-catalog-private.h - the catalog's database, for the archive's own files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-writer.h"

G_BEGIN_DECLS

struct _KtgCatalog
{
  KtgDb *db;
};

KtgDb *ktg_catalog_get_db (KtgCatalog *self);

G_END_DECLS
