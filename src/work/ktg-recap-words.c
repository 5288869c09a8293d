/* ktg-recap-words.c - a recap in words: its sentence, its numbers and its bars
 *
 * It says "suspected", and never that anything is a violation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-words.h"

#include "ktg-dates.h"
#include "ktg-region-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_DAY_BARS 31
#define MOST_NAMED_WEEKDAYS 14
#define MOST_WEEK_BARS 27
#define MONTH_CHARS 7 /* of "2024-11" */

/**
 * ktg_recap_bar_free:
 * @bar: (nullable): a bar
 */
void
ktg_recap_bar_free (KtgRecapBar *bar)
{
  if (bar == NULL)
    return;

  g_free (bar->name);
  g_free (bar->note);
  g_free (bar->when);
  g_free (bar->spoken);
  g_free (bar->day);
  g_free (bar);
}

/* --- the sentence --- */

static guint
count_from (const KtgRecap *recap, const char *monday)
{
  for (guint i = 0; i < recap->weeks->len; i++)
    {
      const KtgRecapDay *week = g_ptr_array_index (recap->weeks, i);

      if (strcmp (week->day, monday) == 0)
        return week->n_reports;
    }

  return 0;
}

static char *
dup_comparison (guint n_now, guint n_before)
{
  if (n_now == n_before)
    return g_strdup (_ ("as many as last week"));

  return n_now > n_before ? g_strdup_printf (ngettext ("%u more than last week",
                                                       "%u more than last week",
                                                       n_now - n_before),
                                             n_now - n_before)
                          : g_strdup_printf (ngettext ("%u fewer than last week",
                                                       "%u fewer than last week",
                                                       n_before - n_now),
                                             n_before - n_now);
}

static char *
dup_weeks_sentence (const KtgRecapSpan *span, const KtgRecap *recap)
{
  g_autofree char *monday = ktg_recap_dup_monday (span->today);
  guint            n_now = count_from (recap, monday);
  guint            n_before = count_from (recap, span->period.from);
  g_autofree char *comparison = dup_comparison (n_now, n_before);
  g_autofree char *now
      = g_strdup_printf (ngettext ("%u report this week", "%u reports this week", n_now), n_now);

  if (n_now + n_before == 0)
    return g_strdup (_ ("There are no reports of these two weeks yet."));

  /* Translators: how many reports this week, then compared with the last */
  return g_strdup_printf (_ ("%s, %s"), now, comparison);
}

static char *
dup_when (const KtgRecapSpan *span, const KtgRecap *recap)
{
  g_autofree char *range = ktg_recap_words_dup_range (&span->period);
  g_autofree char *first = NULL;

  if (span->name != NULL)
    return g_strdup_printf ("%s, %s", span->name, range);
  if (span->kind != KTG_RECAP_ALL)
    return g_steal_pointer (&range);
  if (recap->days->len == 0)
    return g_strdup (_ ("without a date"));

  first = ktg_dates_dup_testimony (((const KtgRecapDay *)g_ptr_array_index (recap->days, 0))->day);
  /* Translators: a day follows: the first on which something was reported */
  return g_strdup_printf (_ ("since %s"), first);
}

/**
 * ktg_recap_words_dup_sentence:
 * @span: of which days it is
 * @recap: what was counted in them
 *
 * Returns: (transfer full): how many reports there are, and of two weeks how the last compare
 */
char *
ktg_recap_words_dup_sentence (const KtgRecapSpan *span, const KtgRecap *recap)
{
  g_autofree char *when = NULL;
  g_autofree char *many = NULL;

  if (span->kind == KTG_RECAP_TWO_WEEKS)
    return dup_weeks_sentence (span, recap);
  if (span->kind == KTG_RECAP_STAGE && span->name == NULL)
    return g_strdup (_ ("The calendar of the elections knows no stage here."));
  if (span->kind == KTG_RECAP_ALL && recap->n_reports == 0)
    return g_strdup (_ ("There are no reports yet."));

  when = dup_when (span, recap);
  many = recap->n_reports > 0
             ? g_strdup_printf (ngettext ("%u report", "%u reports", recap->n_reports),
                                recap->n_reports)
             : g_strdup (_ ("No reports"));
  /* Translators: how many reports, then of which time */
  return g_strdup_printf (_ ("%s · %s"), many, when);
}

/**
 * ktg_recap_words_dup_range:
 * @period: with ends or without
 *
 * Returns: (transfer full): "16 Nov – 29 Nov 2026"
 */
