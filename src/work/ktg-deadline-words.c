/* ktg-deadline-words.c - the time the law leaves, in words
 *
 * Both ways of counting are said, and which of them is the law's, with the source: whoever reads it
 * can check it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-deadline-words.h"

#include "ktg-dates.h"
#include "ktg-headline.h"
#include "ktg-language.h"
#include "ktg-law-words.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>

#include <stdlib.h>

/**
 * ktg_deadline_words_dup_left:
 * @deadline: until when it may be done
 * @now_us: µs since the epoch
 *
 * Returns: "3 days left", "last day today", "2 days over", "2 days left if working days count"
 */
char *
ktg_deadline_words_dup_left (const KtgDeadline *deadline, gint64 now_us)
{
  g_autofree char *left = NULL;

  if (ktg_deadline_judge (deadline, now_us) != KTG_IN_TIME_IF_WORKING_DAYS)
    return ktg_sentences_dup_days_left (ktg_deadline_get_days_left (deadline, now_us));

  left = ktg_sentences_dup_days_left (ktg_deadline_get_working_days_left (deadline, now_us));
  /* Translators: %s is as in "2 days left" or "last day today" */
  return g_strdup_printf (_ ("%s if working days count"), left);
}

static gboolean
is_by_working_days (const KtgDeadline *deadline, gint64 now_us)
{
  return ktg_deadline_judge (deadline, now_us) == KTG_IN_TIME_IF_WORKING_DAYS
         || ktg_deadline_get_reading (deadline) == &deadline->working;
}

static const KtgDeadlineReading *
get_said_reading (const KtgDeadline *deadline, gint64 now_us)
{
  return is_by_working_days (deadline, now_us) ? &deadline->working : &deadline->calendar;
}

/* "Mon 30 Nov" */
static char *
dup_day (const KtgDeadlineReading *reading, const KtgMoment *now)
{
  g_autofree char *weekday = ktg_dates_dup_weekday (reading->day);
  g_autofree char *day = ktg_headline_dup_day (reading->day, now);

  return g_strdup_printf ("%s %s", weekday, day);
}

/**
 * ktg_deadline_words_dup_last_day:
 * @deadline: until when it may be done
 * @now: the present
 *
 * Returns: its last day, by the count that ktg_deadline_words_dup_left() is of, as a table has it:
 *   "30 Nov 2026"
 */
char *
ktg_deadline_words_dup_last_day (const KtgDeadline *deadline, const KtgMoment *now)
{
  return ktg_dates_dup_testimony (get_said_reading (deadline, now->wall_us)->day);
}

/**
 * ktg_deadline_words_dup_until:
 * @deadline: until when it may be done
 * @now: the present
 *
 * Returns: its last day, by the count that ktg_deadline_words_dup_left() is of: "until Mon 30 Nov"
 */
char *
ktg_deadline_words_dup_until (const KtgDeadline *deadline, const KtgMoment *now)
{
  g_autofree char *day = dup_day (get_said_reading (deadline, now->wall_us), now);

  /* Translators: %s is a day, as in "until Mon 30 Nov" */
  return g_strdup_printf (_ ("until %s"), day);
}

/**
 * ktg_deadline_words_dup_other:
 * @deadline: until when it may be done
 * @now: the present
 *
 * Returns: how it is counted, and its last day by the other count: "By calendar days. By working
 *   days: Wed 2 Dec"
 */
char *
ktg_deadline_words_dup_other (const KtgDeadline *deadline, const KtgMoment *now)
{
  gboolean         is_working = is_by_working_days (deadline, now->wall_us);
  g_autofree char *day = dup_day (is_working ? &deadline->calendar : &deadline->working, now);

  return g_strdup_printf ("%s. %s: %s",
                          is_working ? _ ("By working days") : _ ("By calendar days"),
                          is_working ? _ ("By calendar days") : _ ("By working days"),
                          day);
}

/**
 * ktg_deadline_words_dup_due:
 * @deadline: until when it may be done
 * @now: the present
 *
 * Returns: what is left of it and its last day, by the count that the words are of: "3 days left ·
 *   until Mon 30 Nov"
 */
