/* ktg-summary-list.h - what the list of reports and drafts shows, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-changes.h"

#include <gio/gio.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

/* (element-type KtgSummary), in no order, each id once. */
#define KTG_TYPE_SUMMARY_LIST (ktg_summary_list_get_type ())
G_DECLARE_FINAL_TYPE (KtgSummaryList, ktg_summary_list, KTG, SUMMARY_LIST, GObject)

KtgSummaryList *ktg_summary_list_new (void);
KtgSummary     *ktg_summary_list_lookup (KtgSummaryList *self, const char *id);
void            ktg_summary_list_apply (KtgSummaryList *self, const KtgChanges *changes);

G_END_DECLS