char *
ktg_recap_words_dup_range (const KtgPeriod *period)
{
  gboolean is_same_year = period->from != NULL && period->until != NULL
                          && strncmp (period->from, period->until, strlen ("2024")) == 0;
  g_autofree char *from = is_same_year ? ktg_dates_dup_testimony_short (period->from)
                                       : ktg_dates_dup_testimony (period->from);
  g_autofree char *until = ktg_dates_dup_testimony (period->until);

  if (period->from != NULL && period->until != NULL)
    return g_strdup_printf ("%s – %s", from, until);
  if (period->from != NULL)
    /* Translators: a day follows */
    return g_strdup_printf (_ ("from %s"), from);
  if (period->until != NULL)
    /* Translators: a day follows */
    return g_strdup_printf (_ ("until %s"), until);

  return g_strdup (_ ("all days"));
}

static void
append_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

/**
 * ktg_recap_words_dup_beside:
 * @recap: a count
 *
 * Returns: (transfer full): what is not in its numbers, and why
 */
char *
ktg_recap_words_dup_beside (const KtgRecap *recap)
{
  GString *text = g_string_new (_ ("A report counts on the day of the event, once, as its newest "
                                   "version says it. Drafts are not counted."));
  gboolean is_whole = recap->period.from == NULL && recap->period.until == NULL;

  if (recap->n_withdrawn > 0)
    append_sentence (text,
                     g_strdup_printf (ngettext ("%u withdrawn report is not counted.",
                                                "%u withdrawn reports are not counted.",
                                                recap->n_withdrawn),
                                      recap->n_withdrawn));
  if (recap->n_undated > 0 && is_whole)
    append_sentence (text,
                     g_strdup_printf (ngettext ("%u report has no date.",
                                                "%u reports have no date.",
                                                recap->n_undated),
                                      recap->n_undated));
  else if (recap->n_undated > 0)
    append_sentence (text,
                     g_strdup_printf (ngettext ("%u report without a date is not in here.",
                                                "%u reports without a date are not in here.",
                                                recap->n_undated),
                                      recap->n_undated));

  return g_string_free (text, FALSE);
}

/**
 * ktg_recap_words_get_standing:
 * @standing: how far a report has come
 *
 * Returns: (transfer none): the word for it
 */
const char *
ktg_recap_words_get_standing (KtgRecapStanding standing)
{
  switch (standing)
    {
    case KTG_STANDING_WAITING:
      return _ ("waiting");
    case KTG_STANDING_ACTION:
      return _ ("action needed");
    case KTG_STANDING_AT_SERVER:
      return _ ("at the server");
    case KTG_STANDING_REGISTERED:
      return _ ("registered");
    }

  return "";
}

/* --- bars of days --- */

/* How many days lie between two, or -1. */
static int
count_days (const char *from, const char *until)
{
  gint64 from_us = 0, until_us = 0;

  if (!ktg_moment_parse (from, 0, &from_us) || !ktg_moment_parse (until, 0, &until_us))
    return -1;

  return (int)((until_us - from_us) / G_TIME_SPAN_DAY);
}

static char *
dup_spoken (const char *when, guint n_reports, guint n_suspected)
{
  guint            n_other = n_reports - n_suspected;
  g_autofree char *suspected
      = g_strdup_printf (ngettext ("%u suspected", "%u suspected", n_suspected), n_suspected);
  g_autofree char *other
      = g_strdup_printf (ngettext ("%u without suspicion", "%u without suspicion", n_other),
                         n_other);

  /* Translators: when, how many reports, of these how many with a suspicion, and how many without:
   * "Sen 16: 2, satu dugaan, satu nihil" */
  return n_reports > 0 ? g_strdup_printf (_ ("%s: %u, %s, %s"), when, n_reports, suspected, other)
                       : g_strdup_printf (_ ("%s: none"), when);
}

static KtgRecapBar *
bar_new (const char *day, char *name, char *note, const char *when)
{
  KtgRecapBar *bar = g_new0 (KtgRecapBar, 1);

  bar->day = g_strdup (day);
  bar->name = name;
  bar->note = note;
  bar->when = g_strdup (when);
  return bar;
}

static void
finish_bar (KtgRecapBar *bar)
{
  bar->spoken = dup_spoken (bar->when, bar->n_reports, bar->n_suspected);
}

static char *
dup_day_of_month (const char *day)
{
  return g_strdup (day + strlen ("2024-11-") + (day[strlen ("2024-11-")] == '0'));
}

static KtgRecapBar *
new_day (const char *day, gboolean has_weekday)
{
  g_autofree char *weekday = ktg_dates_dup_weekday (day);
  g_autofree char *full = ktg_dates_dup_full (day);

  return bar_new (day, dup_day_of_month (day), has_weekday ? g_strdup (weekday) : NULL, full);
}

