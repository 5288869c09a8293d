/* ktg-tally.h - how often what was refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"

G_BEGIN_DECLS

typedef struct _KtgTally KtgTally;

KtgTally *ktg_tally_new (void);
void      ktg_tally_free (KtgTally *self);
void      ktg_tally_count (KtgTally *self, const char *type, gint64 device);
void      ktg_tally_tell (KtgTally *self, KtgArchive *archive, gint64 now_ms);

G_END_DECLS
