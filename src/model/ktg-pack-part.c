/* ktg-pack-part.c - what one file of a pack says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-part.h"

#include <stdlib.h>
#include <string.h>

#define MOST_TITLE_BYTES 300

static const KtgField part_fields[] = {
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackPart, name) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackPart, version) },
  { "title", KTG_FIELD_GROUP, G_STRUCT_OFFSET (KtgPackPart, title), .record = &ktg_words_record },
  { "note", KTG_FIELD_GROUP, G_STRUCT_OFFSET (KtgPackPart, note), .record = &ktg_words_record },
  { "verified", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgPackPart, is_verified) },
  { "sources",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, sources),
    .record = &ktg_pack_source_record },
  { "violations",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, violations),
    .record = &ktg_violation_record },
  { "terms", KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgPackPart, terms), .record = &ktg_term_record },
  { "steps",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, steps),
    .record = &ktg_procedure_step_record },
  { "elections",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, elections),
    .record = &ktg_election_record },
  { "zones", KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgPackPart, zones), .record = &ktg_zone_record },
  { "years",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, holiday_years),
    .record = &ktg_holiday_year_record },
  { "levels",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, region_names.labels),
    .record = &ktg_region_label_record },
  { "aliases",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, region_names.aliases),
    .record = &ktg_region_alias_record },
  { "prefixes",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, region_names.prefixes),
    .record = &ktg_region_prefix_record },
  { "lists",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, lists),
    .record = &ktg_choice_list_record },
  { "articles",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, articles),
    .record = &ktg_article_record },
  { "cases",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackPart, sample_cases),
    .record = &ktg_sample_case_record },
};

KTG_DEFINE_RECORD (KtgPackPart, ktg_pack_part, part_fields)

/* What is asked of a row of any kind. */
typedef struct
{
  const char      *group; /* in which its code is its own, or NULL */
  const char      *code;
  const KtgPeriod *period; /* NULL: it has no days */
} Row;

typedef Row (*DescribeRow) (gconstpointer entry);

static Row
describe_violation (gconstpointer entry)
{
  const KtgViolation *violation = entry;

  return (Row){ NULL, violation->code, &violation->period };
}

static Row
describe_apart (gconstpointer entry)
{
  const KtgSanctionApart *apart = entry;
  const char *status = apart->statuses->len > 0 ? g_ptr_array_index (apart->statuses, 0) : "";

  return (Row){ NULL, status, &apart->period };
}

static Row
describe_choice (gconstpointer entry)
{
  const KtgChoice *choice = entry;

  return (Row){ NULL, choice->code, &choice->period };
}

static Row
describe_term (gconstpointer entry)
{
  const KtgTerm *term = entry;

  return (Row){ term->regime, term->code, &term->period };
}

static Row
describe_election (gconstpointer entry)
{
  return (Row){ NULL, ((const KtgElection *)entry)->code, NULL };
}

static Row
describe_zone (gconstpointer entry)
{
  return (Row){ NULL, ((const KtgZone *)entry)->code, NULL };
}

static Row
describe_article (gconstpointer entry)
{
  const KtgArticle *article = entry;

  return (Row){ NULL, article->code, &article->period };
}

static Row
describe_case (gconstpointer entry)
{
  const KtgSampleCase *sample = entry;

  return (Row){ NULL, sample->code, &sample->period };
}

static gboolean
are_at_once (const Row *row, const Row *other)
{
  return g_strcmp0 (row->group, other->group) == 0 && strcmp (row->code, other->code) == 0
         && (row->period == NULL || ktg_period_overlaps (row->period, other->period));
}

static char *
say_fault (const char *list, const Row *row, const char *what)
{
  return g_strdup_printf ("%s%s%s%s%s %s",
                          list != NULL ? list : "",
                          list != NULL ? ": " : "",
                          row->group != NULL ? row->group : "",
                          row->group != NULL ? " " : "",
                          row->code,
                          what);
}

