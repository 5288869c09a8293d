/* ktg-list-verb.c - ktg list: what is here, as the app's list has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-sentences.h>

#define STATE_COLUMNS 26

static int
compare_summaries (gconstpointer a, gconstpointer b)
{
  return ktg_summary_compare (*(KtgSummary *const *)a, *(KtgSummary *const *)b);
}

static GPtrArray *
sort_summaries (KtgStore *store)
{
  GListModel *summaries = ktg_store_get_summaries (store);
  GPtrArray  *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    g_ptr_array_add (sorted, g_list_model_get_item (summaries, i));

  g_ptr_array_sort (sorted, compare_summaries);
  return sorted;
}

/* Who, where and what, as far as it is known. */
static char *
dup_words (const KtgSummaryFields *fields)
{
  const char *parts[] = { fields->who, fields->place_words, fields->words };
  GString    *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", parts[i]);

  return g_string_free (words, FALSE);
}

static void
say_summary (const KtgSummaryFields *fields)
{
  g_autofree char *words = dup_words (fields);
  g_autofree char *safe = ktg_terminal_dup_safe (words);
  g_autofree char *violation = ktg_terminal_dup_safe (fields->violation);
  g_autofree char *known = ktg_terminal_dup_safe (fields->known);
  g_autofree char *state = ktg_sentences_dup_state (fields);
  int              padding = MAX (0, STATE_COLUMNS - (int)g_utf8_strlen (state, -1));
  g_autofree char *line = g_strdup_printf ("%s  %s%*s  %-10.10s  %-5s  %s",
                                           fields->id,
                                           state,
                                           padding,
                                           "",
                                           known,
                                           *violation != '\0' ? violation : "-",
                                           safe);

  ktg_terminal_say (g_strchomp (line));
}

static KtgExit
list (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  g_autoptr (GPtrArray) sorted = sort_summaries (store);
  g_autoptr (GBytes) document = NULL;

  if (is_json)
    {
      document = ktg_status_json_write_summaries (sorted);
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  for (guint i = 0; i < sorted->len; i++)
    say_summary (ktg_summary_get (sorted->pdata[i]));

  if (sorted->len == 0)
    ktg_terminal_say (_ ("There are no reports here yet."));

  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_list_verb = {
  .name = "list",
  .words = "[--json]",
  .summary
  = N_ ("Lists reports and drafts: what needs you, then the nearest deadline, then the newest."),
  .work = list,
  .has_json = TRUE,
};
