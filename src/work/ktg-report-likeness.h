/* ktg-report-likeness.h - a new report that begins like one before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-pack.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

void ktg_report_likeness_take (KtgReport *report, const KtgReport *like, const KtgPack *pack);

const char *ktg_report_likeness_find_last (GListModel *summaries);

G_END_DECLS