static KtgRecapBar *
new_week (const char *monday)
{
  g_autofree char *from = ktg_dates_dup_testimony_short (monday);
  g_autofree char *sunday = ktg_recap_span_dup_day_after (monday, 6);
  const KtgPeriod  week = { (char *)monday, sunday };
  g_autofree char *range = ktg_recap_words_dup_range (&week);
  const char      *month = strchr (from, ' ');

  return bar_new (monday,
                  dup_day_of_month (monday),
                  month != NULL ? g_strdup (month + 1) : NULL,
                  range);
}

static KtgRecapBar *
new_month (const char *day)
{
  g_autofree char *month = g_strndup (day, MONTH_CHARS);
  g_autofree char *words = ktg_dates_dup_beginning (month);
  char            *year = strchr (words, ' ');
  g_autofree char *first = g_strdup_printf ("%s-01", month);

  return bar_new (first,
                  year != NULL ? g_strndup (words, (gsize)(year - words)) : g_strdup (words),
                  year != NULL ? g_strdup (year + 1) : NULL,
                  words);
}

typedef enum
{
  BY_DAY,
  BY_WEEK,
  BY_MONTH,
} Step;

static Step
choose_step (int n_days)
{
  if (n_days < MOST_DAY_BARS)
    return BY_DAY;

  return n_days < MOST_WEEK_BARS * 7 ? BY_WEEK : BY_MONTH;
}

static KtgRecapBar *
new_bar (Step step, const char *day, int n_days)
{
  switch (step)
    {
    case BY_DAY:
      return new_day (day, n_days < MOST_NAMED_WEEKDAYS);
    case BY_WEEK:
      return new_week (day);
    case BY_MONTH:
      break;
    }

  return new_month (day);
}

static char *
dup_next (Step step, const char *day)
{
  g_autofree char *later = ktg_recap_span_dup_day_after (day,
                                                         step == BY_DAY    ? 1
                                                         : step == BY_WEEK ? 7
                                                                           : 31);

  if (step == BY_MONTH)
    memcpy (later + MONTH_CHARS, "-01", strlen ("-01"));
  return g_steal_pointer (&later);
}

static char *
dup_first (Step step, const char *day)
{
  g_autofree char *first = step == BY_WEEK ? ktg_recap_dup_monday (day) : g_strdup (day);

  if (step == BY_MONTH)
    memcpy (first + MONTH_CHARS, "-01", strlen ("-01"));
  return g_steal_pointer (&first);
}

static void
count_in (KtgRecapBar *bar, const KtgRecap *recap, const char *end)
{
  for (guint i = 0; i < recap->days->len; i++)
    {
      const KtgRecapDay *day = g_ptr_array_index (recap->days, i);

      if (strcmp (bar->day, day->day) <= 0 && strcmp (day->day, end) < 0)
        {
          bar->n_reports += day->n_reports;
          bar->n_suspected += day->n_suspected;
        }
    }
}

static const char *
get_edge (const KtgRecap *recap, const char *said, gboolean is_last)
{
  guint place = is_last ? recap->days->len - 1 : 0;

  if (said != NULL || recap->days->len == 0)
    return said;

  return ((const KtgRecapDay *)g_ptr_array_index (recap->days, place))->day;
}

/**
 * ktg_recap_words_list_days:
 * @span: of which days it is
 * @recap: what was counted in them
 *
 * Returns: (transfer full) (element-type KtgRecapBar): a bar for each day, those without reports
 * too; of more than a month for each week, of more than half a year for each month
 */
GPtrArray *
ktg_recap_words_list_days (const KtgRecapSpan *span, const KtgRecap *recap)
{
  GPtrArray       *bars = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_recap_bar_free);
  const char      *from = get_edge (recap, span->period.from, FALSE);
  const char      *until = get_edge (recap, span->period.until, TRUE);
  g_autofree char *monday = ktg_recap_dup_monday (span->today);
  int              n_days = from != NULL && until != NULL ? count_days (from, until) : -1;
  Step             step = choose_step (n_days);
  g_autofree char *day = n_days >= 0 ? dup_first (step, from) : NULL;

  while (n_days >= 0 && strcmp (day, until) <= 0)
    {
      KtgRecapBar *bar = new_bar (step, day, n_days);
      char        *next = dup_next (step, day);

      count_in (bar, recap, next);
      bar->is_marked = span->kind == KTG_RECAP_TWO_WEEKS && strcmp (day, monday) >= 0;
      finish_bar (bar);
      g_ptr_array_add (bars, bar);
      g_free (day);
      day = next;
    }

  return bars;
}

