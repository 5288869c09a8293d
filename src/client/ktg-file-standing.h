/* ktg-file-standing.h - how a file of a filed report stands, as a badge and in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-picture-frame.h"

#include <ktg-store.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

KtgBadge ktg_file_standing_judge (const KtgReportHeld *held,
                                  const KtgEvidence   *evidence,
                                  const char         **words);
gboolean
ktg_file_standing_find_part (const KtgSyncProgress *progress, const char *sha256, double *part);

G_END_DECLS
