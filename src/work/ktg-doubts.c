/* ktg-doubts.c - what of a report should be looked at again before it is signed
 *
 * A doubt stops nothing: the officer was there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-doubts.h"

#include "ktg-dates.h"
#include "ktg-language.h"
#include "ktg-law-words.h"
#include "ktg-time-entry.h"
#include "ktg-time-words.h"

#include <glib/gi18n.h>
#include <ktg-pack-version.h>

#include <string.h>

#define NIGHT_HOURS 12 /* so near to each other, two days are one night */

static void
add_named (GPtrArray *doubts, const char *name, const char *sentence)
{
  if (sentence != NULL && *sentence != '\0')
    g_ptr_array_add (doubts, g_strdup_printf ("%s: %s", name, sentence));
}

/* A time that is understood is doubted if it is still to come or long ago. */
static void
add_time (GPtrArray *doubts, const char *name, const char *text, const KtgMoment *now, int offset_s)
{
  KtgTimeFault     fault = KTG_TIME_FAULT_NONE;
  g_autofree char *doubt = NULL;
  g_autofree char *time = NULL;

  if (text == NULL || *text == '\0')
    return;

  if (ktg_moment_parse (text, offset_s, NULL))
    {
      doubt = ktg_time_words_dup_doubt (text, now, offset_s);
      add_named (doubts, name, doubt);
      return;
    }

  time = ktg_time_entry_parse (text, now, offset_s, &fault);
  add_named (doubts,
             name,
             ktg_time_words_get_request (time == NULL ? fault : KTG_TIME_FAULT_WORDS));
}

static void
add_phase (GPtrArray *doubts, const KtgReport *report, const KtgReportLaw *law)
{
  const char      *language = ktg_language_get ();
  g_autofree char *words = NULL;

  if (report->phase == NULL || law->phase == NULL || g_str_equal (report->phase, law->phase))
    return;

  /* Translators: two phases of an election: what was chosen, what the calendar has */
  words = g_strdup_printf (_ ("%s; by the calendar this day is: %s. Is it right?"),
                           ktg_pack_get_choice_name (law->pack, "phases", report->phase, language),
                           ktg_pack_get_choice_name (law->pack, "phases", law->phase, language));
  add_named (doubts, _ ("Towards whom"), words);
}

/* Of two times that are written in two zones, the days decide what they can. */
static gboolean
is_day_of (const char *day, const char *time)
{
  return !ktg_dates_has_clock (day, NULL) && g_str_has_prefix (time, day);
}

/* The end of a day that has no clock, the moment of one that has. */
static gboolean
find_end (const char *time, int utc_offset_s, gint64 *end_us)
{
  if (!ktg_moment_parse (time, utc_offset_s, end_us))
    return FALSE;

  if (!ktg_dates_has_clock (time, NULL))
    *end_us += G_TIME_SPAN_DAY - 1;

  return TRUE;
}

/**
 * ktg_doubts_dup_order:
 * @report: what is written so far
 * @place_offset_s: the zone of the place, seconds east of UTC
 *
 * Returns: (transfer full) (nullable): a question, if it was known before it happened
 */
char *
ktg_doubts_dup_order (const KtgReport *report, int place_offset_s)
{
  gint64           happened_us = 0, known_us = 0;
  g_autofree char *happened = NULL;
  g_autofree char *known = NULL;

  if (report->happened == NULL || report->known == NULL
      || !ktg_moment_parse (report->happened, place_offset_s, &happened_us)
      || !find_end (report->known, place_offset_s, &known_us) || known_us >= happened_us
      || is_day_of (report->known, report->happened))
    return NULL;

  happened = ktg_dates_dup_full (report->happened);
  known = ktg_dates_dup_full (report->known);
  /* Translators: when something became known, and when it happened */
  return g_strdup_printf (_ ("Known on %s, before it happened on %s. Is it right?"),
                          known,
                          happened);
}

