/* test-tiding.c - what happened to a report that its officer is told without looking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-language.h>
#include <ktg-library.h>
#include <ktg-tiding.h>

#include <glib/gi18n.h>
#include <string.h>

#define NONE -1

/* A report as it was and as it is, and what is told of that. */
typedef struct
{
  const char *is_said;
  KtgState    before, after;
  const char *state_before, *state_after;
  gboolean    is_withdrawn;
  int         kind; /* or NONE */
} Change;

static const Change changes[] = {
  { "arrived whole", KTG_STATE_DELIVERED, KTG_STATE_COMPLETE, .kind = KTG_TIDING_COMPLETE },
  { "arrived at once", KTG_STATE_QUEUED, KTG_STATE_COMPLETE, .kind = KTG_TIDING_COMPLETE },
  { "was there before", KTG_STATE_COMPLETE, KTG_STATE_COMPLETE, .kind = NONE },
  { "text only", KTG_STATE_QUEUED, KTG_STATE_DELIVERED, .kind = NONE },
  { "filed", KTG_STATE_DRAFT, KTG_STATE_QUEUED, .kind = NONE },
  { "refused", KTG_STATE_QUEUED, KTG_STATE_PARKED, .kind = KTG_TIDING_PARKED },
  { "still refused", KTG_STATE_PARKED, KTG_STATE_PARKED, .kind = NONE },
  { "tried again", KTG_STATE_PARKED, KTG_STATE_QUEUED, .kind = NONE },
  { "withdrawal arrived", KTG_STATE_QUEUED, KTG_STATE_COMPLETE, NULL, NULL, TRUE, NONE },
  { "withdrawal refused", KTG_STATE_QUEUED, KTG_STATE_PARKED, NULL, NULL, TRUE, KTG_TIDING_PARKED },
  { "asked",
    KTG_STATE_COMPLETE,
    KTG_STATE_COMPLETE,
    "received",
    "needs_completion",
    FALSE,
    KTG_TIDING_ASKED },
  { "taken a step further",
    KTG_STATE_COMPLETE,
    KTG_STATE_COMPLETE,
    NULL,
    "plenary",
    FALSE,
    KTG_TIDING_STEP },
  { "no step", KTG_STATE_COMPLETE, KTG_STATE_COMPLETE, "plenary", "plenary", FALSE, NONE },
};

static void
a_change_is_told_once_and_what_did_not_change_is_not (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const Change          *change = &changes[i];
      const KtgSummaryFields before = { .id = (char *)"a",
                                        .state = change->before,
                                        .case_state = (char *)change->state_before };
      const KtgSummaryFields after = { .id = (char *)"a",
                                       .state = change->after,
                                       .is_withdrawn = change->is_withdrawn,
                                       .case_state = (char *)change->state_after };
      g_autoptr (GPtrArray) tidings = ktg_tidings_new ();

      g_test_message ("%s", change->is_said);
      ktg_tidings_add_change (tidings, &before, &after);
      g_assert_cmpuint (tidings->len, ==, change->kind != NONE);
      if (change->kind != NONE)
        g_assert_cmpint (((KtgTiding *)g_ptr_array_index (tidings, 0))->kind, ==, change->kind);
    }
}

/* --- what a day brings --- */

/* Known on the first: the seventh day of the calendar after it is the eighth. */
static const struct
{
  const char *now;
  KtgState    state;
  int         kind;
} days[] = {
  { "2024-11-06T12:00:00+07:00", KTG_STATE_DRAFT, NONE },
  { "2024-11-07T00:00:00+07:00", KTG_STATE_DRAFT, KTG_TIDING_DUE_TOMORROW },
  { "2024-11-07T23:59:59+07:00", KTG_STATE_QUEUED, KTG_TIDING_DUE_TOMORROW },
  { "2024-11-08T00:00:00+07:00", KTG_STATE_PARKED, KTG_TIDING_DUE_TODAY },
  { "2024-11-08T23:59:59+07:00", KTG_STATE_DRAFT, KTG_TIDING_DUE_TODAY },
  { "2024-11-09T00:00:00+07:00", KTG_STATE_DRAFT, NONE },
  { "2024-11-07T12:00:00+07:00", KTG_STATE_DELIVERED, NONE },
  { "2024-11-07T12:00:00+07:00", KTG_STATE_COMPLETE, NONE },
};

static KtgMoment
moment_at (const char *text)
{
  KtgMoment now = { .utc_offset_s = 7 * 3600 };

  g_assert_true (ktg_moment_parse (text, 0, &now.wall_us));
  return now;
}

