/* ktg-version-list.h - what a report said, version by version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-place-clock.h"

#include <ktg-history.h>

G_BEGIN_DECLS

typedef struct
{
  KtgReport *report;
  char      *title;  /* which of how many, and when */
  char      *reason; /* why it was amended; of the first one, that it is the first */
} KtgReportVersion;

GPtrArray *ktg_version_list_new (const KtgHistory *history, const KtgPlaceClock *clock);

G_END_DECLS
