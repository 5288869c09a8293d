/* test-recap.c - a month of reports, counted in another way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-recap.h>
#include <ktg-test-zone.h>

#include <string.h>

#define N_REPORTS 300
#define WIB "34.71.06.1002"
#define WIT "91.71.01.1001"

static const char *const kinds[] = { "lhp", "public_report", "prevention", "kind_of_2031", NULL };
static const char *const suspicions[]
    = { NULL, "", "KE-05", "KE-05 KE-03", "KE-05 KE-05", "ZZ-77" };
static const char *const regions[] = { WIB, WIT, "99.99", NULL };
static const char *const case_states[]
    = { NULL, "received", "registered", "forwarded", "needs_completion", "state_of_2031" };

static KtgPack *
pack_with_zones (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *part = ktg_record_new (&ktg_pack_part_record);

  part->name = g_strdup ("places");
  part->version = g_strdup ("1988-01-01");
  ktg_test_zone_add (part, "WIB", 7 * 60, "34");
  ktg_test_zone_add (part, "WIT", 9 * 60, "91");
  g_assert_true (ktg_pack_adopt (pack, part));
  return pack;
}

/* --- the same month, told in another way --- */

typedef struct
{
  KtgSummaryFields fields;
  char             id[16];
  char             happened[32];
  int              day_of_month; /* that a person at the place would say; 0: none */
} Told;

/* Hours of WIB, minutes of which are five to or past; at 22.05 it is the next day in WIT. */
static void
tell_time (Told *told, GRand *rand)
{
  static const struct
  {
    const char *clock;
    gboolean    is_next_day_in_wit;
  } clocks[] = { { "00:00:00", FALSE },
                 { "12:30:00", FALSE },
                 { "21:59:59", FALSE },
                 { "22:00:00", TRUE },
                 { "23:59:59", TRUE } };
  int   day = g_rand_int_range (rand, 1, 31);
  guint clock = (guint)g_rand_int_range (rand, 0, G_N_ELEMENTS (clocks));

  g_snprintf (told->happened,
              sizeof told->happened,
              "2024-11-%02dT%s+07:00",
              day,
              clocks[clock].clock);
  told->fields.happened = told->happened;
  told->day_of_month
      = day + (clocks[clock].is_next_day_in_wit && g_strcmp0 (told->fields.place_region, WIT) == 0);
}

static void
tell (Told *told, guint i, GRand *rand)
{
  KtgSummaryFields *fields = &told->fields;

  g_snprintf (told->id, sizeof told->id, "r%u", i);
  fields->id = told->id;
  fields->kind = (char *)kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
  fields->suspected = (char *)suspicions[g_rand_int_range (rand, 0, G_N_ELEMENTS (suspicions))];
  fields->place_region = (char *)regions[g_rand_int_range (rand, 0, G_N_ELEMENTS (regions))];
  fields->case_state = (char *)case_states[g_rand_int_range (rand, 0, G_N_ELEMENTS (case_states))];
  fields->state = (KtgState)g_rand_int_range (rand, KTG_STATE_DRAFT, KTG_STATE_REPLACED + 1);
  fields->is_withdrawn = g_rand_int_range (rand, 0, 10) == 0;
  fields->n_events = 2;
  fields->n_events_received = fields->state == KTG_STATE_QUEUED ? 1 : 2;
  fields->bytes_waiting = i;
  if (g_rand_int_range (rand, 0, 12) > 0)
    tell_time (told, rand);
  else
    fields->known = (char *)(i % 2 == 0 ? "kemarin sore" : NULL);
}

static guint
count_if (const Told *told,
          gboolean (*is_it) (const Told *told, gconstpointer what),
          gconstpointer what)
{
  guint n = 0;

  for (guint i = 0; i < N_REPORTS; i++)
    {
      const KtgSummaryFields *fields = &told[i].fields;

      n += fields->state != KTG_STATE_DRAFT && fields->state != KTG_STATE_REPLACED
           && !fields->is_withdrawn && is_it (&told[i], what);
    }

  return n;
}

static gboolean
is_any (const Told *told, gconstpointer what)
{
  return TRUE;
}

static gboolean
is_undated (const Told *told, gconstpointer what)
{
  return told->day_of_month == 0;
}

static gboolean
is_on (const Told *told, gconstpointer day)
{
  return told->day_of_month == *(const int *)day;
}

static gboolean
is_suspected_on (const Told *told, gconstpointer day)
{
  return is_on (told, day) && told->fields.suspected != NULL;
}

static gboolean
is_of_kind (const Told *told, gconstpointer kind)
{
  return g_strcmp0 (told->fields.kind, kind) == 0;
}

static gboolean
is_in (const Told *told, gconstpointer region)
{
  return g_strcmp0 (told->fields.place_region, region) == 0;
}

static gboolean
is_suspected_of (const Told *told, gconstpointer code)
{
  const char *suspected = told->fields.suspected;

  return suspected != NULL
         && (code == NULL ? *suspected == '\0' : strstr (suspected, code) != NULL);
}

