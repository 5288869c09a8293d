/* ktg-pack.c - what the dated data files say: rules, gestures, forms, calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-private.h"

#include "ktg-pack-version.h"

#include <string.h>

/* What a part says, and where all of it stands. */
static const struct
{
  gsize in_part, in_pack;
} gathered[] = {
  { G_STRUCT_OFFSET (KtgPackPart, terms), G_STRUCT_OFFSET (KtgPack, terms) },
  { G_STRUCT_OFFSET (KtgPackPart, elections), G_STRUCT_OFFSET (KtgPack, elections) },
  { G_STRUCT_OFFSET (KtgPackPart, zones), G_STRUCT_OFFSET (KtgPack, zones) },
  { G_STRUCT_OFFSET (KtgPackPart, holiday_years), G_STRUCT_OFFSET (KtgPack, holiday_years) },
  { G_STRUCT_OFFSET (KtgPackPart, articles), G_STRUCT_OFFSET (KtgPack, articles) },
  { G_STRUCT_OFFSET (KtgPackPart, sample_cases), G_STRUCT_OFFSET (KtgPack, sample_cases) },
  { G_STRUCT_OFFSET (KtgPackPart, region_names.labels),
    G_STRUCT_OFFSET (KtgPack, region_names.labels) },
  { G_STRUCT_OFFSET (KtgPackPart, region_names.aliases),
    G_STRUCT_OFFSET (KtgPack, region_names.aliases) },
  { G_STRUCT_OFFSET (KtgPackPart, region_names.prefixes),
    G_STRUCT_OFFSET (KtgPack, region_names.prefixes) },
};

/* Of a list of the pack only the choices are another's. */
static void
free_list_of_today (KtgChoiceList *list)
{
  g_free (list->code);
  g_ptr_array_unref (list->choices);
  g_free (list);
}

/**
 * ktg_pack_new:
 *
 * Returns: (transfer full): a pack that knows nothing, on a day after every other
 */
KtgPack *
ktg_pack_new (void)
{
  KtgPack *pack = g_new0 (KtgPack, 1);

  pack->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_part_free);
  for (gsize i = 0; i < G_N_ELEMENTS (gathered); i++)
    G_STRUCT_MEMBER (GPtrArray *, pack, gathered[i].in_pack) = g_ptr_array_new ();
  pack->lists = g_ptr_array_new_with_free_func ((GDestroyNotify)free_list_of_today);
  pack->editions = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_form_free);
  pack->forms = g_ptr_array_new ();
  pack->no_choices = g_ptr_array_new ();

  return pack;
}

/**
 * ktg_pack_free:
 * @pack: (nullable) (transfer full): a pack
 *
 * Lets go of it and all it knows.
 */
void
ktg_pack_free (KtgPack *pack)
{
  if (pack == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (gathered); i++)
    g_ptr_array_unref (G_STRUCT_MEMBER (GPtrArray *, pack, gathered[i].in_pack));
  g_ptr_array_unref (pack->lists);
  g_ptr_array_unref (pack->forms);
  g_ptr_array_unref (pack->parts);
  g_ptr_array_unref (pack->editions);
  g_ptr_array_unref (pack->no_choices);
  g_free (pack->today);
  g_free (pack);
}

static int
compare_parts (const KtgPackPart *part, const char *name, const char *version)
{
  int order = strcmp (part->name, name);

  return order != 0 ? order : ktg_pack_version_compare (part->version, version);
}

/* How many parts stand before the one of this name and version, or before where it would. */
static guint
find_place (const KtgPack *pack, const char *name, const char *version)
{
  guint i = 0;

  while (i < pack->parts->len
         && compare_parts (g_ptr_array_index (pack->parts, i), name, version) < 0)
    i++;

  return i;
}

/**
 * ktg_pack_find_part:
 * @pack: packs
 * @name: of a pack
 * @version: (nullable): of it
 *
 * Returns: (transfer none) (nullable): exactly that version
 */
const KtgPackPart *
ktg_pack_find_part (const KtgPack *pack, const char *name, const char *version)
{
  guint              i = version != NULL ? find_place (pack, name, version) : pack->parts->len;
  const KtgPackPart *part = i < pack->parts->len ? g_ptr_array_index (pack->parts, i) : NULL;

  return part != NULL && compare_parts (part, name, version) == 0 ? part : NULL;
}

/**
 * ktg_pack_find_part_on:
 * @pack: packs
 * @name: of a pack
 * @day: (nullable): a day; %NULL is after every other
 *
 * Returns: (transfer none) (nullable): of its versions the newest that has begun on @day; if none
 * has, the last correction of the oldest
 */
