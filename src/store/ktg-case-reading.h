/* ktg-case-reading.h - what the offices' steps about a report add up to, from what is held here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-case.h>
#include <ktg-history.h>

G_BEGIN_DECLS

gboolean ktg_case_reading_fold (KtgLedger  *ledger,
                                GPtrArray  *rows,
                                const char *author,
                                KtgCase   **folded,
                                GError    **error);
gboolean ktg_case_reading_find_force (KtgLedger  *ledger,
                                      GPtrArray  *rows,
                                      KtgHistory *history,
                                      GError    **error);

G_END_DECLS
