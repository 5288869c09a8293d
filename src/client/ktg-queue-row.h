/* ktg-queue-row.h - one report that waits, and its files where it is the one that goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_QUEUE_ROW (ktg_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgQueueRow, ktg_queue_row, KTG, QUEUE_ROW, GtkListBoxRow)

KtgQueueRow *ktg_queue_row_new (const char *id);
const char  *ktg_queue_row_get_id (KtgQueueRow *self);
void         ktg_queue_row_show (KtgQueueRow   *self,
                                 KtgSession    *session,
                                 KtgSummary    *summary,
                                 const KtgOwed *owed);
void         ktg_queue_row_show_files (KtgQueueRow           *self,
                                       const KtgReportHeld   *held,
                                       const KtgOwed         *owed,
                                       const KtgSyncProgress *progress);

G_END_DECLS