const KtgPackPart *
ktg_pack_find_part_on (const KtgPack *pack, const char *name, const char *day)
{
  const KtgPackPart *found = NULL;

  for (guint i = 0; i < pack->parts->len; i++)
    {
      const KtgPackPart *part = g_ptr_array_index (pack->parts, i);

      if (strcmp (part->name, name) == 0
          && (found == NULL || ktg_pack_version_has_begun (part->version, day)
              || ktg_pack_version_has_begun (part->version, found->version)))
        found = part; /* or a correction of the oldest */
    }

  return found;
}

/**
 * ktg_pack_dup_settled_day:
 * @pack: packs
 * @day: (nullable): a day, a time that begins with one, or what somebody typed
 *
 * Returns: (transfer full) (nullable): the day; today if it says none
 */
char *
ktg_pack_dup_settled_day (const KtgPack *pack, const char *day)
{
  char *settled = ktg_zone_dup_day (NULL, day);

  return settled != NULL ? settled : g_strdup (pack->today);
}

/* Whether the law of the day of the event is meant, and not that of today. */
static gboolean
is_of_the_day (const KtgPackPart *part)
{
  return strcmp (part->name, KTG_PACK_RULES) == 0 || strcmp (part->name, KTG_PACK_PROCEDURE) == 0;
}

/* Whether the part is the one of its name that counts: of the law on @day, of others today. */
static gboolean
counts_on (const KtgPack *pack, const KtgPackPart *part, const char *day)
{
  const char *counted = is_of_the_day (part) ? day : pack->today;

  return part == ktg_pack_find_part_on (pack, part->name, counted);
}

static void
append_choices (GPtrArray *into, const KtgChoiceList *list, const char *day)
{
  for (guint i = 0; i < list->choices->len; i++)
    {
      KtgChoice *choice = g_ptr_array_index (list->choices, i);

      if (ktg_period_has_day (&choice->period, day))
        g_ptr_array_add (into, choice);
    }
}

static void
gather_lists (KtgPack *pack, const KtgPackPart *part)
{
  for (guint i = 0; i < part->lists->len; i++)
    {
      const KtgChoiceList *list = g_ptr_array_index (part->lists, i);
      KtgChoiceList       *of_today = g_new0 (KtgChoiceList, 1);

      of_today->code = g_strdup (list->code);
      of_today->choices = g_ptr_array_new ();
      append_choices (of_today->choices, list, pack->today);
      g_ptr_array_add (pack->lists, of_today);
    }
}

static void
gather_part (KtgPack *pack, const KtgPackPart *part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (gathered); i++)
    g_ptr_array_extend (G_STRUCT_MEMBER (GPtrArray *, pack, gathered[i].in_pack),
                        G_STRUCT_MEMBER (GPtrArray *, part, gathered[i].in_part),
                        NULL,
                        NULL);

  gather_lists (pack, part);
}

static void
gather (KtgPack *pack)
{
  for (gsize i = 0; i < G_N_ELEMENTS (gathered); i++)
    g_ptr_array_set_size (G_STRUCT_MEMBER (GPtrArray *, pack, gathered[i].in_pack), 0);
  g_ptr_array_set_size (pack->lists, 0);

  for (guint i = 0; i < pack->parts->len; i++)
    if (counts_on (pack, g_ptr_array_index (pack->parts, i), pack->today))
      gather_part (pack, g_ptr_array_index (pack->parts, i));
}

/**
 * ktg_pack_set_today:
 * @pack: packs
 * @day: (nullable): "2024-11-12"
 *
 * From now on what begins after @day does not hold yet. What the pack gave out before stays where
 * it is, but lists and arrays of the pack itself are made anew.
 */
void
ktg_pack_set_today (KtgPack *pack, const char *day)
{
  g_return_if_fail (pack != NULL);

  if (g_strcmp0 (pack->today, day) == 0)
    return;

  g_free (pack->today);
  pack->today = g_strdup (day);
  gather (pack);
  ktg_pack_count_forms (pack);
}

/**
 * ktg_pack_adopt:
 * @pack: packs
 * @part: (transfer full): what one file says
 *
 * Every version is kept, in whatever order they come; which counts, the day says. What is there
 * already stays.
 *
 * Returns: %FALSE if another part of this name and version is there, and says something else
 */
gboolean
ktg_pack_adopt (KtgPack *pack, KtgPackPart *part)
{
  const KtgPackPart *held = ktg_pack_find_part (pack, part->name, part->version);
  gboolean           is_same = held != NULL && ktg_pack_part_equal (held, part);

  if (held != NULL)
    {
      ktg_pack_part_free (part);
      return is_same;
    }

  g_ptr_array_insert (pack->parts, (int)find_place (pack, part->name, part->version), part);
  gather (pack);
  return TRUE;
}