/**
 * ktg_doubts_dup_clock:
 * @pack: packs
 * @report: what is written so far
 *
 * A clock that is years behind takes an old edition of the form, or one that does not hold yet.
 *
 * Returns: (transfer full) (nullable): a question, if by this computer's clock the form of the
 *   report does not hold yet
 */
char *
ktg_doubts_dup_clock (const KtgPack *pack, const KtgReport *report)
{
  const KtgForm   *form = ktg_pack_get_form_of_report (pack, report);
  g_autofree char *today = ktg_dates_dup_full (pack->today);
  g_autofree char *since = NULL;

  if (form == NULL || pack->today == NULL
      || ktg_pack_version_has_begun (form->version, pack->today))
    return NULL;

  since = ktg_law_words_dup_version (form->version);
  /* Translators: today by this computer, the name of a form, the day from which that holds */
  return g_strdup_printf (_ ("By this computer's clock today is %s, and “%s” holds only from %s. "
                             "Is the clock right?"),
                          today,
                          ktg_words_get (&form->title, ktg_language_get ()),
                          since);
}

/* A camera need not say its zone: then all of its day is meant. */
static gboolean
find_span (const char *time, int utc_offset_s, gint64 *first_us, gint64 *last_us)
{
  g_autofree char *day = time != NULL ? g_strndup (time, strlen ("2024-11-12")) : NULL;

  if (ktg_moment_parse (time, utc_offset_s, first_us))
    return find_end (time, utc_offset_s, last_us);

  return ktg_moment_parse (day, utc_offset_s, first_us) && find_end (day, utc_offset_s, last_us);
}

/* Surely so, however the times are meant. */
static gboolean
is_before (const char *time, const char *other, int utc_offset_s)
{
  gint64 first_us = 0, last_us = 0, other_first_us = 0, other_last_us = 0;

  return find_span (time, utc_offset_s, &first_us, &last_us)
         && find_span (other, utc_offset_s, &other_first_us, &other_last_us)
         && last_us < other_first_us && !is_day_of (time, other) && !is_day_of (other, time);
}

/* An evening goes on after midnight. */
static gboolean
is_of_another_day (const char *taken, const char *happened, int utc_offset_s)
{
  gint64 taken_us = 0, happened_us = 0, last_us = 0;

  if (!is_before (taken, happened, utc_offset_s) && !is_before (happened, taken, utc_offset_s))
    return FALSE;

  if (strncmp (taken, happened, strlen ("2024-11-12")) == 0)
    return FALSE;

  return !ktg_dates_has_clock (taken, NULL) || !ktg_dates_has_clock (happened, NULL)
         || !find_span (taken, utc_offset_s, &taken_us, &last_us)
         || !find_span (happened, utc_offset_s, &happened_us, &last_us)
         || ABS (taken_us - happened_us) >= NIGHT_HOURS * G_TIME_SPAN_HOUR;
}

static char *
dup_taken (const KtgReport *report, const char *taken, const KtgMoment *now, int utc_offset_s)
{
  g_autofree char *today = ktg_moment_dup_wall (now);
  g_autofree char *present = ktg_dates_dup_testimony (today);
  g_autofree char *when = ktg_dates_dup_testimony (taken);
  g_autofree char *known = ktg_dates_dup_testimony (report->known);
  g_autofree char *happened = ktg_dates_dup_testimony (report->happened);

  if (is_before (today, taken, utc_offset_s))
    /* Translators: when a photo was taken, by the camera, and the present, by the computer */
    return g_strdup_printf (
        _ ("Taken on %s, and by this computer it is %s now. Check both clocks."), when, present);

  if (is_before (report->known, taken, utc_offset_s))
    /* Translators: when a photo was taken, and when it became known what happened */
    return g_strdup_printf (_ ("Taken on %s, after it became known on %s. Check both: a camera's "
                               "clock can be wrong."),
                            when,
                            known);

  if (is_of_another_day (taken, report->happened, utc_offset_s))
    /* Translators: when a photo was taken, and when it happened */
    return g_strdup_printf (_ ("Taken on %s, and it happened on %s. Check both, or say in the "
                               "description why."),
                            when,
                            happened);

  return NULL;
}

