/* ktg-place-clock.h - by which clock the moments of a report are said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

/* That of its place, whose zone is named where this computer has another. */
typedef struct
{
  int      utc_offset_s;
  gboolean is_named;
} KtgPlaceClock;

KtgPlaceClock
      ktg_place_clock_of (const KtgPack *pack, const KtgSummaryFields *fields, int utc_offset_s);
char *ktg_place_clock_dup (const KtgPlaceClock *self, const char *time);
char *ktg_place_clock_dup_moment (const KtgPlaceClock *self, const KtgMoment *moment);

G_END_DECLS
