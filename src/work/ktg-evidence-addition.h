/* ktg-evidence-addition.h - files are added to a report that was filed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-evidence-import.h"

G_BEGIN_DECLS

void     ktg_evidence_addition_async (KtgStore           *store,
                                      const char         *report_id,
                                      GPtrArray          *offered,
                                      const KtgMoment    *now,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean ktg_evidence_addition_finish (GAsyncResult *result, char **name, GError **error);

G_END_DECLS
