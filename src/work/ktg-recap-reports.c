/* ktg-recap-reports.c - the reports of a recap's days, one a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-dates.h"
#include "ktg-headline.h"
#include "ktg-language.h"
#include "ktg-recap-words.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>

typedef struct
{
  KtgSummary *summary;
  char       *day; /* or NULL */
} Listed;

static void
listed_free (gpointer data)
{
  Listed *listed = data;

  g_object_unref (listed->summary);
  g_free (listed->day);
  g_free (listed);
}

/* What has no day comes last. */
static int
compare_listed (gconstpointer a, gconstpointer b)
{
  const Listed *x = *(const Listed *const *)a;
  const Listed *y = *(const Listed *const *)b;
  int           order = (x->day == NULL) - (y->day == NULL);

  if (order == 0)
    order = g_strcmp0 (x->day, y->day);

  return order != 0
             ? order
             : g_strcmp0 (ktg_summary_get (x->summary)->id, ktg_summary_get (y->summary)->id);
}

static GPtrArray *
list_reports (const KtgRecap *recap, const KtgPack *pack, GListModel *summaries)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (listed_free);
  guint      n_summaries = g_list_model_get_n_items (summaries);

  for (guint i = 0; i < n_summaries; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *fields = ktg_summary_get (summary);
      Listed                 *listed = NULL;

      if (!ktg_recap_has (recap, pack, fields))
        continue;

      listed = g_new0 (Listed, 1);
      listed->day = ktg_recap_dup_day (pack, fields);
      listed->summary = g_steal_pointer (&summary);
      g_ptr_array_add (reports, listed);
    }

  g_ptr_array_sort (reports, compare_listed);
  return reports;
}

static void
add_report (KtgTable *table, KtgLibrary *library, const Listed *listed)
{
  const KtgSummaryFields *fields = ktg_summary_get (listed->summary);
  const char             *kind = ktg_pack_get_choice_name (ktg_library_get_pack (library),
                                               "kinds",
                                               fields->kind,
                                               ktg_language_get ());
  g_autofree char        *day
      = listed->day != NULL ? ktg_dates_dup_testimony (listed->day) : g_strdup (_ ("no date"));
  g_autofree char *place
      = ktg_library_dup_place (library, fields->place_region, fields->place_words);
  g_autofree char *what = ktg_headline_dup_title (library, fields);
  g_autofree char *state = ktg_sentences_dup_state (fields);

  ktg_table_add_row (table,
                     fields->id,
                     fields->number != NULL ? fields->number : "",
                     day,
                     place != NULL ? place : "",
                     what,
                     kind != NULL ? kind : "",
                     state,
                     NULL);
}

/**
 * ktg_recap_words_new_reports:
 * @library: what the codes mean
 * @recap: whose days are asked for
 * @summaries: (element-type KtgSummary): all that there is
 *
 * Returns: (transfer full): the reports of these days, the withdrawn too, by their days
 */
KtgTable *
ktg_recap_words_new_reports (KtgLibrary *library, const KtgRecap *recap, GListModel *summaries)
{
  KtgTable *table = ktg_table_new ();
  g_autoptr (GPtrArray) reports = list_reports (recap, ktg_library_get_pack (library), summaries);

  ktg_table_add_column (table, _ ("Number"), FALSE);
  ktg_table_add_column (table, _ ("Day"), FALSE);
  ktg_table_add_column (table, _ ("Place"), FALSE);
  ktg_table_add_column (table, _ ("What"), FALSE);
  ktg_table_add_column (table, _ ("Kind of report"), FALSE);
  ktg_table_add_column (table, _ ("State"), FALSE);
  for (guint i = 0; i < reports->len; i++)
    add_report (table, library, g_ptr_array_index (reports, i));

  return table;
}