char *
ktg_deadline_words_dup_due (const KtgDeadline *deadline, const KtgMoment *now)
{
  g_autofree char *left = ktg_deadline_words_dup_left (deadline, now->wall_us);
  g_autofree char *until = ktg_deadline_words_dup_until (deadline, now);

  return g_strdup_printf ("%s · %s", left, until);
}

static const char *
get_in_time (KtgInTime in_time)
{
  switch (in_time)
    {
    case KTG_IN_TIME_YES:
      return _ ("filed in time");
    case KTG_IN_TIME_IF_WORKING_DAYS:
      return _ ("filed in time only if working days count");
    case KTG_IN_TIME_NO:
      break;
    }

  return _ ("filed after it");
}

static char *
dup_until (const KtgDeadline *deadline, const KtgDeadlineReading *reading)
{
  g_autofree char *day = ktg_dates_dup_testimony (reading->day);

  if (deadline->zone == NULL)
    return g_strdup_printf (_ ("until the end of %s"), day);

  /* Translators: a day and a time zone, as in "until the end of 19 Nov 2024, WIB" */
  return g_strdup_printf (_ ("until the end of %s, %s"), day, deadline->zone->code);
}

static char *
dup_holiday (const KtgHoliday *holiday)
{
  g_autofree char *day = ktg_dates_dup_testimony_short (holiday->day);
  const char      *name = ktg_words_get (&holiday->name, ktg_language_get ());

  if (holiday->is_joint_leave)
    return g_strdup_printf (_ ("%s %s (joint leave)"), day, name);

  return g_strdup_printf ("%s %s", day, name);
}

/* NULL: none. */
static char *
dup_holidays (const KtgDeadline *deadline, const KtgPack *pack)
{
  g_autoptr (GPtrArray) holidays = ktg_deadline_list_holidays (deadline, pack->holiday_years);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < holidays->len; i++)
    g_ptr_array_add (names, dup_holiday (g_ptr_array_index (holidays, i)));
  if (names->len == 0)
    return NULL;

  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

/* Those it runs through whose holidays no pack has. */
static char *
dup_unknown_years (const KtgDeadline *deadline, const KtgPack *pack)
{
  g_autoptr (GString) years = g_string_new (NULL);

  for (int year = atoi (deadline->start); year <= atoi (deadline->working.day); year++)
    if (ktg_pack_get_holidays (pack, year) == NULL)
      g_string_append_printf (years, "%s%d", years->len > 0 ? ", " : "", year);

  return g_string_free (g_steal_pointer (&years), FALSE);
}

static char *
dup_working (const KtgDeadline *deadline, const KtgPack *pack)
{
  g_autofree char *until = dup_until (deadline, &deadline->working);
  g_autofree char *holidays = dup_holidays (deadline, pack);
  g_autofree char *counted = holidays == NULL
                                 ? g_strdup (until)
                                 /* Translators: until when; a list of holidays */
                                 : g_strdup_printf (_ ("%s; not counted: %s"), until, holidays);

  g_autofree char *years = NULL;

  if (deadline->knows_holidays)
    return g_steal_pointer (&counted);

  years = dup_unknown_years (deadline, pack);
  /* Translators: until when; a year, or some */
  return g_strdup_printf (_ ("%s; the holidays of %s are not known here: of that year only "
                             "Saturdays and Sundays are left out"),
                          counted,
                          years);
}

static const char *
get_law (const KtgDeadline *deadline)
{
  switch (deadline->law_says)
    {
    case KTG_DAY_KIND_CALENDAR:
      return _ ("calendar days");
    case KTG_DAY_KIND_WORKING:
      return _ ("working days");
    case KTG_DAY_KIND_UNKNOWN:
      break;
    }

  return _ ("“days”, and not which; the strict count goes first");
}

static char *
dup_source (const KtgTerm *term)
{
  const char *name = ktg_words_get (&term->name, ktg_language_get ());

  if (term->legal_basis == NULL)
    return g_strdup (name);

  /* Translators: a step of the law, and where it stands */
  return g_strdup_printf (_ ("%s: %s"), name, term->legal_basis);
}

static void
explain (KtgFact *fact, const char *detail)
{
  if (fact != NULL)
    fact->detail = g_strdup (detail);
}

/* The whole name of the zone in which the day ends. */
static const char *
get_zone (const KtgDeadline *deadline)
{
  return deadline->zone != NULL ? ktg_words_get (&deadline->zone->name, ktg_language_get ()) : NULL;
}

