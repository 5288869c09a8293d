/* ktg-pack-entry.c - what packs are made of: violations, choices, elections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-entry.h"

#include <string.h>

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
};

KTG_DEFINE_RECORD (KtgStage, ktg_stage, stage_fields)

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
  { "stages",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgElection, stages),
    .record = &ktg_stage_record },
};

KTG_DEFINE_RECORD (KtgElection, ktg_election, election_fields)

static const KtgField list_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgChoiceList, code), KTG_NEED_FILLED },
  { "choices",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgChoiceList, choices),
    .record = &ktg_choice_record },
};

KTG_DEFINE_RECORD (KtgChoiceList, ktg_choice_list, list_fields)

static const KtgField part_fields[] = {
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackPart, name) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackPart, version) },
  { "note", KTG_FIELD_GROUP, G_STRUCT_OFFSET (KtgPackPart, note), .record = &ktg_words_record },
  { "violations",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, violations),
    .record = &ktg_violation_record },
  { "elections",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, elections),
    .record = &ktg_election_record },
  { "lists",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, lists),
    .record = &ktg_choice_list_record },
};

KTG_DEFINE_RECORD (KtgPackPart, ktg_pack_part, part_fields)

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

static const KtgStage *
find_backward_stage (const KtgElection *election)
{
  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      if (strcmp (stage->first_day, stage->last_day) > 0)
        return stage;
    }

  return NULL;
}

/**
 * ktg_pack_part_find_fault:
 * @part: what one file says, each entry of it in its form
 *
 * Returns: (transfer full) (nullable): English, what is wrong with its elections; %NULL if nothing
 * is
 */
char *
ktg_pack_part_find_fault (const KtgPackPart *part)
{
  for (guint i = 0; i < part->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (part->elections, i);
      const KtgStage    *stage = find_backward_stage (election);

      if (stage != NULL)
        return g_strdup_printf ("%s: the stage %s ends before it begins",
                                election->code,
                                stage->code);
    }

  return NULL;
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