static gboolean
is_asked (const Told *told, gconstpointer what)
{
  return told->fields.state == KTG_STATE_PARKED
         || g_strcmp0 (told->fields.case_state, "needs_completion") == 0;
}

static gboolean
is_registered (const Told *told, gconstpointer what)
{
  const char *said = told->fields.case_state;

  return !is_asked (told, NULL)
         && (g_strcmp0 (said, "registered") == 0 || g_strcmp0 (said, "forwarded") == 0);
}

static gboolean
is_waiting (const Told *told, gconstpointer what)
{
  return !is_asked (told, NULL) && !is_registered (told, NULL)
         && told->fields.state == KTG_STATE_QUEUED;
}

static guint
get_tally (const GPtrArray *tallies, const char *code)
{
  guint n = 0;

  for (guint i = 0; i < tallies->len; i++)
    {
      const KtgRecapCode *found = g_ptr_array_index (tallies, i);

      if (g_strcmp0 (found->code, code) == 0)
        n += found->n_reports;
    }

  return n;
}

static guint
sum_up (const GPtrArray *tallies)
{
  guint n = 0;

  for (guint i = 0; i < tallies->len; i++)
    n += ((const KtgRecapCode *)g_ptr_array_index (tallies, i))->n_reports;

  return n;
}

static void
assert_days (const KtgRecap *recap, const Told *told)
{
  for (int day = 1; day <= 31; day++)
    {
      g_autofree char *text
          = g_strdup_printf ("2024-%02d-%02d", 11 + day / 31, day % 31 + day / 31);
      const KtgRecapDay *counted = ktg_recap_get_day (recap, text);

      g_assert_cmpuint (counted != NULL ? counted->n_reports : 0, ==, count_if (told, is_on, &day));
      g_assert_cmpuint (counted != NULL ? counted->n_suspected : 0,
                        ==,
                        count_if (told, is_suspected_on, &day));
    }
}

static void
assert_counts (const KtgRecap *recap, const Told *told)
{
  g_assert_cmpuint (recap->n_reports, ==, count_if (told, is_any, NULL));
  g_assert_cmpuint (recap->n_undated, ==, count_if (told, is_undated, NULL));
  g_assert_cmpuint (recap->standings[KTG_STANDING_ACTION], ==, count_if (told, is_asked, NULL));
  g_assert_cmpuint (recap->standings[KTG_STANDING_REGISTERED],
                    ==,
                    count_if (told, is_registered, NULL));
  g_assert_cmpuint (recap->standings[KTG_STANDING_WAITING], ==, count_if (told, is_waiting, NULL));
  g_assert_cmpuint (recap->standings[0] + recap->standings[1] + recap->standings[2]
                        + recap->standings[3],
                    ==,
                    recap->n_reports);
}

