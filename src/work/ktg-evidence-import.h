/* ktg-evidence-import.h - from a file or a copied picture to evidence in the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-offered-file.h"

#include <ktg-photo.h>
#include <ktg-store.h>

G_BEGIN_DECLS

#define KTG_EVIDENCE_MAX_BYTES (64 * 1024 * 1024)

void           ktg_evidence_import_async (KtgStore           *store,
                                          KtgOfferedFile     *offered,
                                          int                 utc_offset_s,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
KtgPictureFate ktg_evidence_import_get_fate (GAsyncResult *result);
KtgEvidence *
ktg_evidence_import_finish (GAsyncResult *result, gboolean *is_truncated, GError **error);

G_END_DECLS
