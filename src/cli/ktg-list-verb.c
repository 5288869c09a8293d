/* ktg-list-verb.c - ktg list: what is here, as the app's list has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-deadline-words.h>
#include <ktg-folded-text.h>
#include <ktg-headline.h>
#include <ktg-sentences.h>

#define NUMBER_COLUMNS 8
#define STATE_COLUMNS 26
#define DAYS_LEFT_COLUMNS 17

static int
compare_summaries (gconstpointer a, gconstpointer b)
{
  return ktg_summary_compare (*(KtgSummary *const *)a, *(KtgSummary *const *)b);
}

/* Those in which every word of @needle occurs. */
static GPtrArray *
sort_summaries (KtgStore *store, const char *needle)
{
  GListModel      *summaries = ktg_store_get_summaries (store);
  GPtrArray       *sorted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = ktg_folded_text_new (needle);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (ktg_summary_has_words (summary, folded))
        g_ptr_array_add (sorted, g_steal_pointer (&summary));
    }

  g_ptr_array_sort (sorted, compare_summaries);
  return sorted;
}

/* By one clock for all of them. */
typedef struct
{
  KtgLibrary *library; /* borrowed */
  KtgMoment   now;
} Law;

static char *
dup_days_left (const Law *law, const KtgSummaryFields *fields)
{
  KtgDeadline deadline;

  if (!ktg_headline_find_deadline (law->library, fields, &law->now, &deadline))
    return g_strdup ("");

  return ktg_deadline_words_dup_left (&deadline, law->now.wall_us);
}

static gboolean
find_due (const KtgSummaryFields *fields, gpointer user_data, KtgReportDue *due)
{
  const Law *law = user_data;

  return ktg_report_due_find (ktg_library_get_pack (law->library), fields, NULL, &law->now, due);
}

/* printf() counts bytes. */
static void
append_column (GString *line, const char *text, int columns)
{
  int width = (int)g_utf8_strlen (text, -1);

  g_string_append_printf (line, "%s%*s  ", text, MAX (columns - width, 0), "");
}

static void
say_summary (const Law *law, const KtgSummaryFields *fields)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *state = ktg_sentences_dup_state (fields, ktg_library_get_pack (law->library));
  g_autofree char *days_left = dup_days_left (law, fields);
  g_autofree char *title = ktg_headline_dup_title (law->library, fields);
  g_autofree char *subtitle = ktg_headline_dup_subtitle (law->library, fields, &law->now);

  append_column (line, ktg_summary_fields_get_name (fields), 0);
  append_column (line, fields->number != NULL ? fields->number : "", NUMBER_COLUMNS);
  append_column (line, state, STATE_COLUMNS);
  append_column (line, days_left, DAYS_LEFT_COLUMNS);
  g_string_append_printf (line, "%s%s%s", title, *subtitle != '\0' ? " · " : "", subtitle);
  ktg_terminal_say (line->str);
}

static KtgExit
list (KtgCli *cli, KtgStore *store, const char *needle, gboolean is_json)
{
  g_autoptr (GPtrArray) sorted = sort_summaries (store, needle != NULL ? needle : "");
  Law law = { cli->library, cli->world->now () };
  g_autoptr (GBytes) document = NULL;

  if (is_json)
    {
      document = ktg_status_json_write_summaries (sorted, find_due, &law);
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  for (guint i = 0; i < sorted->len; i++)
    say_summary (&law, ktg_summary_get (g_ptr_array_index (sorted, i)));

  if (sorted->len == 0)
    ktg_terminal_say (needle != NULL ? _ ("No report here has these words.")
                                     : _ ("There are no reports here yet."));

  return KTG_EXIT_DONE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *needle = NULL;
  gboolean         is_json = FALSE;
  GOptionEntry     entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print one JSON document"), NULL },
        { "find",
          0,
          0,
          G_OPTION_ARG_STRING,
          &needle,
          N_ ("Only reports in which these words occur"),
          N_ ("WORDS") },
        { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_list_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  store = ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, list (cli, store, needle, is_json)) : exit;
}

const KtgCliVerb ktg_list_verb = {
  .name = "list",
  .words = "[--find WORDS] [--json]",
  .summary
  = N_ ("Lists reports and drafts: what needs you, then the nearest deadline, then the newest."),
  .run = run,
};
