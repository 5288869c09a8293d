/* ktg-pack-entry.c - what packs are made of: words, violations, choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-entry.h"

const char *const ktg_election_regimes[] = { "pemilu", "pilkada", NULL };
const char *const ktg_finger_names[] = { "thumb", "index", "middle", "ring", "little", NULL };

static const KtgField words_fields[] = {
  { "id", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgWords, id), KTG_NEED_FILLED },
  { "en", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgWords, en), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgWords, ktg_words, words_fields)

static const KtgField source_fields[] = {
  { "title", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackSource, title), KTG_NEED_FILLED },
  { "address", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackSource, address) },
};

KTG_DEFINE_RECORD (KtgPackSource, ktg_pack_source, source_fields)

static const KtgField apart_fields[] = {
  { "statuses", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgSanctionApart, statuses), KTG_NEED_ALWAYS },
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgSanctionApart, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgSanctionApart, period.until) },
  { "sanction_min", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSanctionApart, sanction_min) },
  { "sanction_max", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSanctionApart, sanction_max) },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSanctionApart, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSanctionApart, confidence), KTG_NEED_FILLED },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSanctionApart, source) },
  { "note",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgSanctionApart, note),
    KTG_NEED_NONE,
    .record = &ktg_words_record },
};

KTG_DEFINE_RECORD (KtgSanctionApart, ktg_sanction_apart, apart_fields)

static const KtgField violation_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, code), KTG_NEED_FILLED },
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgViolation, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgViolation, period.until) },
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
  { "regimes",
    KTG_FIELD_TEXTS,
    G_STRUCT_OFFSET (KtgViolation, regimes),
    .known = ktg_election_regimes },
  { "statuses", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgViolation, statuses) },
  { "sanction_min", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, sanction_min) },
  { "sanction_max", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, sanction_max) },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, confidence), KTG_NEED_FILLED },
  { "sanction_confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, sanction_confidence) },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, source) },
  { "keywords", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgViolation, keywords) },
  { "usual", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgViolation, usual), .min = 1, .max = 99 },
  { "note",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgViolation, note),
    KTG_NEED_NONE,
    .record = &ktg_words_record },
  { "apart",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgViolation, apart),
    .record = &ktg_sanction_apart_record },
};

KTG_DEFINE_RECORD (KtgViolation, ktg_violation, violation_fields)

static const KtgField choice_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgChoice, code), KTG_NEED_FILLED },
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgChoice, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgChoice, period.until) },
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
  { "fingers", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgChoice, fingers), .known = ktg_finger_names },
};

KTG_DEFINE_RECORD (KtgChoice, ktg_choice, choice_fields)

static const KtgField list_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgChoiceList, code), KTG_NEED_FILLED },
  { "choices",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgChoiceList, choices),
    .record = &ktg_choice_record },
};

KTG_DEFINE_RECORD (KtgChoiceList, ktg_choice_list, list_fields)

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

static gboolean
is_same_text (gconstpointer text, gconstpointer other)
{
  return g_strcmp0 (text, other) == 0;
}

/**
 * ktg_violation_is_of:
 * @violation: a violation
 * @regime: (nullable): of an election, "pemilu"
 *
 * Returns: whether it can be one in such an election
 */
gboolean
ktg_violation_is_of (const KtgViolation *violation, const char *regime)
{
  return violation->regimes->len == 0
         || g_ptr_array_find_with_equal_func (violation->regimes, regime, is_same_text, NULL);
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
