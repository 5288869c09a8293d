/* ktg-holding.h - one report with all that is held of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-history.h>
#include <ktg-status-json.h>

#include "ktg-archive.h"
#include "ktg-report-table.h"
#include "ktg-verb.h"

G_BEGIN_DECLS

typedef struct
{
  KtgReportRow *report;
  GPtrArray    *events; /* (element-type KtgIndexedEvent) */
  GPtrArray    *files;  /* (element-type KtgFileRow) */
} KtgHolding;

KtgHolding *ktg_holding_load (KtgArchive *archive, const char *report_id, GError **error);
void        ktg_holding_free (KtgHolding *self);

GPtrArray *ktg_holding_dup_statuses (KtgDb *db, KtgVerbPage *page, GError **error);

KtgReportStatus *ktg_holding_dup_status (const KtgHolding *self);
KtgHistory      *ktg_holding_dup_history (const KtgHolding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHolding, ktg_holding_free)

G_END_DECLS