/**
 * ktg_pack_get_part:
 * @pack: packs
 * @name: of a pack, "rules"; of a form its code
 *
 * Returns: (transfer none) (nullable): the version of it that counts today, with its sources;
 * %NULL if it is not there
 */
const KtgPackPart *
ktg_pack_get_part (const KtgPack *pack, const char *name)
{
  return ktg_pack_find_part_on (pack, name, pack->today);
}

/**
 * ktg_pack_get_version:
 * @pack: packs
 * @name: of a pack, "rules"
 *
 * Returns: (transfer none) (nullable): which version of it counts today; %NULL if it is not there
 */
const char *
ktg_pack_get_version (const KtgPack *pack, const char *name)
{
  const KtgPackPart *part = ktg_pack_get_part (pack, name);

  return part != NULL ? part->version : NULL;
}

/**
 * ktg_pack_get_note:
 * @pack: packs
 * @name: of a pack, "gestures"
 *
 * Returns: (transfer none) (nullable): what must stand beside what it says; %NULL if it is not
 * there
 */
const KtgWords *
ktg_pack_get_note (const KtgPack *pack, const char *name)
{
  const KtgPackPart *part = ktg_pack_get_part (pack, name);

  return part != NULL ? &part->note : NULL;
}

/**
 * ktg_pack_get_choices:
 * @pack: packs
 * @list: the code of a list
 *
 * Returns: (transfer none) (element-type KtgChoice): what can be chosen of @list today; none if no
 * pack has it
 */
GPtrArray *
ktg_pack_get_choices (const KtgPack *pack, const char *list)
{
  const KtgChoiceList *found = NULL;

  g_return_val_if_fail (pack != NULL && list != NULL, NULL);

  found = ktg_choice_lists_find (pack->lists, list);
  return found != NULL ? found->choices : pack->no_choices;
}

/**
 * ktg_pack_get_choices_on:
 * @pack: packs
 * @list: the code of a list
 * @day: (nullable): of the event
 *
 * Returns: (transfer container) (element-type KtgChoice): what could be chosen of @list on @day;
 * none if no pack has it
 */
GPtrArray *
ktg_pack_get_choices_on (const KtgPack *pack, const char *list, const char *day)
{
  g_autofree char *settled = ktg_pack_dup_settled_day (pack, day);
  GPtrArray       *choices = g_ptr_array_new ();

  for (guint i = 0; choices->len == 0 && i < pack->parts->len; i++)
    {
      const KtgPackPart   *part = g_ptr_array_index (pack->parts, i);
      const KtgChoiceList *found = ktg_choice_lists_find (part->lists, list);

      if (found != NULL && counts_on (pack, part, settled))
        append_choices (choices, found, settled);
    }

  return choices;
}

/**
 * ktg_pack_get_choice_on:
 * @pack: packs
 * @list: the code of a list
 * @day: (nullable): of the event
 * @code: (nullable): of a choice
 *
 * A code that does not hold on @day, and one that a newer version left out, still has its name.
 *
 * Returns: (transfer none) (nullable): the choice of @list with this code, as it was on @day
 */
const KtgChoice *
ktg_pack_get_choice_on (const KtgPack *pack, const char *list, const char *day, const char *code)
{
  g_autofree char *settled = ktg_pack_dup_settled_day (pack, day);
  const KtgChoice *found = NULL;

  for (guint i = 0; i < pack->parts->len; i++)
    {
      const KtgPackPart *part = g_ptr_array_index (pack->parts, i);
      const KtgChoice   *choice = ktg_pack_part_get_choice (part, list, settled, code);

      if (choice == NULL)
        continue;
      if (counts_on (pack, part, settled))
        return choice;
      found = choice;
    }

  return found;
}

/**
 * ktg_pack_get_choice:
 * @pack: packs
 * @list: the code of a list
 * @code: (nullable): of a choice
 *
 * Returns: (transfer none) (nullable): the choice of @list with this code, as it is today
 */
const KtgChoice *
ktg_pack_get_choice (const KtgPack *pack, const char *list, const char *code)
{
  return ktg_pack_get_choice_on (pack, list, NULL, code);
}

/**
 * ktg_pack_get_choice_name:
 * @pack: packs
 * @list: the code of a list
 * @code: of a choice
 * @language: (nullable): as in ktg_words_get()
 *
 * Reports keep codes no pack knows any more, so the code itself is the last answer.
 *
 * Returns: (transfer none): what to show for @code
 */
const char *
ktg_pack_get_choice_name (const KtgPack *pack,
                          const char    *list,
                          const char    *code,
                          const char    *language)
{
  const KtgChoice *choice = ktg_pack_get_choice (pack, list, code);
  const char      *name = choice != NULL ? ktg_words_get (&choice->name, language) : NULL;

  return name != NULL ? name : code;
}