static const char *
get_duty (const KtgTerm *term)
{
  if (g_strcmp0 (term->duty, "office") == 0)
    return _ ("This is for the office to do.");

  return term->duty != NULL ? _ ("This is for the officer to do.") : NULL;
}

/* How long that law gives, by its own count, and where it stands. */
static void
add_compared (GPtrArray *facts, const KtgDeadline *deadline)
{
  const char      *regime = ktg_law_words_get_regime (deadline->term->regime);
  g_autofree char *title = NULL;
  g_autofree char *until = dup_until (deadline, ktg_deadline_get_reading (deadline));
  g_autofree char *source = dup_source (deadline->term);
  g_autofree char *words = NULL;

  /* Translators: %s is "general elections" or "regional elections" */
  title = g_strdup_printf (_ ("Law of %s"), regime);
  /* Translators: how many days, which days those are, until when; where that stands */
  words = g_strdup_printf (ngettext ("%d day (%s), %s · %s",
                                     "%d days (%s), %s · %s",
                                     (gulong)deadline->term->days),
                           deadline->term->days,
                           get_law (deadline),
                           until,
                           source);
  explain (ktg_fact_list_add (facts, title, words), deadline->term->source);
}

/* No law is said to be the one, and how sure one of them is says nothing. */
static void
add_open_law (const KtgDeadline *deadline, const KtgPack *pack, GPtrArray *facts)
{
  g_autoptr (GPtrArray) compared = ktg_report_clock_list_compared (pack, deadline);

  ktg_fact_list_add (facts,
                     _ ("Election"),
                     compared->len > 0
                         ? _ ("none is known for that place and day; the strictest of these laws "
                              "is taken")
                         : _ ("none is known for that place and day, and the law of that day is "
                              "not here; the strict count goes first"));
  for (guint i = 0; i < compared->len; i++)
    add_compared (facts, g_ptr_array_index (compared, i));
}

static gboolean
has_known_law (const KtgDeadline *deadline)
{
  return deadline->election != NULL
         || (deadline->term != NULL && !ktg_deadline_has_open_law (deadline));
}

static void
add_readings (const KtgDeadline *deadline, const KtgPack *pack, GPtrArray *facts)
{
  g_autofree char *calendar = dup_until (deadline, &deadline->calendar);
  g_autofree char *working = dup_working (deadline, pack);

  explain (ktg_fact_list_add (facts, _ ("By calendar days"), calendar), get_zone (deadline));
  ktg_fact_list_add (facts, _ ("By working days"), working);
  if (has_known_law (deadline))
    ktg_fact_list_add (facts, _ ("The law says"), get_law (deadline));
  else
    add_open_law (deadline, pack, facts);
}

/* Terms stand in the pack "forms". */
static char *
dup_sureness (const KtgTerm *term, const KtgPack *pack)
{
  const KtgPackPart *part = ktg_pack_get_part (pack, "forms");
  const char        *sureness = ktg_law_words_get_sureness (term->confidence);

  if (sureness == NULL || (part != NULL && part->is_verified))
    return g_strdup (sureness);

  return g_strdup_printf ("%s · %s", sureness, _ ("not verified"));
}

static void
add_source (const KtgDeadline *deadline, const KtgPack *pack, GPtrArray *facts)
{
  const KtgTerm   *term = has_known_law (deadline) ? deadline->term : NULL;
  g_autofree char *source = term != NULL ? dup_source (term) : NULL;
  g_autofree char *sureness = term != NULL ? dup_sureness (term, pack) : NULL;

  if (term == NULL)
    return;

  explain (ktg_fact_list_add (facts, _ ("Legal basis"), source), get_duty (term));
  explain (ktg_fact_list_add (facts, _ ("Certainty"), sureness), term->source);
}

/* What is said of it, with both ways of counting and the source below. */
static KtgFact *
add_whole (GPtrArray         *facts,
           const char        *name,
           const char        *value,
           const KtgDeadline *deadline,
           const KtgPack     *pack)
{
  KtgFact *fact = ktg_fact_list_add (facts, name, value);

  fact->below = ktg_fact_list_new ();
  add_readings (deadline, pack, fact->below);
  add_source (deadline, pack, fact->below);
  return fact;
}

