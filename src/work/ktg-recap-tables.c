/* ktg-recap-tables.c - a recap and its reports as tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-dates.h"
#include "ktg-headline.h"
#include "ktg-language.h"
#include "ktg-recap-words.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>

/* --- the days --- */

/**
 * ktg_recap_words_new_days:
 * @bars: (element-type KtgRecapBar): of ktg_recap_words_list_days()
 *
 * Returns: (transfer full): the same as a table
 */
KtgTable *
ktg_recap_words_new_days (GPtrArray *bars)
{
  KtgTable *table = ktg_table_new ();

  ktg_table_add_column (table, _ ("Day"), FALSE);
  ktg_table_add_column (table, _ ("Reports"), TRUE);
  ktg_table_add_column (table, _ ("Suspected"), TRUE);
  ktg_table_add_column (table, _ ("Without suspicion"), TRUE);

  for (guint i = 0; i < bars->len; i++)
    {
      const KtgRecapBar *bar = g_ptr_array_index (bars, i);
      g_autofree char   *n_reports = g_strdup_printf ("%u", bar->n_reports);
      g_autofree char   *n_suspected = g_strdup_printf ("%u", bar->n_suspected);
      g_autofree char   *n_other = g_strdup_printf ("%u", bar->n_reports - bar->n_suspected);

      ktg_table_add_row (table, NULL, bar->when, n_reports, n_suspected, n_other, NULL);
    }

  return table;
}

/* --- the whole --- */

static void
add_count (KtgTable *table, const char *part, const char *code, const char *name, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);

  ktg_table_add_row (table, NULL, part, code != NULL ? code : "", name, number, NULL);
}

static void
add_summary (KtgTable *table, const KtgRecap *recap)
{
  const char *part = _ ("Summary");

  add_count (table, part, "reports", _ ("Reports"), recap->n_reports);
  add_count (table, part, "suspected", _ ("Suspected"), recap->n_suspected);
  add_count (table,
             part,
             "unsuspected",
             _ ("Without suspicion"),
             recap->n_reports - recap->n_suspected);
  add_count (table, part, "undated", _ ("Without a date"), recap->n_undated);
  add_count (table, part, "withdrawn", _ ("Withdrawn, not counted"), recap->n_withdrawn);
}

static void
add_standings (KtgTable *table, const KtgRecap *recap)
{
  static const char *const codes[KTG_N_STANDINGS]
      = { "waiting", "action", "at_server", "registered" };

  for (guint i = 0; i < KTG_N_STANDINGS; i++)
    add_count (table,
               _ ("How far"),
               codes[i],
               ktg_recap_words_get_standing (i),
               recap->standings[i]);
}

static void
add_days (KtgTable *table, const char *part, const GPtrArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      const KtgRecapDay *day = g_ptr_array_index (days, i);
      g_autofree char   *name = ktg_dates_dup_testimony (day->day);

      add_count (table, part, day->day, name, day->n_reports);
    }
}

static void
add_bars (KtgTable *table, const char *part, const GPtrArray *codes, GPtrArray *bars)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const KtgRecapCode *code = g_ptr_array_index (codes, i);
      const KtgRecapBar  *bar = g_ptr_array_index (bars, i);

      add_count (table, part, code->code, bar->name, code->n_reports);
    }

  g_ptr_array_unref (bars);
}

static void
add_choices (KtgTable        *table,
             const char      *part,
             const KtgPack   *pack,
             const char      *list,
             const GPtrArray *codes)
{
  for (guint i = 0; i < codes->len; i++)
    {
      const KtgRecapCode *code = g_ptr_array_index (codes, i);

      add_count (table,
                 part,
                 code->code,
                 code->code != NULL
                     ? ktg_pack_get_choice_name (pack, list, code->code, ktg_language_get ())
                     : _ ("Not said"),
                 code->n_reports);
    }
}

/**
 * ktg_recap_words_new_whole:
 * @library: what the codes mean
 * @recap: a count
 *
 * Returns: (transfer full): all that was counted, one number a row
 */
KtgTable *
ktg_recap_words_new_whole (KtgLibrary *library, const KtgRecap *recap)
{
  KtgTable      *table = ktg_table_new ();
  const KtgPack *pack = ktg_library_get_pack (library);

  ktg_table_add_column (table, _ ("Part"), FALSE);
  ktg_table_add_column (table, _ ("Code"), FALSE);
  ktg_table_add_column (table, _ ("Name"), FALSE);
  ktg_table_add_column (table, _ ("Reports"), TRUE);

  add_summary (table, recap);
  add_standings (table, recap);
  add_days (table, _ ("Day"), recap->days);
  add_days (table, _ ("Week from"), recap->weeks);
  add_choices (table, _ ("Kind of report"), pack, "kinds", recap->kinds);
  add_bars (table,
            _ ("Suspected violation"),
            recap->violations,
            ktg_recap_words_list_violations (library, recap, G_MAXUINT));
  add_bars (table,
            _ ("Area"),
            recap->regions,
            ktg_recap_words_list_regions (library, recap, G_MAXUINT));
  add_choices (table, _ ("The office says"), pack, "review_states", recap->reviews);
  return table;
}

/* --- the reports --- */

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