static char *
find_row_fault (const char *list, const GPtrArray *entries, DescribeRow describe)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Row row = describe (g_ptr_array_index (entries, i));

      if (row.period != NULL && ktg_period_is_backward (row.period))
        return say_fault (list, &row, "ends before it begins");

      for (guint j = i + 1; j < entries->len; j++)
        {
          Row other = describe (g_ptr_array_index (entries, j));

          if (are_at_once (&row, &other))
            return say_fault (list, &row, "comes twice on the same day");
        }
    }

  return NULL;
}

static char *
find_violation_fault (const GPtrArray *violations)
{
  char *fault = find_row_fault (NULL, violations, describe_violation);

  for (guint i = 0; fault == NULL && i < violations->len; i++)
    {
      const KtgViolation *violation = g_ptr_array_index (violations, i);

      fault = find_row_fault (violation->code, violation->apart, describe_apart);
    }

  return fault;
}

static char *
find_stage_fault (const GPtrArray *elections)
{
  for (guint i = 0; i < elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (elections, i);

      for (guint j = 0; j < election->stages->len; j++)
        {
          const KtgStage *stage = g_ptr_array_index (election->stages, j);

          if (strcmp (stage->first_day, stage->last_day) > 0)
            return g_strdup_printf ("%s: the stage %s ends before it begins",
                                    election->code,
                                    stage->code);
        }
    }

  return NULL;
}

/* Where an election or a zone is. */
static char *
find_place_fault (const GPtrArray *elections, const GPtrArray *zones, const char **key)
{
  char *fault = NULL;

  for (guint i = 0; fault == NULL && i < elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (elections, i);

      *key = "elections";
      fault = ktg_region_codes_find_fault (election->code, election->regions);
    }

  for (guint i = 0; fault == NULL && i < zones->len; i++)
    {
      const KtgZone *zone = g_ptr_array_index (zones, i);

      *key = "zones";
      fault = ktg_region_codes_find_fault (zone->code, zone->regions);
    }

  return fault;
}

static char *
find_year_fault (const KtgHolidayYear *year)
{
  for (guint i = 0; i < year->days->len; i++)
    {
      const KtgHoliday *holiday = g_ptr_array_index (year->days, i);

      if (atoi (holiday->day) != year->year)
        return g_strdup_printf ("%s is no day of %d", holiday->day, year->year);
      if (ktg_holiday_year_get_day (year, holiday->day) != holiday)
        return g_strdup_printf ("%s comes twice", holiday->day);
    }

  return NULL;
}

static char *
find_holiday_fault (const GPtrArray *years)
{
  for (guint i = 0; i < years->len; i++)
    {
      const KtgHolidayYear *year = g_ptr_array_index (years, i);
      char                 *fault = find_year_fault (year);

      if (fault != NULL)
        return fault;
      for (guint j = i + 1; j < years->len; j++)
        if (((const KtgHolidayYear *)g_ptr_array_index (years, j))->year == year->year)
          return g_strdup_printf ("%d comes twice", year->year);
    }

  return NULL;
}

static char *
find_list_fault (const GPtrArray *lists)
{
  char *fault = NULL;

  for (guint i = 0; fault == NULL && i < lists->len; i++)
    {
      const KtgChoiceList *list = g_ptr_array_index (lists, i);

      fault = find_row_fault (list->code, list->choices, describe_choice);
    }

  return fault;
}

static char *
find_case_fault (const GPtrArray *cases)
{
  char *fault = find_row_fault (NULL, cases, describe_case);

  for (guint i = 0; fault == NULL && i < cases->len; i++)
    fault = ktg_sample_case_find_fault (g_ptr_array_index (cases, i));

  return fault;
}

/* What a pack must have some of: one without them would take the place of all that held. */
static const struct
{
  const char *name, *key;
  gsize       entries;
} contents[] = {
  { "rules", "violations", G_STRUCT_OFFSET (KtgPackPart, violations) },
  { "calendar", "elections", G_STRUCT_OFFSET (KtgPackPart, elections) },
  { "holidays", "years", G_STRUCT_OFFSET (KtgPackPart, holiday_years) },
  { "places", "zones", G_STRUCT_OFFSET (KtgPackPart, zones) },
  { "procedure", "steps", G_STRUCT_OFFSET (KtgPackPart, steps) },
  { "guide", "articles", G_STRUCT_OFFSET (KtgPackPart, articles) },
};

