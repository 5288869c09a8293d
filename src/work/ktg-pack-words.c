/* ktg-pack-words.c - which packs are here, since when they hold, and what they changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-words.h"

#include "ktg-dates.h"
#include "ktg-language.h"

#include <glib/gi18n.h>
#include <ktg-pack-version.h>

#include <string.h>

#define MOST_NAMES 8

/* --- which are here --- */

static const KtgPackFile *
find_file (const GPtrArray *files, const KtgPackPart *part)
{
  for (guint i = 0; i < files->len; i++)
    {
      const KtgPackFile *file = g_ptr_array_index (files, i);

      if (g_str_equal (file->notice->name, part->name)
          && g_str_equal (file->notice->version, part->version))
        return file;
    }

  return NULL;
}

static void
free_state (gpointer data)
{
  KtgPackState *state = data;

  g_free (state->publisher);
  g_free (state);
}

static char *
dup_publisher (KtgPackFolder *folder, const KtgPackFile *file)
{
  g_autoptr (KtgEvent) event = NULL;
  g_autoptr (KtgEnvelope) word = ktg_pack_folder_load_word (folder, file, &event);

  return word != NULL && event != NULL ? g_strdup (event->author) : NULL;
}

static KtgPackStanding
judge (const KtgPack *pack, const KtgPackPart *part)
{
  if (!ktg_pack_version_has_begun (part->version, pack->today))
    return KTG_PACK_WAITS;

  return g_strcmp0 (ktg_pack_get_version (pack, part->name), part->version) == 0 ? KTG_PACK_COUNTS
                                                                                 : KTG_PACK_EARLIER;
}

/* Of one pack the versions stand from the oldest on. */
static const KtgPackPart *
get_before (const KtgPack *pack, guint i)
{
  const KtgPackPart *part = g_ptr_array_index (pack->parts, i);
  const KtgPackPart *before = i > 0 ? g_ptr_array_index (pack->parts, i - 1) : NULL;

  return before != NULL && g_str_equal (before->name, part->name) ? before : NULL;
}

/**
 * ktg_pack_words_new_states:
 * @library: what is here
 *
 * Returns: (transfer full) (element-type KtgPackState): each version of each pack, by their names,
 * the newest first of each
 */
GPtrArray *
ktg_pack_words_new_states (KtgLibrary *library)
{
  const KtgPack *pack = ktg_library_get_pack (library);
  KtgPackFolder *folder = ktg_library_get_pack_folder (library);
  g_autoptr (GPtrArray) files = folder != NULL ? ktg_pack_folder_list (folder) : g_ptr_array_new ();
  GPtrArray *states = g_ptr_array_new_with_free_func (free_state);

  for (guint i = 0; i < pack->parts->len; i++)
    {
      const KtgPackPart *part = g_ptr_array_index (pack->parts, i);
      const KtgPackPart *before = get_before (pack, i);
      const KtgPackFile *file = find_file (files, part);
      KtgPackState      *state = g_new0 (KtgPackState, 1);
      guint              at = states->len;

      state->part = part;
      state->before = before;
      state->standing = judge (pack, part);
      state->is_received = file != NULL && file->is_received;
      state->received_s = file != NULL ? file->written_s : 0;
      state->publisher = file != NULL ? dup_publisher (folder, file) : NULL;
      while (at > 0 && before != NULL
             && g_str_equal (((KtgPackState *)g_ptr_array_index (states, at - 1))->part->name,
                             part->name))
        at--;
      g_ptr_array_insert (states, (gint)at, state);
    }

  return states;
}

/* --- in words --- */

/**
 * ktg_pack_words_dup_title:
 * @part: of a pack
 *
 * Returns: (transfer full): what it is called, and its version
 */
char *
ktg_pack_words_dup_title (const KtgPackPart *part)
{
  const char *title = ktg_words_get (&part->title, ktg_language_get ());

  return g_strdup_printf ("%s (%s)",
                          title != NULL && *title != '\0' ? title : part->name,
                          part->version);
}

