/* ktg-usual.h - what is offered before anything is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-report-law.h"

#include <gio/gio.h>
#include <ktg-region-tree.h>

G_BEGIN_DECLS

GPtrArray *ktg_usual_find_violations (GListModel         *summaries,
                                      const KtgReportLaw *law,
                                      const char         *phase,
                                      guint               n_most);
GPtrArray *ktg_usual_dup_regions (GListModel          *summaries,
                                  const KtgRegionTree *regions,
                                  const char          *own,
                                  guint                n_most);

G_END_DECLS
