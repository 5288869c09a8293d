/* ktg-packs-verb.c - ktg packs: which rules, forms and words are here, and taking one from a file
 *
 * They belong to everybody who uses this computer account and hold nothing secret; docs/PACKS.md.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-verb.h"
#include "ktg-report-file.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-pack-list-json.h>
#include <ktg-pack-words.h>

static void
say_below (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *indented = g_strconcat ("    ", *line, NULL);

      if (**line != '\0')
        ktg_terminal_say (indented);
    }
}

static void
say_state (const KtgPackState *state)
{
  g_autofree char *title = ktg_pack_words_dup_title (state->part);
  g_autofree char *head = g_strdup_printf ("%s: %s", state->part->name, title);
  g_autofree char *standing = ktg_pack_words_dup_standing (state);
  g_autofree char *changes = ktg_pack_words_dup_changes (state->part, state->before);
  g_autofree char *sources = ktg_pack_words_dup_sources (state->part);

  ktg_terminal_say (head);
  say_below (standing);
  say_below (ktg_words_get (&state->part->note, ktg_language_get ()));
  if (state->is_received)
    say_below (_ ("Came after the program was installed"));
  say_below (changes);
  say_below (sources);
}

static KtgPackLine
get_line (const KtgPackState *state)
{
  static const char *const standings[] = {
    [KTG_PACK_COUNTS] = "counts", [KTG_PACK_WAITS] = "waits", [KTG_PACK_EARLIER] = "earlier"
  };

  return (KtgPackLine){ .name = state->part->name,
                        .version = state->part->version,
                        .title_id = state->part->title.id,
                        .title_en = state->part->title.en,
                        .standing = standings[state->standing],
                        .is_verified = state->part->is_verified,
                        .received_at_ms = state->is_received ? state->received_s * 1000 : 0,
                        .publisher = state->publisher };
}

static void
put_states (KtgCli *cli, const GPtrArray *states)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) faults = ktg_library_dup_faults (cli->library);
  g_autoptr (GBytes) document = NULL;

  for (guint i = 0; i < states->len; i++)
    {
      KtgPackLine line = get_line (g_ptr_array_index (states, i));

      g_ptr_array_add (lines, g_memdup2 (&line, sizeof line));
    }

  document = ktg_pack_list_json_write_held (lines, faults);
  ktg_terminal_put (document);
}

static KtgExit
list (KtgCli *cli, gboolean is_json)
{
  g_autoptr (GPtrArray) states = ktg_pack_words_new_states (cli->library);
  g_autoptr (GPtrArray) faults = ktg_library_dup_faults (cli->library);

  if (is_json)
    {
      put_states (cli, states);
      return KTG_EXIT_DONE;
    }

  for (guint i = 0; i < states->len; i++)
    say_state (g_ptr_array_index (states, i));
  for (guint i = 0; i < faults->len; i++)
    ktg_terminal_complain (g_ptr_array_index (faults, i));
  return KTG_EXIT_DONE;
}

static KtgExit
fail (const char *path, const char *reason)
{
  g_autofree char *safe = ktg_terminal_dup_safe (path);
  g_autofree char *line = g_strdup_printf ("%s: %s", safe, reason);

  ktg_terminal_complain (line);
  return KTG_EXIT_FAILED;
}

static KtgExit
fail_to_read (const char *path, const GError *error)
{
  g_autofree char *other = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return fail (path, _ ("There is no such file. Nothing was changed."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return fail (path, _ ("This file may not be read. Nothing was changed."));

  other
      = g_strdup_printf (_ ("This file cannot be read (%s). Nothing was changed."), error->message);
  return fail (path, other);
}

static KtgExit
import (KtgCli *cli, const char *path)
{
  KtgPackFolder *packs = ktg_library_get_pack_folder (cli->library);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = ktg_report_file_load (path, KTG_PACK_MAX_BYTES, &error);
  g_autoptr (KtgPackNotice) notice = NULL;
  g_autofree char *words = NULL;

  if (content == NULL)
    return fail_to_read (path, error);

  notice = ktg_pack_folder_import (packs, content, &error);
  if (notice == NULL)
    {
      words = ktg_pack_words_dup_error (error);
      return fail (path, words);
    }

  words = ktg_pack_words_dup_news (cli->library);
  ktg_terminal_say (words != NULL ? words : _ ("This pack is here already."));
  return KTG_EXIT_DONE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  gboolean     is_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };

  if (!ktg_usage_parse (cli, &ktg_packs_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  if (words[0] == NULL)
    return list (cli, is_json);
  if (g_str_equal (words[0], "import") && words[1] != NULL && !is_json)
    return import (cli, words[1]);

  ktg_terminal_complain (_ ("Write: ktg packs import FILE.json"));
  return KTG_EXIT_USAGE;
}

const KtgCliVerb ktg_packs_verb = {
  .name = "packs",
  .words = "[--json] | import FILE.json",
  .n_max = 2,
  .summary
  = N_ ("Shows which rules, forms and words are here and since when they hold, or takes one "
        "from a file."),
  .run = run,
  .changes = TRUE,
};