static GPtrArray *
list_dues (const KtgPack *pack, KtgState state, const char *at)
{
  const KtgMoment  now = moment_at (at);
  GPtrArray       *tidings = ktg_tidings_new ();
  KtgSummaryFields fields = { .id = (char *)"a",
                              .state = state,
                              .known = (char *)"2024-11-01",
                              .place_region = (char *)"34.71.06.1001" };

  ktg_summary_fields_set_due (&fields, pack);
  ktg_tidings_add_due (tidings, &fields, pack, &now);
  return tidings;
}

static void
the_last_two_days_are_told_of_what_the_office_does_not_have (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GPtrArray) tidings = list_dues (pack, days[i].state, days[i].now);

      g_test_message ("%s", days[i].now);
      g_assert_cmpuint (tidings->len, ==, days[i].kind != NONE);
      if (days[i].kind != NONE)
        g_assert_cmpint (((KtgTiding *)g_ptr_array_index (tidings, 0))->kind, ==, days[i].kind);
    }
}

static void
what_was_told_of_a_day_is_not_told_again_and_the_next_day_is (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (GPtrArray) first = list_dues (pack, KTG_STATE_DRAFT, "2024-11-07T08:00:00+07:00");
  g_autofree char *told = ktg_tidings_dup_told (first);
  g_autoptr (GPtrArray) again = list_dues (pack, KTG_STATE_DRAFT, "2024-11-07T09:00:00+07:00");
  g_autoptr (GPtrArray) next = list_dues (pack, KTG_STATE_DRAFT, "2024-11-08T08:00:00+07:00");
  g_autoptr (GPtrArray) new_at_first = ktg_tidings_list_untold (first, NULL);
  g_autoptr (GPtrArray) new_again = ktg_tidings_list_untold (again, told);
  g_autoptr (GPtrArray) new_next = ktg_tidings_list_untold (next, told);

  g_assert_cmpuint (new_at_first->len, ==, 1);
  g_assert_cmpuint (new_again->len, ==, 0);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpuint (new_next->len, ==, 1);
}

/* --- in words --- */

static void
add_change (GPtrArray *tidings, KtgState before, KtgState after)
{
  const KtgSummaryFields was = { .id = (char *)"a", .state = before };
  const KtgSummaryFields is = { .id = (char *)"a",
                                .number = (char *)"TL-0128",
                                .state = after,
                                .who = (char *)"Budi",
                                .words = (char *)"Spanduk",
                                .place_words = (char *)"Ngampilan" };

  ktg_tidings_add_change (tidings, &was, &is);
}

static void
one_is_said_with_its_number_and_several_are_counted (void)
{
  g_autoptr (GPtrArray) tidings = ktg_tidings_new ();
  g_autofree char *one = NULL;
  g_autofree char *several = NULL;

  add_change (tidings, KTG_STATE_DELIVERED, KTG_STATE_COMPLETE);
  one = ktg_tidings_dup_body (tidings);
  g_assert_cmpstr (one, ==, "Laporan TL-0128 sudah lengkap di server.");

  add_change (tidings, KTG_STATE_DELIVERED, KTG_STATE_COMPLETE);
  add_change (tidings, KTG_STATE_QUEUED, KTG_STATE_PARKED);
  several = ktg_tidings_dup_body (tidings);
  g_assert_cmpstr (several,
                   ==,
                   "1 laporan perlu tindakan Anda.\n2 laporan sudah lengkap di server.");
}

/* A lock screen shows it to whoever passes by. */
static void
nothing_that_a_report_says_is_told (void)
{
  static const KtgState    states[] = { KTG_STATE_COMPLETE, KTG_STATE_PARKED };
  static const char *const said[] = { "Budi", "Spanduk", "Ngampilan" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GPtrArray) tidings = ktg_tidings_new ();
      g_autofree char *title = NULL;
      g_autofree char *body = NULL;

      add_change (tidings, KTG_STATE_QUEUED, states[i]);
      title = ktg_tidings_dup_title (tidings);
      body = ktg_tidings_dup_body (tidings);
      for (gsize j = 0; j < G_N_ELEMENTS (said); j++)
        g_assert_true (strstr (title, said[j]) == NULL && strstr (body, said[j]) == NULL);
    }
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/work/tiding/a_change_is_told_once_and_what_did_not_change_is_not",
                   a_change_is_told_once_and_what_did_not_change_is_not);
  g_test_add_func ("/work/tiding/the_last_two_days_are_told_of_what_the_office_does_not_have",
                   the_last_two_days_are_told_of_what_the_office_does_not_have);
  g_test_add_func ("/work/tiding/what_was_told_of_a_day_is_not_told_again_and_the_next_day_is",
                   what_was_told_of_a_day_is_not_told_again_and_the_next_day_is);
  g_test_add_func ("/work/tiding/one_is_said_with_its_number_and_several_are_counted",
                   one_is_said_with_its_number_and_several_are_counted);
  g_test_add_func ("/work/tiding/nothing_that_a_report_says_is_told",
                   nothing_that_a_report_says_is_told);
  return g_test_run ();
}
