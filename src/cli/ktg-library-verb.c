/* ktg-library-verb.c - ktg library: what the packs say on a day, looked up
 *
 * It needs no profile. What is asked for by its code, or is alone in being found, is said whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-verb.h"
#include "ktg-day-option.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-found-json.h>
#include <ktg-reference.h>

static void
say_below (const char *text)
{
  g_autofree char *indented = g_strconcat ("  ", text, NULL);

  ktg_terminal_say (indented);
}

static void
say_facts (const GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact   *fact = g_ptr_array_index (facts, i);
      g_autofree char *line = g_strdup_printf ("%s: %s%s%s",
                                               fact->name,
                                               fact->value,
                                               fact->detail != NULL ? " · " : "",
                                               fact->detail != NULL ? fact->detail : "");

      say_below (line);
    }
}

static void
say_see (const GPtrArray *see)
{
  for (guint i = 0; i < see->len; i++)
    {
      const KtgReferenceEntry *other = g_ptr_array_index (see, i);
      g_autofree char         *line
          = g_strdup_printf ("%s: %s · %s", _ ("Read this, too"), other->code, other->name);

      say_below (line);
    }
}

static void
say_name (const KtgReferenceEntry *entry)
{
  g_autofree char *origin = ktg_reference_dup_origin (entry);
  g_autofree char *line = g_strdup_printf ("%s  %s (%s)", entry->code, entry->name, origin);

  ktg_terminal_say (line);
}

static void
say_names (const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    say_name (g_ptr_array_index (found, i));
}

static void
say_whole (const KtgReference *reference, const KtgReferenceEntry *entry)
{
  g_autoptr (GPtrArray) facts = ktg_reference_new_facts (reference, entry);
  g_autoptr (GPtrArray) see = ktg_reference_get_see (reference, entry);

  say_name (entry);
  if (entry->text != NULL)
    say_below (entry->text);
  say_facts (facts);
  say_see (see);
}

static void
say_parts (const KtgReference *reference)
{
  for (KtgReferencePart part = 0; part < KTG_REFERENCE_N_PARTS; part++)
    {
      g_autoptr (GPtrArray) entries = ktg_reference_get_part (reference, part);
      g_autofree char *line
          = g_strdup_printf ("%4u  %s", entries->len, ktg_reference_get_part_name (part));

      ktg_terminal_say (line);
    }
}

static KtgExit
say_found (const KtgReference *reference, const GPtrArray *found, const char *needle)
{
  g_autofree char         *standing = ktg_reference_dup_standing (reference);
  const KtgReferenceEntry *whole = ktg_reference_find (reference, needle);

  if (whole == NULL && found->len == 1)
    whole = g_ptr_array_index (found, 0);

  if (*needle == '\0')
    say_parts (reference);
  else if (whole != NULL)
    say_whole (reference, whole);
  else if (found->len > 0)
    say_names (found);
  else
    {
      ktg_terminal_complain (_ ("Nothing was found. Try one word instead of several, another word "
                                "for the same, or open a part of the library."));
      return KTG_EXIT_FAILED;
    }

  ktg_terminal_say (standing);
  return KTG_EXIT_DONE;
}

/* --- for programs --- */

static void
add_found (KtgFound *all, const KtgReference *reference, const KtgReferenceEntry *entry)
{
  KtgFoundEntry *found
      = ktg_found_add (all, entry->code, ktg_reference_get_part_name (entry->part), entry->name);
  g_autoptr (GPtrArray) facts = ktg_reference_new_facts (reference, entry);
  g_autoptr (GPtrArray) see = ktg_reference_get_see (reference, entry);

  found->group = g_strdup (entry->group);
  found->text = g_strdup (entry->text);
  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      ktg_found_entry_add_fact (found, fact->name, fact->value, fact->detail);
    }
  for (guint i = 0; i < see->len; i++)
    g_ptr_array_add (found->see,
                     g_strdup (((const KtgReferenceEntry *)g_ptr_array_index (see, i))->code));
}

/* Without words all of it. */
static KtgExit
put_found (const KtgReference *reference, const GPtrArray *found, const char *needle)
{
  const GPtrArray *shown = *needle != '\0' ? found : reference->entries;
  g_autoptr (KtgFound) all = ktg_found_new (reference->law->day, reference->law->rules_version);
  g_autoptr (GBytes) document = NULL;

  for (guint i = 0; i < shown->len; i++)
    add_found (all, reference, g_ptr_array_index (shown, i));

  document = ktg_found_json_write (all);
  ktg_terminal_put (document);
  return shown->len > 0 ? KTG_EXIT_DONE : KTG_EXIT_FAILED;
}

static KtgExit
look_up (KtgCli *cli, const char *day, const char *needle, gboolean is_json)
{
  g_autoptr (KtgReference) reference
      = ktg_reference_new (ktg_library_get_pack (cli->library), NULL, day);
  g_autoptr (GPtrArray) found = ktg_reference_search (reference, needle);

  return is_json ? put_found (reference, found, needle) : say_found (reference, found, needle);
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  KtgMoment        now = cli->world->now ();
  gboolean         is_json = FALSE;
  g_autofree char *typed = NULL;
  g_autofree char *day = ktg_moment_dup_day (&now);
  g_autofree char *needle = NULL;
  GOptionEntry     entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print one JSON document"), NULL },
        { "date", 0, 0, G_OPTION_ARG_STRING, &typed, N_ ("As of this day, of an event"), N_ ("DATE") },
        { NULL },
  };

  if (!ktg_usage_parse (cli, &ktg_library_verb, entries, argv, &words)
      || !ktg_day_option_read (typed, &now, &day))
    return KTG_EXIT_USAGE;

  needle = g_strjoinv (" ", words);
  return look_up (cli, day, needle, is_json);
}

const KtgCliVerb ktg_library_verb = {
  .name = "library",
  .words = "[WORD…] [--date DATE] [--json]",
  .n_max = G_MAXUINT,
  .summary = N_ ("Looks up what the rules say on a day: suspicions, sanctions, gestures, what may "
                 "be done, evidence, words, stages."),
  .run = run,
};
