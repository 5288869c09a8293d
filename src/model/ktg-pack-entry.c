/* ktg-pack-entry.c - what packs are made of: violations, choices, elections, terms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-entry.h"

#define MOST_DAYS 366

static const KtgField words_fields[] = {
  { "id", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgWords, id), KTG_NEED_FILLED },
  { "en", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgWords, en), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgWords, ktg_words, words_fields)

static const KtgField violation_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgViolation, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "short",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgViolation, short_name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "category", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, category), KTG_NEED_FILLED },
  { "phase", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, phase), KTG_NEED_FILLED },
  { "sanction_min", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, sanction_min) },
  { "sanction_max", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, sanction_max) },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, confidence), KTG_NEED_FILLED },
  { "keywords", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, keywords) },
  { "note",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgViolation, note),
    KTG_NEED_NONE,
    .record = &ktg_words_record },
};

KTG_DEFINE_RECORD (KtgViolation, ktg_violation, violation_fields)

static const KtgField choice_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgChoice, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgChoice, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "detail",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgChoice, detail),
    KTG_NEED_NONE,
    .record = &ktg_words_record },
  { "emoji", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgChoice, emoji) },
  { "allowed", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgChoice, is_allowed) },
};

KTG_DEFINE_RECORD (KtgChoice, ktg_choice, choice_fields)

static const KtgField stage_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgStage, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgStage, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "first_day", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgStage, first_day), KTG_NEED_ALWAYS },
  { "last_day", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgStage, last_day), KTG_NEED_ALWAYS },
  { "phase", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgStage, phase) },
};

KTG_DEFINE_RECORD (KtgStage, ktg_stage, stage_fields)

/* Its stages are read one by one: each must end after it began. */
static const KtgField election_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgElection, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgElection, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "regime", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgElection, regime), KTG_NEED_FILLED },
  { "report_days",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgElection, report_days),
    KTG_NEED_ALWAYS,
    1,
    MOST_DAYS },
  { NULL,
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgElection, stages),
    KTG_NEED_NONE,
    .record = &ktg_stage_record },
};

KTG_DEFINE_RECORD (KtgElection, ktg_election, election_fields)

static const KtgField term_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, code), KTG_NEED_FILLED },
  { "regime", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, regime), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgTerm, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "days", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgTerm, n_days), KTG_NEED_ALWAYS, 1, MOST_DAYS },
  { "day_kind", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, day_kind), KTG_NEED_FILLED },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgTerm, confidence), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgTerm, ktg_term, term_fields)

/**
 * ktg_violation_new:
 *
 * Returns: (transfer full): a suspected violation of which nothing is said
 */
KtgViolation *
ktg_violation_new (void)
{
  return ktg_record_new (&ktg_violation_record);
}

/**
 * ktg_choice_new:
 *
 * Returns: (transfer full): a choice of which nothing is said
 */
KtgChoice *
ktg_choice_new (void)
{
  return ktg_record_new (&ktg_choice_record);
}

/**
 * ktg_stage_new:
 *
 * Returns: (transfer full): a stage of which nothing is said
 */
KtgStage *
ktg_stage_new (void)
{
  return ktg_record_new (&ktg_stage_record);
}

/**
 * ktg_term_new:
 *
 * Returns: (transfer full): a term of which nothing is said
 */
KtgTerm *
ktg_term_new (void)
{
  return ktg_record_new (&ktg_term_record);
}

/**
 * ktg_election_new:
 *
 * Returns: (transfer full): an election without stages, with the shortest time that a law gives
 */
KtgElection *
ktg_election_new (void)
{
  KtgElection *election = ktg_record_new (&ktg_election_record);

  election->report_days = KTG_ELECTION_REPORT_DAYS;
  return election;
}

/**
 * ktg_words_clear:
 * @words: words in both languages
 *
 * Frees both; nothing is said then.
 */
void
ktg_words_clear (KtgWords *words)
{
  ktg_record_clear (&ktg_words_record, words);
}

/**
 * ktg_words_get:
 * @language: (nullable): "id", "en" or a locale that begins so, "id_ID.UTF-8"; anything else is
 * English
 *
 * Returns: (nullable): the words in that language, in the other if it has none; %NULL if neither
 * has
 */
const char *
ktg_words_get (const KtgWords *words, const char *language)
{
  gboolean is_indonesian = language != NULL && g_str_has_prefix (language, "id");

  g_return_val_if_fail (words != NULL, NULL);

  if (is_indonesian)
    return words->id != NULL ? words->id : words->en;

  return words->en != NULL ? words->en : words->id;
}