static void
a_month_is_what_a_count_by_hand_says (void)
{
  g_autoptr (KtgPack) pack = pack_with_zones ();
  g_autoptr (KtgRecap) recap = ktg_recap_new (&(KtgPeriod){ NULL, NULL });
  g_autoptr (GRand) rand = g_rand_new_with_seed (20241127);
  g_autofree Told *told = g_new0 (Told, N_REPORTS);

  for (guint i = 0; i < N_REPORTS; i++)
    {
      tell (&told[i], i, rand);
      ktg_recap_add (recap, pack, &told[i].fields);
    }
  ktg_recap_finish (recap);

  assert_counts (recap, told);
  assert_days (recap, told);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (get_tally (recap->kinds, kinds[i]),
                      ==,
                      count_if (told, is_of_kind, kinds[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    g_assert_cmpuint (get_tally (recap->regions, regions[i]),
                      ==,
                      count_if (told, is_in, regions[i]));
  g_assert_cmpuint (get_tally (recap->violations, NULL),
                    ==,
                    count_if (told, is_suspected_of, NULL));
  g_assert_cmpuint (get_tally (recap->violations, "KE-05"),
                    ==,
                    count_if (told, is_suspected_of, "KE-05"));
  g_assert_cmpuint (get_tally (recap->violations, "ZZ-77"),
                    ==,
                    count_if (told, is_suspected_of, "ZZ-77"));
  g_assert_cmpuint (sum_up (recap->kinds), ==, recap->n_reports);
  g_assert_cmpuint (sum_up (recap->regions), ==, recap->n_reports);
}

/* --- edges --- */

static KtgRecap *
count_one (const KtgPeriod *period, const KtgSummaryFields *fields)
{
  g_autoptr (KtgPack) pack = pack_with_zones ();
  KtgRecap *recap = ktg_recap_new (period);

  ktg_recap_add (recap, pack, fields);
  ktg_recap_finish (recap);
  return recap;
}

static void
a_week_ends_on_the_sunday_of_the_place (void)
{
  static const struct
  {
    const char *region;
    const char *happened;
    const char *monday;
  } cases[] = {
    { WIB, "2024-11-10T23:59:59+07:00", "2024-11-04" },
    { WIB, "2024-11-11T00:00:00+07:00", "2024-11-11" },
    { WIT, "2024-11-10T21:59:59+07:00", "2024-11-04" },
    { WIT, "2024-11-10T22:00:00+07:00", "2024-11-11" },
    { WIB, "2025-01-01", "2024-12-30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtgSummaryFields fields = { .state = KTG_STATE_QUEUED,
                                  .place_region = (char *)cases[i].region,
                                  .happened = (char *)cases[i].happened };
      g_autoptr (KtgRecap) recap = count_one (&(KtgPeriod){ NULL, NULL }, &fields);
      const KtgRecapDay *week = g_ptr_array_index (recap->weeks, 0);

      g_assert_cmpstr (week->day, ==, cases[i].monday);
      g_assert_cmpuint (week->n_reports, ==, 1);
    }
}

static void
both_ends_of_a_period_belong_to_it (void)
{
  static const struct
  {
    const char *happened;
    const char *known;
    guint       n_reports;
    guint       n_undated;
  } cases[] = {
    { "2024-10-31T23:59:59+07:00", NULL, 0, 0 },
    { "2024-11-01T00:00:00+07:00", NULL, 1, 0 },
    { "2024-11-30T23:59:59+07:00", NULL, 1, 0 },
    { "2024-12-01", NULL, 0, 0 },
    { "entah", "2024-11-05", 1, 0 },
    { NULL, NULL, 0, 1 },
  };
  const KtgPeriod november = { (char *)"2024-11-01", (char *)"2024-11-30" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtgSummaryFields fields = { .state = KTG_STATE_COMPLETE,
                                  .place_region = (char *)WIB,
                                  .happened = (char *)cases[i].happened,
                                  .known = (char *)cases[i].known };
      g_autoptr (KtgRecap) recap = count_one (&november, &fields);

      g_assert_cmpuint (recap->n_reports, ==, cases[i].n_reports);
      g_assert_cmpuint (recap->n_undated, ==, cases[i].n_undated);
    }
}

static void
what_was_withdrawn_and_what_is_no_report_yet_stand_apart (void)
{
  const KtgPeriod  all = { NULL, NULL };
  KtgSummaryFields withdrawn = { .state = KTG_STATE_QUEUED, .is_withdrawn = TRUE };
  KtgSummaryFields draft = { .state = KTG_STATE_DRAFT };
  KtgSummaryFields replaced = { .state = KTG_STATE_REPLACED };
  g_autoptr (KtgRecap) of_withdrawn = count_one (&all, &withdrawn);
  g_autoptr (KtgRecap) of_draft = count_one (&all, &draft);
  g_autoptr (KtgRecap) of_replaced = count_one (&all, &replaced);

  g_assert_cmpuint (of_withdrawn->n_withdrawn, ==, 1);
  g_assert_cmpuint (of_draft->n_drafts, ==, 1);
  g_assert_cmpuint (of_withdrawn->n_reports + of_draft->n_reports + of_replaced->n_reports, ==, 0);
  g_assert_cmpuint (of_replaced->n_drafts + of_replaced->n_withdrawn, ==, 0);
}

static void
the_most_frequent_comes_first_and_what_is_not_said_last (void)
{
  static const char *const codes[] = { "b", NULL, "a", NULL, "b", NULL, "c" };
  g_autoptr (KtgPack) pack = pack_with_zones ();
  g_autoptr (KtgRecap) recap = ktg_recap_new (&(KtgPeriod){ NULL, NULL });
  g_autoptr (GString) order = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      KtgSummaryFields fields = { .state = KTG_STATE_QUEUED, .kind = (char *)codes[i] };

      ktg_recap_add (recap, pack, &fields);
    }
  ktg_recap_finish (recap);

  for (guint i = 0; i < recap->kinds->len; i++)
    {
      const KtgRecapCode *tally = g_ptr_array_index (recap->kinds, i);

      g_string_append_printf (order,
                              "%s%u",
                              tally->code != NULL ? tally->code : "-",
                              tally->n_reports);
    }
  g_assert_cmpstr (order->str, ==, "b2a1c1-3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recap/a-month-is-what-a-count-by-hand-says",
                   a_month_is_what_a_count_by_hand_says);
  g_test_add_func ("/recap/a-week-ends-on-the-sunday-of-the-place",
                   a_week_ends_on_the_sunday_of_the_place);
  g_test_add_func ("/recap/both-ends-of-a-period-belong-to-it", both_ends_of_a_period_belong_to_it);
  g_test_add_func ("/recap/what-was-withdrawn-and-what-is-no-report-yet-stand-apart",
                   what_was_withdrawn_and_what_is_no_report_yet_stand_apart);
  g_test_add_func ("/recap/the-most-frequent-comes-first-and-what-is-not-said-last",
                   the_most_frequent_comes_first_and_what_is_not_said_last);

  return g_test_run ();
}