/**
 * ktg_recap_words_get_plot_title:
 * @bars: (element-type KtgRecapBar): of ktg_recap_words_list_days()
 *
 * Returns: (transfer none): whether they are of days, weeks or months
 */
const char *
ktg_recap_words_get_plot_title (GPtrArray *bars)
{
  const KtgRecapBar *first = bars->len > 1 ? g_ptr_array_index (bars, 0) : NULL;
  const KtgRecapBar *second = bars->len > 1 ? g_ptr_array_index (bars, 1) : NULL;
  int                n_days = first != NULL ? count_days (first->day, second->day) : 1;

  if (n_days <= 1)
    return _ ("Reports by day");

  return n_days == 7 ? _ ("Reports by week") : _ ("Reports by month");
}

/* --- bars of codes --- */

static void
add_code (GPtrArray *bars, char *name, const char *code, guint n_reports, gboolean is_rest)
{
  KtgRecapBar *bar = bar_new (NULL, name, g_strdup (code), NULL);

  bar->spoken
      = g_strdup_printf (ngettext ("%s: %u report", "%s: %u reports", n_reports), name, n_reports);
  bar->n_reports = bar->n_suspected = n_reports;
  bar->is_rest = is_rest;
  g_ptr_array_add (bars, bar);
}

typedef char *(*DupName) (KtgLibrary *library, const char *code);

static GPtrArray *
list_codes (KtgLibrary      *library,
            const GPtrArray *codes,
            guint            max,
            DupName          dup_name,
            gboolean         shows_code)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_recap_bar_free);
  guint      n_own = codes->len <= max ? codes->len : max - 1;
  guint      n_rest = 0;

  for (guint i = 0; i < codes->len; i++)
    {
      const KtgRecapCode *code = g_ptr_array_index (codes, i);

      if (i < n_own)
        add_code (bars,
                  dup_name (library, code->code),
                  shows_code ? code->code : NULL,
                  code->n_reports,
                  code->code == NULL);
      else
        n_rest += code->n_reports;
    }

  if (n_rest > 0)
    add_code (bars, g_strdup (_ ("Others")), NULL, n_rest, TRUE);
  return bars;
}

static char *
dup_violation (KtgLibrary *library, const char *code)
{
  return code != NULL ? ktg_library_dup_violation_name (library, code)
                      : g_strdup (_ ("Not categorised yet"));
}

/* A district and a village in it often have one name. */
static char *
dup_region (KtgLibrary *library, const char *code)
{
  const KtgRegionNames *names = &ktg_library_get_pack (library)->region_names;
  KtgRegion             region;
  const char           *label;

  if (code == NULL)
    return g_strdup (_ ("Without an area"));
  if (!ktg_region_tree_lookup (ktg_library_get_regions (library), code, &region))
    return g_strdup (code);

  label = ktg_region_words_get_label (names, &region);
  return g_strconcat (label, *label != '\0' ? " " : "", region.name, NULL);
}

/**
 * ktg_recap_words_list_violations:
 * @library: what the codes mean
 * @recap: a count
 * @max: how many bars at most
 *
 * Returns: (transfer full) (element-type KtgRecapBar): of what is suspected
 */
GPtrArray *
ktg_recap_words_list_violations (KtgLibrary *library, const KtgRecap *recap, guint max)
{
  return list_codes (library, recap->violations, max, dup_violation, TRUE);
}

/**
 * ktg_recap_words_list_regions:
 * @library: what the codes mean
 * @recap: a count
 * @max: how many bars at most
 *
 * Returns: (transfer full) (element-type KtgRecapBar): of the areas
 */
GPtrArray *
ktg_recap_words_list_regions (KtgLibrary *library, const KtgRecap *recap, guint max)
{
  return list_codes (library, recap->regions, max, dup_region, FALSE);
}

/**
 * ktg_recap_words_get_regions_lack:
 * @recap: a count
 *
 * Returns: (transfer none) (nullable): why there are no areas to be shown; %NULL: there are
 */
const char *
ktg_recap_words_get_regions_lack (const KtgRecap *recap)
{
  const KtgRecapCode *first = NULL;

  if (recap->regions->len == 0)
    return _ ("There are no reports of these days.");

  first = g_ptr_array_index (recap->regions, 0); /* what says none comes last */
  return first->code == NULL ? _ ("None of these reports says its area. It is chosen in a report "
                                  "under “Where”.")
                             : NULL;
}
