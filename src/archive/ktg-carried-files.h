/* ktg-carried-files.h - a file is held for those whose events its carrier brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-catalog-rows.h"

G_BEGIN_DECLS

gboolean ktg_carried_files_deliver (KtgDb              *db,
                                    const KtgUploadRow *row,
                                    gint64              now_ms,
                                    GPtrArray          *deliveries,
                                    gboolean           *is_for_all,
                                    GError            **error);

G_END_DECLS