/* "22 September 2022, correction 2" */
static char *
dup_since (const char *version)
{
  const char      *point = strchr (version, '.');
  g_autofree char *day = g_strndup (version, strcspn (version, "."));
  g_autofree char *words = ktg_dates_dup_beginning (day);

  return point == NULL ? g_steal_pointer (&words)
                       /* Translators: a day, and the number of a correction */
                       : g_strdup_printf (_ ("%s, correction %s"), words, point + 1);
}

/**
 * ktg_pack_words_dup_standing:
 * @state: of a pack
 *
 * Returns: (transfer full): since when it holds, and whether somebody has compared it
 */
char *
ktg_pack_words_dup_standing (const KtgPackState *state)
{
  /* Translators: %s is a day */
  static const char *const standings[] = { [KTG_PACK_COUNTS] = N_ ("Holds since %s"),
                                           [KTG_PACK_WAITS] = N_ ("Will hold from %s"),
                                           [KTG_PACK_EARLIER] = N_ ("Earlier one, held from %s") };
  g_autofree char         *since = dup_since (state->part->version);
  g_autoptr (GString) words = g_string_new (NULL);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (words, _ (standings[state->standing]), since);
#pragma GCC diagnostic pop
  g_string_append_printf (words,
                          " · %s",
                          state->part->is_verified ? _ ("compared with the official text")
                                                   : _ ("not yet compared with the official text"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * ktg_pack_words_dup_sources:
 * @part: of a pack
 *
 * Returns: (transfer full) (nullable): what it was compiled from, a line each
 */
char *
ktg_pack_words_dup_sources (const KtgPackPart *part)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < part->sources->len; i++)
    {
      const KtgPackSource *source = g_ptr_array_index (part->sources, i);

      g_string_append_printf (lines,
                              "%s%s%s%s",
                              lines->len > 0 ? "\n" : "",
                              source->title,
                              source->address != NULL ? ", " : "",
                              source->address != NULL ? source->address : "");
    }

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

/* --- what changed --- */

/* What has a name of its own in a pack. */
typedef struct
{
  gsize            rows; /* in the part */
  const KtgRecord *record;
  gsize            name;     /* in the row: words */
  gboolean         has_code; /* it begins with one that people know, too */
} Rows;

static const Rows all_rows[] = {
  { G_STRUCT_OFFSET (KtgPackPart, violations),
    &ktg_violation_record,
    G_STRUCT_OFFSET (KtgViolation, short_name),
    TRUE },
  { G_STRUCT_OFFSET (KtgPackPart, terms), &ktg_term_record, G_STRUCT_OFFSET (KtgTerm, name) },
  { G_STRUCT_OFFSET (KtgPackPart, elections),
    &ktg_election_record,
    G_STRUCT_OFFSET (KtgElection, name) },
  { G_STRUCT_OFFSET (KtgPackPart, zones), &ktg_zone_record, G_STRUCT_OFFSET (KtgZone, name) },
};
static const Rows choices = { 0, &ktg_choice_record, G_STRUCT_OFFSET (KtgChoice, name) };
static const Rows holidays = { 0, &ktg_holiday_record, G_STRUCT_OFFSET (KtgHoliday, name) };

static gboolean
has_row (const Rows *rows, const GPtrArray *among, gconstpointer row)
{
  for (guint i = 0; i < among->len; i++)
    if (ktg_record_equal (rows->record, g_ptr_array_index (among, i), row))
      return TRUE;

  return FALSE;
}

static char *
dup_name (const Rows *rows, gconstpointer row)
{
  const KtgWords *words = G_STRUCT_MEMBER_P (row, rows->name);
  const char     *name = ktg_words_get (words, ktg_language_get ());

  if (!rows->has_code)
    return g_strdup (name);

  return g_strdup_printf ("%s %s", ((const KtgViolation *)row)->code, name);
}

/* A row that holds in other days stands there twice, and is named once. */
static void
add_name (GPtrArray *names, char *name)
{
  if (name == NULL || g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_free (name);
  else
    g_ptr_array_add (names, name);
}

/* Names of what one of two says and the other does not. */
static void
add_different (GPtrArray *names, const Rows *rows, const GPtrArray *those, const GPtrArray *others)
{
  for (guint i = 0; i < those->len; i++)
    {
      gconstpointer row = g_ptr_array_index (those, i);

      if (!has_row (rows, others, row))
        add_name (names, dup_name (rows, row));
    }
}

static void
add_different_choices (GPtrArray *names, const GPtrArray *lists, const GPtrArray *others)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < lists->len; i++)
    {
      const KtgChoiceList *list = g_ptr_array_index (lists, i);
      const KtgChoiceList *other = ktg_choice_lists_find (others, list->code);

      add_different (names, &choices, list->choices, other != NULL ? other->choices : none);
    }
}

static char *
dup_holiday (const KtgHoliday *holiday)
{
  g_autofree char *day = ktg_dates_dup_testimony (holiday->day);

  return g_strdup_printf ("%s %s", day, ktg_words_get (&holiday->name, ktg_language_get ()));
}

/* They move the ends of what is counted in working days. */
static void
add_different_holidays (GPtrArray *names, const GPtrArray *years, const GPtrArray *others)
{
  for (guint i = 0; i < years->len; i++)
    {
      const KtgHolidayYear *year = g_ptr_array_index (years, i);
      const KtgHolidayYear *other = ktg_holiday_years_find (others, year->year);

      for (guint j = 0; j < year->days->len; j++)
        {
          const KtgHoliday *holiday = g_ptr_array_index (year->days, j);

          if (other == NULL || !has_row (&holidays, other->days, holiday))
            add_name (names, dup_holiday (holiday));
        }
    }
}

static void
add_all_different (GPtrArray *names, const KtgPackPart *part, const KtgPackPart *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_rows); i++)
    add_different (names,
                   &all_rows[i],
                   G_STRUCT_MEMBER (GPtrArray *, part, all_rows[i].rows),
                   G_STRUCT_MEMBER (GPtrArray *, other, all_rows[i].rows));

  add_different_choices (names, part->lists, other->lists);
  add_different_holidays (names, part->holiday_years, other->holiday_years);
}

