/* ktg-snapshot.h - the database of a running server as it is at one moment, in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-verb.h"

G_BEGIN_DECLS

#define KTG_SNAPSHOT_PREFIX "snapshot-"

int ktg_snapshot_take (KtgVerb *self, char **words); /* the first half of `backup` */

void ktg_snapshot_sweep (const char *folder);

G_END_DECLS
