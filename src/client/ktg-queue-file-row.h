/* ktg-queue-file-row.h - one file of a report that goes, and how far it has come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-evidence.h>
#include <ktg-store.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

#define KTG_TYPE_QUEUE_FILE_ROW (ktg_queue_file_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgQueueFileRow, ktg_queue_file_row, KTG, QUEUE_FILE_ROW, AdwBin)

void ktg_queue_file_row_show (KtgQueueFileRow       *self,
                              const KtgEvidence     *evidence,
                              const char            *name,
                              const KtgFileHeld     *held,
                              const char            *turn,
                              const KtgSyncProgress *progress);

G_END_DECLS
