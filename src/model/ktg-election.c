/* ktg-election.c - an election, and its stages
 *
 * Days are written year first, so they compare as text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-election.h"

#include "ktg-region-tree.h"

#include <string.h>

#define MOST_DAYS 366
#define POLLING "polling"

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
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgStage, confidence) },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgStage, source) },
};

KTG_DEFINE_RECORD (KtgStage, ktg_stage, stage_fields)

static const KtgField election_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgElection, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgElection, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "regime",
    KTG_FIELD_TEXT,
    G_STRUCT_OFFSET (KtgElection, regime),
    KTG_NEED_FILLED,
    .known = ktg_election_regimes },
  { "report_days",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgElection, report_days),
    KTG_NEED_ALWAYS,
    1,
    MOST_DAYS },
  { "ballot_numbers",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgElection, ballot_numbers),
    .min = 1,
    .max = 99 },
  { "regions", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgElection, regions) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgElection, confidence) },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgElection, source) },
  { "stages",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgElection, stages),
    .record = &ktg_stage_record },
};

KTG_DEFINE_RECORD (KtgElection, ktg_election, election_fields)

/**
 * ktg_election_has_day:
 * @election: an election
 * @day: (nullable): "2024-11-12"
 *
 * Returns: whether @day lies between the first day of its first stage and the last day of its last,
 * whatever lies between
 */
gboolean
ktg_election_has_day (const KtgElection *election, const char *day)
{
  gboolean has_begun = FALSE;
  gboolean is_over = TRUE;

  for (guint i = 0; day != NULL && i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      has_begun |= strcmp (stage->first_day, day) <= 0;
      is_over &= strcmp (stage->last_day, day) < 0;
    }

  return has_begun && !is_over;
}

/**
 * ktg_election_get_last_day:
 * @election: an election
 *
 * Returns: (nullable): the day on which its last stage ends; %NULL if it has none
 */
const char *
ktg_election_get_last_day (const KtgElection *election)
{
  const char *last_day = NULL;

  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      if (g_strcmp0 (stage->last_day, last_day) > 0)
        last_day = stage->last_day;
    }

  return last_day;
}

/**
 * ktg_election_is_in:
 * @election: an election
 * @region: (nullable): an official code
 *
 * Returns: whether there is an election in @region; where it is everywhere, also if no region is
 * said
 */
gboolean
ktg_election_is_in (const KtgElection *election, const char *region)
{
  for (guint i = 0; region != NULL && i < election->regions->len; i++)
    if (ktg_region_contains (g_ptr_array_index (election->regions, i), region))
      return TRUE;

  return election->regions->len == 0;
}

/**
 * ktg_election_get_polling:
 * @election: an election
 *
 * Returns: (transfer none) (nullable): the stage to which days are counted down
 */
const KtgStage *
ktg_election_get_polling (const KtgElection *election)
{
  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      if (strcmp (stage->code, POLLING) == 0)
        return stage;
    }

  return NULL;
}

static gboolean
is_on (const KtgStage *stage, const char *day)
{
  return strcmp (stage->first_day, day) <= 0 && strcmp (day, stage->last_day) <= 0;
}

/**
 * ktg_election_get_stage:
 * @election: an election
 * @day: (nullable): "2024-11-12"
 *
 * Returns: (transfer none) (nullable): on the day of the polling that, though the count begins on
 * it; else of the stages on @day the one that began last; %NULL between two
 */
const KtgStage *
ktg_election_get_stage (const KtgElection *election, const char *day)
{
  const KtgStage *polling = ktg_election_get_polling (election);
  const KtgStage *latest = NULL;

  if (day == NULL)
    return NULL;
  if (polling != NULL && is_on (polling, day))
    return polling;

  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      if (is_on (stage, day)
          && (latest == NULL || strcmp (latest->first_day, stage->first_day) <= 0))
        latest = stage;
    }

  return latest;
}

/* What all stages on @day that suggest something suggest; whether they agree. */
static gboolean
find_phase_of_day (const KtgElection *election, const char *day, const char **phase)
{
  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      if (stage->phase == NULL || !is_on (stage, day))
        continue;
      if (*phase != NULL && strcmp (*phase, stage->phase) != 0)
        return FALSE;
      *phase = stage->phase;
    }

  return TRUE;
}

/* What the stage that ended last before @day suggested: it holds on until the next begins. */
static const char *
find_phase_before (const KtgElection *election, const char *day)
{
  const KtgStage *latest = NULL;

  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      if (stage->phase != NULL && strcmp (stage->last_day, day) < 0
          && (latest == NULL || strcmp (latest->last_day, stage->last_day) <= 0))
        latest = stage;
    }

  return latest != NULL ? latest->phase : NULL;
}

/**
 * ktg_election_suggest_phase:
 * @election: an election
 * @day: (nullable): "2024-11-12"
 *
 * A suggestion, and no more: an officer says it.
 *
 * Returns: (transfer none) (nullable): what the stages on @day suggest, between two what the one
 * before did; %NULL outside the election, and where stages of the day differ
 */
const char *
ktg_election_suggest_phase (const KtgElection *election, const char *day)
{
  const char *phase = NULL;

  if (!ktg_election_has_day (election, day) || !find_phase_of_day (election, day, &phase))
    return NULL;

  return phase != NULL ? phase : find_phase_before (election, day);
}