static char *
find_lack (const KtgPackPart *part, const char **key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      GPtrArray *entries = G_STRUCT_MEMBER (GPtrArray *, part, contents[i].entries);

      if (g_strcmp0 (part->name, contents[i].name) == 0 && entries->len == 0)
        {
          *key = contents[i].key;
          return g_strdup ("there are none, and a pack says all that holds from its day");
        }
    }

  return NULL;
}

static char *
find_title_fault (const KtgWords *title)
{
  const char *const texts[] = { title->id, title->en };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && strlen (texts[i]) > MOST_TITLE_BYTES)
      return g_strdup_printf ("has more than %d bytes", MOST_TITLE_BYTES);

  return NULL;
}

/**
 * ktg_pack_part_find_fault:
 * @part: what one file says, each entry of it in its form
 * @key: (out): under which of its keys something is wrong; set if something is
 *
 * A row that ends before it begins, and one that holds twice on the same day, are faults: nobody
 * could say what holds then. So is a pack without what its kind is for.
 *
 * Returns: (transfer full) (nullable): English, what is wrong, with the row's code; %NULL if
 * nothing is
 */
char *
ktg_pack_part_find_fault (const KtgPackPart *part, const char **key)
{
  char *fault = NULL;

  if ((fault = find_violation_fault (part->violations)) != NULL)
    *key = "violations";
  else if ((fault = find_row_fault (NULL, part->terms, describe_term)) != NULL)
    *key = "terms";
  else if ((fault = ktg_procedure_steps_find_fault (part->steps)) != NULL)
    *key = "steps";
  else if ((fault = find_row_fault (NULL, part->elections, describe_election)) != NULL
           || (fault = find_stage_fault (part->elections)) != NULL)
    *key = "elections";
  else if ((fault = find_row_fault (NULL, part->zones, describe_zone)) != NULL)
    *key = "zones";
  else if ((fault = find_holiday_fault (part->holiday_years)) != NULL)
    *key = "years";
  else if ((fault = find_list_fault (part->lists)) != NULL)
    *key = "lists";
  else if ((fault = find_row_fault (NULL, part->articles, describe_article)) != NULL)
    *key = "articles";
  else if ((fault = find_case_fault (part->sample_cases)) != NULL)
    *key = "cases";
  else if ((fault = find_title_fault (&part->title)) != NULL)
    *key = "title";
  else if ((fault = find_place_fault (part->elections, part->zones, key)) == NULL
           && (fault = ktg_region_names_find_fault (&part->region_names, key)) == NULL)
    fault = find_lack (part, key);

  return fault;
}

/**
 * ktg_choice_lists_find:
 * @lists: (element-type KtgChoiceList): lists
 * @code: of one of them
 *
 * Returns: (transfer none) (nullable): that list
 */
const KtgChoiceList *
ktg_choice_lists_find (const GPtrArray *lists, const char *code)
{
  for (guint i = 0; i < lists->len; i++)
    {
      const KtgChoiceList *list = g_ptr_array_index (lists, i);

      if (strcmp (list->code, code) == 0)
        return list;
    }

  return NULL;
}

/* The row of this code that holds on the day, else the last there is: a code keeps its name. */
static const KtgChoice *
pick_choice (const KtgChoiceList *list, const char *day, const char *code)
{
  const KtgChoice *found = NULL;

  for (guint i = 0; i < list->choices->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (list->choices, i);

      if (g_strcmp0 (choice->code, code) == 0
          && (found == NULL || !ktg_period_has_day (&found->period, day)))
        found = choice;
    }

  return found;
}

/**
 * ktg_pack_part_get_choice:
 * @part: what one file says
 * @list: the code of a list
 * @day: (nullable): "2024-11-12"
 * @code: (nullable): of a choice
 *
 * Returns: (transfer none) (nullable): the choice of @list with this code: the row that holds on
 * @day, else the last
 */
const KtgChoice *
ktg_pack_part_get_choice (const KtgPackPart *part,
                          const char        *list,
                          const char        *day,
                          const char        *code)
{
  const KtgChoiceList *found = ktg_choice_lists_find (part->lists, list);

  return found != NULL ? pick_choice (found, day, code) : NULL;
}
