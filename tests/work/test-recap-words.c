/* test-recap-words.c - the sentence of a recap, its bars and its tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-words.h"

#include <ktg-summary.h>
#include <string.h>

#define WIB_S (7 * 60 * 60)

static KtgMoment
now (void)
{
  KtgMoment moment = { .utc_offset_s = WIB_S };

  ktg_moment_parse ("2024-11-13T08:00:00+07:00", WIB_S, &moment.wall_us);
  return moment;
}

static GListModel *
new_summaries (const char *const *days)
{
  GListStore *summaries = g_list_store_new (KTG_TYPE_SUMMARY);

  for (guint i = 0; days[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      KtgSummaryFields fields = { .id = id,
                                  .kind = (char *)"lhp",
                                  .state = KTG_STATE_QUEUED,
                                  .suspected = (char *)(i % 2 == 0 ? "KE-05" : NULL),
                                  .happened = (char *)days[i] };
      g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);

      g_list_store_append (summaries, summary);
    }

  return G_LIST_MODEL (summaries);
}

static char *
dup_sentence (KtgLibrary *library, KtgRecapSpanKind kind, const char *const *days)
{
  KtgMoment      moment = now ();
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (KtgRecapSpan) span = ktg_recap_span_new (kind, pack, "34.71", &moment);
  g_autoptr (GListModel) summaries = new_summaries (days);
  g_autoptr (KtgRecap) recap = ktg_recap_span_count (&span->period, summaries, pack);

  return ktg_recap_words_dup_sentence (span, recap);
}

static void
the_sentence_compares_two_weeks (void)
{
  static const struct
  {
    KtgRecapSpanKind kind;
    const char      *days[5];
    const char      *sentence;
  } cases[] = {
    { KTG_RECAP_TWO_WEEKS, { NULL }, "There are no reports of these two weeks yet." },
    { KTG_RECAP_TWO_WEEKS, { "2024-11-11" }, "1 report this week, 1 more than last week" },
    { KTG_RECAP_TWO_WEEKS,
      { "2024-11-04", "2024-11-10", "2024-11-17" },
      "1 report this week, 1 fewer than last week" },
    { KTG_RECAP_TWO_WEEKS,
      { "2024-11-10", "2024-11-11", "2024-11-18" },
      "1 report this week, as many as last week" },
    { KTG_RECAP_STAGE,
      { "2024-09-24", "2024-09-25", "2024-11-23", "2024-11-24" },
      "2 reports · Campaign, 25 Sep – 23 Nov 2024" },
    { KTG_RECAP_ALL, { NULL }, "There are no reports yet." },
    { KTG_RECAP_ALL, { "2024-10-01", "2023-10-01" }, "2 reports · since 1 Oct 2023" },
  };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = dup_sentence (library, cases[i].kind, cases[i].days);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* "first name, last name, how many bars, how many reports in them: first row of the table" */
static char *
dup_bars (KtgLibrary *library, const KtgPeriod *period)
{
  static const char *const days[] = { "2024-02-29", "2024-03-01", "2024-11-11", NULL };
  KtgMoment                moment = now ();
  const KtgPack           *pack = ktg_library_get_pack (library);
  g_autoptr (KtgRecapSpan) span = ktg_recap_span_new_from_to (period, pack, NULL, &moment);
  g_autoptr (GListModel) summaries = new_summaries (days);
  g_autoptr (KtgRecap) recap = ktg_recap_span_count (&span->period, summaries, pack);
  g_autoptr (GPtrArray) bars = ktg_recap_words_list_days (span, recap);
  const KtgRecapBar *first = bars->len > 0 ? g_ptr_array_index (bars, 0) : NULL;
  const KtgRecapBar *last = bars->len > 0 ? g_ptr_array_index (bars, bars->len - 1) : NULL;
  g_autoptr (KtgTable) table = ktg_recap_words_new_days (bars);
  g_autoptr (KtgTableRow) row = g_list_model_get_item (G_LIST_MODEL (table->rows), 0);
  guint n_reports = 0;

  for (guint i = 0; i < bars->len; i++)
    n_reports += ((const KtgRecapBar *)g_ptr_array_index (bars, i))->n_reports;

  return first == NULL ? g_strdup ("none")
                       : g_strdup_printf ("%s %s, %s %s, %u, %u: %s",
                                          first->name,
                                          first->note,
                                          last->name,
                                          last->note,
                                          bars->len,
                                          n_reports,
                                          ktg_table_row_get_cell (row, 0));
}

static void
bars_are_of_days_weeks_or_months (void)
{
  static const struct
  {
    KtgPeriod   period;
    const char *bars;
  } cases[] = {
    { { (char *)"2024-02-26", (char *)"2024-03-03" }, "26 Mon, 3 Sun, 7, 2: Monday, 26 Feb 2024" },
    { { (char *)"2024-02-28", (char *)"2024-04-28" }, "26 Feb, 22 Apr, 9, 2: 26 Feb – 3 Mar 2024" },
    { { (char *)"2024-01-31", (char *)"2024-12-01" }, "Jan 2024, Dec 2024, 12, 3: Jan 2024" },
    { { NULL, NULL }, "Feb 2024, Nov 2024, 10, 3: Feb 2024" },
    { { (char *)"2025-01-01", NULL }, "none" },
  };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bars = dup_bars (library, &cases[i].period);

      g_assert_cmpstr (bars, ==, cases[i].bars);
    }
}