static char *
dup_posted (const char *taken, const char *posted, int utc_offset_s)
{
  g_autofree char *before = ktg_dates_dup_testimony (posted);
  g_autofree char *after = ktg_dates_dup_testimony (taken);

  if (!is_before (posted, taken, utc_offset_s))
    return NULL;

  /* Translators: when a photo was posted, and when it was taken */
  return g_strdup_printf (_ ("Posted on %s, before it was taken on %s. Check both: a camera's "
                             "clock can be wrong."),
                          before,
                          after);
}

static char *
dup_found (const char *posted, const char *found, int utc_offset_s)
{
  g_autofree char *before = ktg_dates_dup_testimony (found);
  g_autofree char *after = ktg_dates_dup_testimony (posted);

  if (!is_before (found, posted, utc_offset_s))
    return NULL;

  /* Translators: when a post was found, and when it was posted */
  return g_strdup_printf (_ ("Found on %s, before it was posted on %s. Check both times."),
                          before,
                          after);
}

/**
 * ktg_doubts_dup_file:
 * @about: which of the times of the file
 * @report: what is written
 * @evidence: one of its files
 * @now: the present
 * @place_offset_s: the zone of the place, seconds east of UTC
 *
 * What is not understood as a time is said elsewhere, and is in no doubt.
 *
 * Returns: (transfer full) (nullable): a sentence that names both times and what to do, if this one
 *   does not go with the others or with those of the report
 */
char *
ktg_doubts_dup_file (KtgFileTime        about,
                     const KtgReport   *report,
                     const KtgEvidence *evidence,
                     const KtgMoment   *now,
                     int                place_offset_s)
{
  const KtgPosted *posted = evidence->posted;

  switch (about)
    {
    case KTG_FILE_TIME_TAKEN:
      return dup_taken (report, evidence->taken, now, place_offset_s);
    case KTG_FILE_TIME_POSTED:
      return posted != NULL ? dup_posted (evidence->taken, posted->when, place_offset_s) : NULL;
    case KTG_FILE_TIME_FOUND:
      return posted != NULL ? dup_found (posted->when, posted->found, place_offset_s) : NULL;
    case KTG_N_FILE_TIMES:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * ktg_doubts_dup_of_file:
 * @report: what is written
 * @evidence: one of its files
 * @now: the present
 * @place_offset_s: the zone of the place, seconds east of UTC
 *
 * Returns: (transfer full) (nullable): all of ktg_doubts_dup_file(), a line each
 */
char *
ktg_doubts_dup_of_file (const KtgReport   *report,
                        const KtgEvidence *evidence,
                        const KtgMoment   *now,
                        int                place_offset_s)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (KtgFileTime about = KTG_FILE_TIME_TAKEN; about < KTG_N_FILE_TIMES; about++)
    {
      g_autofree char *doubt = ktg_doubts_dup_file (about, report, evidence, now, place_offset_s);

      if (doubt != NULL)
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", doubt);
    }

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

/**
 * ktg_doubts_new:
 * @report: what is written
 * @law: what it stands under
 * @now: the present, with this device's zone
 *
 * Returns: (transfer full) (element-type utf8): what should be looked at again, a sentence each
 */
GPtrArray *
ktg_doubts_new (const KtgReport *report, const KtgReportLaw *law, const KtgMoment *now)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func (g_free);
  int   offset_s = ktg_pack_get_utc_offset_s (law->pack, report->place_region, now->utc_offset_s);
  char *order = ktg_doubts_dup_order (report, offset_s);
  char *clock = ktg_doubts_dup_clock (law->pack, report);

  add_time (doubts, _ ("Time of the event"), report->happened, now, offset_s);
  add_time (doubts, _ ("Date known"), report->known, now, offset_s);
  if (order != NULL)
    g_ptr_array_add (doubts, order);
  if (clock != NULL)
    g_ptr_array_add (doubts, clock);
  add_phase (doubts, report, law);

  return doubts;
}