static char *
join (const GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, MOST_NAMES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *)g_ptr_array_index (names, i));
  if (names->len > MOST_NAMES)
    g_string_append (text, ", …");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * ktg_pack_words_dup_changes:
 * @part: of a pack
 * @before: (nullable): the version before it
 *
 * Returns: (transfer full) (nullable): the names of what differs; %NULL: nothing that has one
 */
char *
ktg_pack_words_dup_changes (const KtgPackPart *part, const KtgPackPart *before)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  if (before != NULL)
    {
      add_all_different (names, part, before);
      add_all_different (names, before, part);
    }
  if (names->len == 0)
    return NULL;

  joined = join (names);
  /* Translators: names, "DS-03 Approaching a political party, DS-09 Campaign team" */
  return g_strdup_printf (_ ("Changed: %s"), joined);
}

/* What it changed, when it came, what it was compiled from: a line each. */
static char *
dup_detail (const KtgPackState *state)
{
  g_autofree char *changes = ktg_pack_words_dup_changes (state->part, state->before);
  g_autofree char *sources = ktg_pack_words_dup_sources (state->part);
  g_autoptr (GDateTime) received = g_date_time_new_from_unix_local (state->received_s);
  g_autofree char *day = g_date_time_format (received, "%Y-%m-%d");
  g_autofree char *words = ktg_dates_dup_testimony (day);
  /* Translators: %s is a day */
  g_autofree char *came
      = state->is_received ? g_strdup_printf (_ ("Came here on %s"), words) : NULL;
  const char *lines[] = { changes, came, sources };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[i]);

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
add_regions (GPtrArray *facts, KtgLibrary *library)
{
  const KtgRegionTree *regions = ktg_library_get_regions (library);

  if (regions != NULL && ktg_region_tree_get_version (regions) != NULL)
    ktg_fact_list_add (facts, _ ("List of regions"), ktg_region_tree_get_version (regions));
}

/**
 * ktg_pack_words_new_facts:
 * @library: what is here
 *
 * Returns: (transfer full) (element-type KtgFact): each version of each pack, the list of regions,
 * and what is here and cannot be read
 */
