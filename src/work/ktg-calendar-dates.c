/* ktg-calendar-dates.c - what stands on which day: stages, time limits, holidays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-calendar-dates.h"

#include "ktg-dates.h"
#include "ktg-headline.h"
#include "ktg-language.h"
#include "ktg-recap-span.h"

#include <glib/gi18n.h>
#include <string.h>

/* So many days before the polling the check of the civil service's neutrality begins. */
#define COUNTDOWN_DAYS 120

/**
 * ktg_date_free:
 * @date: (nullable): a date
 */
void
ktg_date_free (KtgDate *date)
{
  if (date == NULL)
    return;

  g_free (date->day);
  g_free (date->last_day);
  g_free (date->words);
  g_free (date->note);
  g_free (date->report_id);
  g_free (date);
}

static KtgDate *
add_date (GPtrArray *dates, KtgDateKind kind, const char *day, const char *last_day, char *words)
{
  KtgDate *date = g_new0 (KtgDate, 1);

  date->kind = kind;
  date->day = g_strdup (day);
  date->last_day = g_strdup (last_day);
  date->words = words;
  g_ptr_array_add (dates, date);
  return date;
}

/* --- elections --- */

static void
add_polling (GPtrArray *dates, const KtgElection *election, const char *day)
{
  const char      *name = ktg_words_get (&election->name, ktg_language_get ());
  g_autofree char *before = ktg_recap_span_dup_day_after (day, -COUNTDOWN_DAYS);

  add_date (dates,
            KTG_DATE_COUNTDOWN,
            before,
            before,
            /* Translators: so many days before the polling, then the election */
            g_strdup_printf (_ ("D-%d: %s"), COUNTDOWN_DAYS, name));
}

static void
add_election (GPtrArray *dates, const KtgElection *election)
{
  const KtgStage *polling = ktg_election_get_polling (election);

  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);
      KtgDate        *date = add_date (dates,
                                stage == polling ? KTG_DATE_POLLING : KTG_DATE_STAGE,
                                stage->first_day,
                                stage->last_day,
                                g_strdup (ktg_words_get (&stage->name, ktg_language_get ())));

      date->note = g_strdup (ktg_words_get (&election->name, ktg_language_get ()));
    }

  if (polling != NULL)
    add_polling (dates, election, polling->first_day);
}

static void
add_elections (GPtrArray *dates, const KtgPack *pack, const char *region)
{
  for (guint i = 0; i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);

      if (ktg_election_is_in (election, region))
        add_election (dates, election);
    }
}

/* --- holidays --- */

static void
add_holidays (GPtrArray *dates, const KtgPack *pack)
{
  for (guint i = 0; i < pack->holiday_years->len; i++)
    {
      const KtgHolidayYear *year = g_ptr_array_index (pack->holiday_years, i);

      for (guint j = 0; j < year->days->len; j++)
        {
          const KtgHoliday *holiday = g_ptr_array_index (year->days, j);
          const char       *name = ktg_words_get (&holiday->name, ktg_language_get ());

          add_date (dates, KTG_DATE_HOLIDAY, holiday->day, holiday->day, g_strdup (name))->note
              = g_strdup (holiday->is_joint_leave ? _ ("joint leave") : _ ("public holiday"));
        }
    }
}

/* --- time limits --- */

static void
add_limit (GPtrArray              *dates,
           KtgLibrary             *library,
           const KtgSummaryFields *fields,
           const KtgMoment        *now)
{
  g_autofree char *title = ktg_headline_dup_title (library, fields);
  KtgDeadline      deadline;
  KtgDate         *date;
  const char      *day;

  if (!ktg_headline_find_deadline (library, fields, now, &deadline))
    return;

  day = ktg_deadline_get_reading (&deadline)->day;
  date = add_date (dates, KTG_DATE_LIMIT, day, day, g_strdup_printf (_ ("Time limit: %s"), title));
  date->note = ktg_headline_dup_subtitle (library, fields, now);
  date->report_id = g_strdup (fields->id);
}

