/* ktg-headline.h - a report in one line, as lists have it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"
#include "ktg-place-clock.h"

#include <ktg-report-due.h>
#include <ktg-store.h>

G_BEGIN_DECLS

char    *ktg_headline_dup_title (KtgLibrary *library, const KtgSummaryFields *fields);
char    *ktg_headline_dup_subtitle (KtgLibrary             *library,
                                    const KtgSummaryFields *fields,
                                    const KtgMoment        *now);
char    *ktg_headline_dup_day (const char *time, const KtgMoment *now);
gboolean ktg_headline_find_deadline (KtgLibrary             *library,
                                     const KtgSummaryFields *fields,
                                     const KtgMoment        *now,
                                     KtgDeadline            *deadline);
char    *ktg_headline_dup_withdrawal (const KtgReportHeld *held, const KtgPlaceClock *clock);
char    *ktg_headline_dup_delivery (const KtgReportHeld *held, gboolean is_enrolled);

G_END_DECLS