static void
two_weeks_are_fourteen_bars_and_this_one_is_marked (void)
{
  static const char *const days[] = { "2024-11-17", NULL };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);
  KtgMoment      moment = now ();
  g_autoptr (KtgRecapSpan) span = ktg_recap_span_new (KTG_RECAP_TWO_WEEKS, pack, "34.71", &moment);
  g_autoptr (GListModel) summaries = new_summaries (days);
  g_autoptr (KtgRecap) recap = ktg_recap_span_count (&span->period, summaries, pack);
  g_autoptr (GPtrArray) bars = ktg_recap_words_list_days (span, recap);

  g_assert_cmpuint (bars->len, ==, 14);
  for (guint i = 0; i < bars->len; i++)
    g_assert_cmpint (((const KtgRecapBar *)g_ptr_array_index (bars, i))->is_marked, ==, i >= 7);
  g_assert_cmpstr (((const KtgRecapBar *)g_ptr_array_index (bars, 13))->spoken,
                   ==,
                   "Sunday, 17 Nov 2024: 1, 1 suspected, 0 without suspicion");
}

static void
what_has_no_bar_of_its_own_is_in_the_last (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (KtgRecap) recap = ktg_recap_new (&(KtgPeriod){ NULL, NULL });
  g_autoptr (GPtrArray) bars = NULL;
  const KtgRecapBar *last;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *code = g_strdup_printf ("ZZ-%02u", i);
      KtgSummaryFields fields = { .state = KTG_STATE_QUEUED, .suspected = code };

      ktg_recap_add (recap, ktg_library_get_pack (library), &fields);
    }
  ktg_recap_finish (recap);
  bars = ktg_recap_words_list_violations (library, recap, 4);
  last = g_ptr_array_index (bars, 3);

  g_assert_cmpuint (bars->len, ==, 4);
  g_assert_true (last->is_rest);
  g_assert_cmpuint (last->n_reports, ==, 3);
  g_assert_cmpstr (((const KtgRecapBar *)g_ptr_array_index (bars, 0))->note, ==, "ZZ-00");
}

/* A report for each of @regions. */
static KtgRecap *
new_recap (KtgLibrary *library, const char *const *regions, guint n_regions)
{
  const KtgPeriod all = { NULL, NULL };
  KtgRecap       *recap = ktg_recap_new (&all);

  for (guint i = 0; i < n_regions; i++)
    {
      const KtgSummaryFields fields
          = { .id = (char *)"r", .state = KTG_STATE_QUEUED, .place_region = (char *)regions[i] };

      ktg_recap_add (recap, ktg_library_get_pack (library), &fields);
    }

  ktg_recap_finish (recap);
  return recap;
}

static const char *
find_lack (const char *const *regions, guint n_regions)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (KtgRecap) recap = new_recap (library, regions, n_regions);

  return ktg_recap_words_get_regions_lack (recap);
}

static void
areas_that_no_report_says_are_told_to_be_missing (void)
{
  static const char *const regions[] = { NULL, NULL, "34.71.06.1002" };

  g_assert_cmpstr (find_lack (regions, 0), ==, "There are no reports of these days.");
  g_assert_nonnull (strstr (find_lack (regions, 2), "It is chosen in a report under “Where”."));
  g_assert_null (find_lack (regions, 3));
}

static void
areas_of_one_name_are_told_apart (void)
{
  static const char *const regions[] = { "34.71.06", "34.71.06.1001", "34.71" };
  static const char *const names[]
      = { "Kota Yogyakarta", "Kemantren Ngampilan", "Kelurahan Ngampilan" };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (KtgRecap) recap = new_recap (library, regions, G_N_ELEMENTS (regions));
  g_autoptr (GPtrArray) bars = ktg_recap_words_list_regions (library, recap, 6);

  for (guint i = 0; i < bars->len; i++)
    g_assert_cmpstr (((const KtgRecapBar *)g_ptr_array_index (bars, i))->name, ==, names[i]);
  g_assert_cmpuint (bars->len, ==, G_N_ELEMENTS (names));
}

static guint n_asked;

static GStrv
dup_asked (gpointer context, gpointer of)
{
  const char *words[] = { "one", NULL };

  n_asked++;
  return g_strdupv ((GStrv)words);
}

static void
a_row_is_said_once_somebody_looks (void)
{
  g_autoptr (KtgTable) table = ktg_table_new ();
  g_autoptr (GListStore) of = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (KtgTableRow) row = NULL;

  ktg_table_add_column (table, "What", FALSE);
  ktg_table_add_row_of (table, "r", of, dup_asked, of);
  row = g_list_model_get_item (G_LIST_MODEL (table->rows), 0);
  g_assert_cmpuint (n_asked, ==, 0);
  g_assert_cmpstr (ktg_table_row_get_cell (row, 0), ==, "one");
  g_assert_cmpstr (ktg_table_row_get_cell (row, 0), ==, "one");
  g_assert_cmpuint (n_asked, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recap-words/areas-that-no-report-says-are-told-to-be-missing",
                   areas_that_no_report_says_are_told_to_be_missing);
  g_test_add_func ("/recap-words/areas-of-one-name-are-told-apart",
                   areas_of_one_name_are_told_apart);
  g_test_add_func ("/recap-words/a-row-is-said-once-somebody-looks",
                   a_row_is_said_once_somebody_looks);
  g_test_add_func ("/recap-words/the-sentence-compares-two-weeks", the_sentence_compares_two_weeks);
  g_test_add_func ("/recap-words/bars-are-of-days-weeks-or-months",
                   bars_are_of_days_weeks_or_months);
  g_test_add_func ("/recap-words/two-weeks-are-fourteen-bars-and-this-one-is-marked",
                   two_weeks_are_fourteen_bars_and_this_one_is_marked);
  g_test_add_func ("/recap-words/what-has-no-bar-of-its-own-is-in-the-last",
                   what_has_no_bar_of_its_own_is_in_the_last);

  return g_test_run ();
}
