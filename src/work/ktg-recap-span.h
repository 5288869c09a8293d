/* ktg-recap-span.h - of which days a recap is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-moment.h>
#include <ktg-recap.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_RECAP_TWO_WEEKS, /* this one and the last */
  KTG_RECAP_STAGE,     /* of the election; where none is on, the last election */
  KTG_RECAP_ALL,
  KTG_RECAP_FROM_TO,
} KtgRecapSpanKind;

typedef struct
{
  KtgRecapSpanKind kind;
  KtgPeriod        period;
  char            *today; /* where the officer is */
  char            *name;  /* of a stage, in words; NULL: none is known, or it is none */
} KtgRecapSpan;

KtgRecapSpan *ktg_recap_span_new (KtgRecapSpanKind kind,
                                  const KtgPack   *pack,
                                  const char      *region,
                                  const KtgMoment *now);
KtgRecapSpan *ktg_recap_span_new_from_to (const KtgPeriod *period,
                                          const KtgPack   *pack,
                                          const char      *region,
                                          const KtgMoment *now);
void          ktg_recap_span_free (KtgRecapSpan *self);
KtgRecap       *
ktg_recap_span_count (const KtgPeriod *period, GListModel *summaries, const KtgPack *pack);
char *ktg_recap_span_dup_day_after (const char *day, int n_days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRecapSpan, ktg_recap_span_free)

G_END_DECLS
