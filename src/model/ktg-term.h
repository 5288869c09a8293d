/* ktg-term.h - how long one step of the procedure may take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

/* What follows when a report was handed to the personnel authorities, whatever the election. */
#define KTG_TERM_REGIME_ASN "asn"

/* Which days the law counts. */
typedef enum
{
  KTG_DAY_KIND_UNKNOWN, /* it does not say, or what it says could not be read */
  KTG_DAY_KIND_CALENDAR,
  KTG_DAY_KIND_WORKING,
} KtgDayKind;

typedef struct
{
  char      *regime; /* "pemilu", "pilkada" or "asn" */
  char      *code;   /* "public_report" */
  KtgPeriod  period; /* the days on which it holds */
  KtgWords   name;
  int        days;
  KtgDayKind day_kind;
  GPtrArray *kinds;  /* (element-type utf8): of the officer's own, which reports it governs */
  char      *starts; /* from what it is counted: known, received, registered, initial_review or
                        forwarded; NULL: not said */
  char *duty;        /* whose it is, "officer" or "office"; NULL: not said */
  char *legal_basis;
  char *confidence; /* A, B, C or "-" */
  char *source;     /* where it was read, or NULL */
} KtgTerm;

gboolean
ktg_term_is_for (const KtgTerm *term, const char *regime, const char *kind, const char *day);

KTG_DECLARE_RECORD (KtgTerm, ktg_term)

G_END_DECLS
