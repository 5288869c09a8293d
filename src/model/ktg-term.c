/* ktg-term.c - how long one step of the procedure may take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-term.h"

#define MOST_DAYS 366

/* By KtgDayKind; whatever else stands there says that it is not known. */
static const char *const day_kinds[] = { "", "calendar", "working", NULL };

static const char *const known_day_kinds[] = { "calendar", "working", "unknown", NULL };
static const char *const known_regimes[] = { "pemilu", "pilkada", KTG_TERM_REGIME_ASN, NULL };
static const char *const known_duties[] = { "officer", "office", NULL };
static const char *const known_starts[]
    = { "known", "received", "registered", "initial_review", "forwarded", NULL };

static const KtgField term_fields[] = {
  { "regime",
    KTG_FIELD_TEXT,
    G_STRUCT_OFFSET (KtgTerm, regime),
    KTG_NEED_FILLED,
    .known = known_regimes },
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, code), KTG_NEED_FILLED },
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgTerm, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgTerm, period.until) },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgTerm, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "days", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgTerm, days), KTG_NEED_ALWAYS, 1, MOST_DAYS },
  { "day_kind",
    KTG_FIELD_CHOICE,
    G_STRUCT_OFFSET (KtgTerm, day_kind),
    KTG_NEED_ALWAYS,
    .names = day_kinds,
    .known = known_day_kinds },
  { "kinds", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgTerm, kinds) },
  { "starts", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, starts), .known = known_starts },
  { "duty", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, duty), .known = known_duties },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, confidence), KTG_NEED_FILLED },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, source) },
};

KTG_DEFINE_RECORD (KtgTerm, ktg_term, term_fields)

static gboolean
has_text (const GPtrArray *texts, const char *text)
{
  return text != NULL
         && g_ptr_array_find_with_equal_func ((GPtrArray *)texts, text, g_str_equal, NULL);
}

/**
 * ktg_term_is_for:
 * @term: a term
 * @regime: (nullable): of an election, or "asn"
 * @kind: (nullable): of a report, or any
 * @day: (nullable): on which it begins, "2024-11-12"
 *
 * Returns: whether it governs what begins on @day under @regime: reports of @kind, if one is asked
 * for
 */
gboolean
ktg_term_is_for (const KtgTerm *term, const char *regime, const char *kind, const char *day)
{
  return g_strcmp0 (term->regime, regime) == 0 && (kind == NULL || has_text (term->kinds, kind))
         && ktg_period_has_day (&term->period, day);
}