static void
add_limits (GPtrArray *dates, KtgLibrary *library, GListModel *summaries, const KtgMoment *now)
{
  guint n_summaries = g_list_model_get_n_items (summaries);

  for (guint i = 0; i < n_summaries; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      add_limit (dates, library, ktg_summary_get (summary), now);
    }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const KtgDate *x = *(const KtgDate *const *)a;
  const KtgDate *y = *(const KtgDate *const *)b;
  int            order = strcmp (x->day, y->day);

  if (order == 0)
    order = (int)x->kind - (int)y->kind;

  return order != 0 ? order : g_strcmp0 (x->words, y->words);
}

/**
 * ktg_calendar_dates_list:
 * @library: calendar and holidays
 * @region: (nullable): of the officer, an official code
 * @summaries: (element-type KtgSummary): her reports and drafts
 * @now: the present
 *
 * Returns: (transfer full) (element-type KtgDate): all that is known, by day
 */
GPtrArray *
ktg_calendar_dates_list (KtgLibrary      *library,
                         const char      *region,
                         GListModel      *summaries,
                         const KtgMoment *now)
{
  const KtgPack *pack = ktg_library_get_pack (library);
  const char    *place = region != NULL && *region != '\0' ? region : NULL;
  GPtrArray     *dates = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_date_free);

  add_elections (dates, pack, place);
  add_holidays (dates, pack);
  add_limits (dates, library, summaries, now);
  g_ptr_array_sort (dates, compare_dates);
  return dates;
}

/**
 * ktg_date_is_on:
 * @date: a date
 * @day: "2024-11-12"
 *
 * Returns: whether @day is in it
 */
gboolean
ktg_date_is_on (const KtgDate *date, const char *day)
{
  return strcmp (date->day, day) <= 0 && strcmp (day, date->last_day) <= 0;
}

/**
 * ktg_calendar_dates_dup_when:
 * @date: a date
 *
 * Returns: (transfer full): "Tuesday, 12 Nov 2024", or from when until when
 */
char *
ktg_calendar_dates_dup_when (const KtgDate *date)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (strcmp (date->day, date->last_day) == 0)
    return ktg_dates_dup_full (date->day);

  from = ktg_dates_dup_testimony (date->day);
  until = ktg_dates_dup_testimony (date->last_day);
  return g_strdup_printf ("%s – %s", from, until);
}

/**
 * ktg_calendar_dates_dup_holidays_note:
 * @pack: packs
 * @year: that is shown
 *
 * Returns: (transfer full) (nullable): how working days are counted where the packs do not have the
 * holidays of @year; %NULL where they do
 */
char *
ktg_calendar_dates_dup_holidays_note (const KtgPack *pack, int year)
{
  if (ktg_pack_get_holidays (pack, year) != NULL)
    return NULL;

  return g_strdup_printf (_ ("The holidays of %d are not in the packs yet. Until they are, working "
                             "days are Monday to Friday."),
                          year);
}

/**
 * ktg_calendar_dates_dup_countdown:
 * @library: the calendar
 * @region: (nullable): of the officer, an official code
 * @now: the present
 *
 * Returns: (transfer full) (nullable): "D-15" to the next polling that is known, "D" on its day
 */
char *
ktg_calendar_dates_dup_countdown (KtgLibrary *library, const char *region, const KtgMoment *now)
{
  const KtgPack     *pack = ktg_library_get_pack (library);
  const char        *place = region != NULL && *region != '\0' ? region : NULL;
  g_autofree char   *wall = ktg_moment_dup_wall (now);
  g_autofree char   *today = ktg_pack_dup_day (pack, place, wall);
  const KtgElection *coming = ktg_pack_get_coming_election (pack, place, today);
  const KtgStage    *polling = coming != NULL ? ktg_election_get_polling (coming) : NULL;
  gint64             today_us = 0, polling_us = 0;

  if (polling == NULL || !ktg_moment_parse (today, 0, &today_us)
      || !ktg_moment_parse (polling->first_day, 0, &polling_us))
    return NULL;

  /* Translators: so many days to the polling, as in H-120 */
  return g_strdup_printf (_ ("D-%d"), (int)((polling_us - today_us) / G_TIME_SPAN_DAY));
}
