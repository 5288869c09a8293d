/* ktg-recovery.h - what a sudden end left behind, put right at the start
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-depot.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

gboolean ktg_recovery_run (KtgWriter *writer, KtgDepot *depot, gint64 now_ms, GError **error);

gboolean ktg_recovery_forget_gone (KtgDb *db, KtgDepot *depot, guint *n_gone, GError **error);

G_END_DECLS