/**
 * ktg_deadline_words_add_left:
 * @facts: (element-type KtgFact): something that is said is added to them
 * @deadline: until when it may be filed
 * @pack: what it was found in
 * @now_us: µs since the epoch
 *
 * Returns: (transfer none): the days that are left; below it, both ways of counting and the source
 */
KtgFact *
ktg_deadline_words_add_left (GPtrArray         *facts,
                             const KtgDeadline *deadline,
                             const KtgPack     *pack,
                             gint64             now_us)
{
  g_autofree char *left = ktg_deadline_words_dup_left (deadline, now_us);

  return add_whole (facts, _ ("Time limit"), left, deadline, pack);
}

/* Until when the office has to do what its last step began. */
static void
add_office (GPtrArray *facts, const KtgCase *folded, const KtgPack *pack, int utc_offset_s)
{
  g_autoptr (GArray) clocks = ktg_case_list_clocks (folded, utc_offset_s);

  for (guint i = 0; i < clocks->len; i++)
    {
      const KtgDeadline *step = &g_array_index (clocks, KtgCaseClock, i).deadline;
      g_autofree char   *until = dup_until (step, ktg_deadline_get_reading (step));

      add_whole (facts, ktg_words_get (&step->term->name, ktg_language_get ()), until, step, pack);
    }
}

/**
 * ktg_deadline_words_new:
 * @held: a filed report
 * @pack: what the law says
 * @now: the present
 *
 * Returns: (transfer full) (element-type KtgFact): the days that are left, or whether it came in
 * time, and until when the office has to act
 */
GPtrArray *
ktg_deadline_words_new (const KtgReportHeld *held, const KtgPack *pack, const KtgMoment *now)
{
  const KtgReport *report = ktg_history_get_report (held->history);
  GPtrArray       *facts = ktg_fact_list_new ();
  KtgReportDue     due;

  if (report == NULL)
    return facts;

  if (ktg_report_due_find (pack, ktg_summary_get (held->summary), held->history, now, &due))
    {
      if (due.is_running)
        ktg_deadline_words_add_left (facts, &due.deadline, pack, now->wall_us);
      else if (due.is_judged)
        add_whole (facts,
                   _ ("Time limit"),
                   get_in_time (ktg_deadline_judge (&due.deadline, due.at_us)),
                   &due.deadline,
                   pack);
    }

  if (held->folded != NULL)
    add_office (facts, held->folded, pack, now->utc_offset_s);
  return facts;
}

/**
 * ktg_deadline_words_dup_strict:
 * @deadline: until when it may be filed
 * @now_us: µs since the epoch
 *
 * Returns: what is left of it, until when by the strict count, and below which count is the law's,
 * if it is known whose law counts
 */
char *
ktg_deadline_words_dup_strict (const KtgDeadline *deadline, gint64 now_us)
{
  g_autofree char *left = ktg_deadline_words_dup_left (deadline, now_us);
  g_autofree char *until = dup_until (deadline, ktg_deadline_get_reading (deadline));

  if (!has_known_law (deadline))
    return g_strdup_printf ("%s: %s, %s", _ ("Time limit"), left, until);

  return g_strdup_printf ("%s: %s, %s\n%s: %s",
                          _ ("Time limit"),
                          left,
                          until,
                          _ ("The law says"),
                          get_law (deadline));
}

/**
 * ktg_deadline_words_dup_lines:
 * @deadline: until when it may be filed
 * @pack: what it was found in
 *
 * Returns: both ways of counting, which of them is the law's, and where that stands, one a line
 */
char *
ktg_deadline_words_dup_lines (const KtgDeadline *deadline, const KtgPack *pack)
{
  g_autoptr (GPtrArray) facts = ktg_fact_list_new ();
  g_autoptr (GString) lines = g_string_new (NULL);

  add_readings (deadline, pack, facts);
  add_source (deadline, pack, facts);
  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      g_string_append_printf (lines, "%s%s: %s", i > 0 ? "\n" : "", fact->name, fact->value);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/**
 * ktg_deadline_words_get_unsaid:
 *
 * Returns: what is to be done where it is not said when the matter became known
 */
const char *
ktg_deadline_words_get_unsaid (void)
{
  return _ ("The legal days are counted from the day on which you came to know of it, which only "
            "you can say. Once it is filled in, until when you may file stands here.");
}
