/* bench-recap.c - what it takes to count ten thousand reports
 *
 * Usage: bench-recap PACKS_FOLDER; prints one JSON object.
 *
 * The reports are those of a busy office: a hundred villages, every day of a campaign, one or two
 * suspicions each. The floor is one walk along the same summaries that only reads their states; the
 * two take turns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-recap-words.h>

#define N_REPORTS 10000
#define N_ROUNDS 15
#define N_VILLAGES 100
#define N_DAYS 60

static const char *const suspicions[]
    = { NULL, "", "KE-05", "KE-05 KE-03", "DS-14", "KE-04 KE-02" };
static const char *const kinds[] = { "lhp", "lhp", "lhp", "public_report", "finding" };
static const char *const case_states[] = { NULL, NULL, "received", "registered", "forwarded" };

static KtgSummary *
new_summary (GRand *rand, guint i)
{
  g_autofree char *id = g_strdup_printf ("r%u", i);
  g_autofree char *region = g_strdup_printf ("34.71.%02u.10%02u",
                                             (guint)g_rand_int_range (rand, 1, 1 + N_VILLAGES / 10),
                                             (guint)g_rand_int_range (rand, 1, 11));
  g_autofree char *day
      = ktg_recap_span_dup_day_after ("2024-09-25", g_rand_int_range (rand, 0, N_DAYS));
  g_autofree char *happened
      = g_strdup_printf ("%sT%02d:30:00+07:00", day, g_rand_int_range (rand, 0, 24));
  KtgSummaryFields fields = {
    .id = id,
    .state = (KtgState)(KTG_STATE_QUEUED + i % 4),
    .kind = (char *)kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))],
    .suspected = (char *)suspicions[g_rand_int_range (rand, 0, G_N_ELEMENTS (suspicions))],
    .case_state = (char *)case_states[g_rand_int_range (rand, 0, G_N_ELEMENTS (case_states))],
    .place_region = region,
    .happened = happened,
  };

  return ktg_summary_new (&fields);
}

static GListModel *
new_summaries (void)
{
  GListStore *summaries = g_list_store_new (KTG_TYPE_SUMMARY);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20241127);

  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autoptr (KtgSummary) summary = new_summary (rand, i);

      g_list_store_append (summaries, summary);
    }

  return G_LIST_MODEL (summaries);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 time_a = *(const gint64 *)a;
  gint64 time_b = *(const gint64 *)b;

  return time_a < time_b ? -1 : time_a > time_b;
}

static gint64
get_median (GArray *times)
{
  g_array_sort (times, compare_times);

  return g_array_index (times, gint64, times->len / 2);
}

static void
measure_recap (GArray *times, GListModel *summaries, const KtgPack *pack)
{
  const KtgPeriod all = { NULL, NULL };
  gint64          start_us = g_get_monotonic_time ();
  gint64          took_us;
  g_autoptr (KtgRecap) recap = ktg_recap_span_count (&all, summaries, pack);

  took_us = g_get_monotonic_time () - start_us;
  g_assert_cmpuint (recap->n_reports, ==, N_REPORTS);
  g_assert_cmpuint (recap->days->len, >=, N_DAYS);
  g_array_append_val (times, took_us);
}

/* As the page lists them: in order, and in words only where somebody looks. */
static void
measure_list (GArray *times, GListModel *summaries, KtgLibrary *library)
{
  const KtgPeriod all = { NULL, NULL };
  g_autoptr (KtgRecap) recap = ktg_recap_new (&all);
  gint64 start_us = g_get_monotonic_time ();
  gint64 took_us;
  g_autoptr (KtgTable) table = ktg_recap_words_new_reports (library, recap, summaries);

  took_us = g_get_monotonic_time () - start_us;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (table->rows)), ==, N_REPORTS);
  g_array_append_val (times, took_us);
}

static void
measure_floor (GArray *times, GListModel *summaries)
{
  gint64 start_us = g_get_monotonic_time ();
  gint64 took_us;
  guint  n_queued = 0;

  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      n_queued += ktg_summary_get (summary)->state == KTG_STATE_QUEUED;
    }

  took_us = g_get_monotonic_time () - start_us;
  g_assert_cmpuint (n_queued, ==, N_REPORTS / 4);
  g_array_append_val (times, took_us);
}

static void
print_times (GArray *recaps, GArray *lists, GArray *floors)
{
  gint64 list_us = get_median (lists);
  gint64 recap_us = get_median (recaps);
  gint64 floor_us = get_median (floors);

  g_print ("{\"reports\":%d,\"recap_us\":%" G_GINT64_FORMAT ",\"slowest_us\":%" G_GINT64_FORMAT
           ",\"list_us\":%" G_GINT64_FORMAT ",\"slowest_list_us\":%" G_GINT64_FORMAT
           ",\"floor_us\":%" G_GINT64_FORMAT "}\n",
           N_REPORTS,
           recap_us,
           g_array_index (recaps, gint64, recaps->len - 1),
           list_us,
           g_array_index (lists, gint64, lists->len - 1),
           floor_us);
}

int
main (int argc, char **argv)
{
  g_autoptr (KtgLibrary) library = argc == 2 ? ktg_library_new (argv[1], NULL) : NULL;
  g_autoptr (GListModel) summaries = new_summaries ();
  g_autoptr (GArray) recaps = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (library == NULL)
    return 2;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      measure_recap (recaps, summaries, ktg_library_get_pack (library));
      measure_list (lists, summaries, library);
      measure_floor (floors, summaries);
    }

  print_times (recaps, lists, floors);
  return 0;
}
