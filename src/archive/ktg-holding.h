/* ktg-holding.h - one report with all that is held of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-history.h>
#include <ktg-status-json.h>

#include "ktg-archive.h"
#include "ktg-catalog-rows.h"
#include "ktg-page.h"

G_BEGIN_DECLS

/* Begins with the report alone; its events and files are read in pages and added. */
typedef struct
{
  KtgArchiveReportRow *report;
  KtgHistory          *history;
  GPtrArray           *files; /* (element-type KtgArchiveFileRow) */
  guint                n_events;
  guint64              last_index; /* of its events */
} KtgHolding;

KtgHolding *ktg_holding_find (KtgArchive *archive, const char *name, GError **error);
void        ktg_holding_free (KtgHolding *self);

/* On the writer's thread. */
GPtrArray *ktg_holding_list_statuses (KtgCatalog *catalog, KtgPage *page, GError **error);

KtgPage          ktg_holding_get_page (const KtgHolding *self);
void             ktg_holding_add_events (KtgHolding *self, GPtrArray *events);
void             ktg_holding_add_files (KtgHolding *self, GPtrArray *files);
KtgReportStatus *ktg_holding_dup_status (const KtgHolding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHolding, ktg_holding_free)

G_END_DECLS