GPtrArray *
ktg_pack_words_new_facts (KtgLibrary *library)
{
  g_autoptr (GPtrArray) states = ktg_pack_words_new_states (library);
  g_autoptr (GPtrArray) faults = ktg_library_dup_faults (library);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < faults->len; i++)
    ktg_fact_list_add (facts,
                       _ ("Left out, since it cannot be read"),
                       g_ptr_array_index (faults, i));
  for (guint i = 0; i < states->len; i++)
    {
      const KtgPackState *state = g_ptr_array_index (states, i);
      g_autofree char    *title = ktg_pack_words_dup_title (state->part);
      g_autofree char    *standing = ktg_pack_words_dup_standing (state);

      ktg_fact_list_add (facts, title, standing)->detail = dup_detail (state);
    }

  add_regions (facts, library);
  return facts;
}

static const KtgPackPart *
find_before (const KtgPack *pack, const KtgPackPart *part)
{
  for (guint i = 0; i < pack->parts->len; i++)
    if (g_ptr_array_index (pack->parts, i) == part)
      return get_before (pack, i);

  return NULL;
}

/* Nobody looks for what does not hold yet. */
static void
append_begin (GString *words, const KtgPack *pack, const KtgPackPart *part)
{
  g_autofree char *since = dup_since (part->version);
  /* Translators: %s is a day */
  g_autofree char *begin = g_strdup_printf (_ ("Will hold from %s"), since);

  if (!ktg_pack_version_has_begun (part->version, pack->today))
    g_string_append_printf (words, ". %s", begin);
}

/**
 * ktg_pack_words_dup_news:
 * @library: in which something changed
 *
 * Returns: (transfer full) (nullable): what came with the last change, in a sentence; %NULL:
 * nothing that can be read
 */
char *
ktg_pack_words_dup_news (KtgLibrary *library)
{
  const KtgPack   *pack = ktg_library_get_pack (library);
  const GPtrArray *came = ktg_library_get_news (library);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < came->len; i++)
    {
      const KtgPackPart *part = g_ptr_array_index (came, i);
      g_autofree char   *title = ktg_pack_words_dup_title (part);
      g_autofree char   *changes = ktg_pack_words_dup_changes (part, find_before (pack, part));

      g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", title);
      append_begin (words, pack, part);
      if (changes != NULL)
        g_string_append_printf (words, ". %s", changes);
    }

  /* Translators: %s names packs of rules and words, and what they changed */
  return words->len > 0 ? g_strdup_printf (_ ("New rules or words are here: %s"), words->str)
                        : NULL;
}

/* --- what is wrong --- */

/**
 * ktg_pack_words_dup_error:
 * @error: %KTG_PACK_FOLDER_ERROR
 *
 * Returns: (transfer full): why a pack was not taken, and that nothing was changed
 */
char *
ktg_pack_words_dup_error (const GError *error)
{
  static const char *const reasons[] = {
    [KTG_PACK_FOLDER_ERROR_NOT_A_PACK] = N_ ("This file is not a pack, or it is damaged:"),
    [KTG_PACK_FOLDER_ERROR_TOO_NEW]
    = N_ ("This pack needs a newer Kentongan. Install the newest version, then try again."),
    [KTG_PACK_FOLDER_ERROR_TOO_LARGE] = N_ ("This file is larger than 16 MiB, and no pack is."),
    [KTG_PACK_FOLDER_ERROR_OTHER_HASH] = N_ ("This is not the pack that the server announced."),
    [KTG_PACK_FOLDER_ERROR_OTHER_CONTENT]
    = N_ ("This version is here already and says something else. A correction has a number of its "
          "own, like 2022-09-22.2."),
    [KTG_PACK_FOLDER_ERROR_OLDER] = N_ ("A later correction of this pack is here already."),
    [KTG_PACK_FOLDER_ERROR_NO_SPACE] = N_ ("The disk is full. Free some space, then try again."),
    [KTG_PACK_FOLDER_ERROR_FAILED] = N_ ("The disk could not be written:"),
  };
  gboolean has_detail = error->code == KTG_PACK_FOLDER_ERROR_NOT_A_PACK
                        || error->code == KTG_PACK_FOLDER_ERROR_FAILED;

  return g_strdup_printf ("%s%s%s%s %s",
                          _ (reasons[error->code]),
                          has_detail ? " " : "",
                          has_detail ? error->message : "",
                          has_detail ? "." : "",
                          _ ("Nothing was changed."));
}
