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

#define FAR_DAYS 7 /* a photo from another week is not of this event */

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

/* A camera need not say its zone: of its time the day is compared. */
static gboolean
find_day (const char *text, gint64 *day_us)
{
  g_autofree char *day = text != NULL ? g_strndup (text, strlen ("2024-11-12")) : NULL;

  return ktg_moment_parse (day, 0, day_us);
}

/**
 * ktg_doubts_dup_photo:
 * @report: what is written
 * @evidence: one of its files
 *
 * Returns: (transfer full) (nullable): a question, if what the file says of its time is far from
 *   the time of the event
 */
char *
ktg_doubts_dup_photo (const KtgReport *report, const KtgEvidence *evidence)
{
  gint64           happened_us = 0, taken_us = 0;
  g_autofree char *taken = NULL;

  if (!find_day (report->happened, &happened_us) || !find_day (evidence->taken, &taken_us)
      || ABS (taken_us - happened_us) < FAR_DAYS * G_TIME_SPAN_DAY)
    return NULL;

  taken = ktg_dates_dup_testimony (evidence->taken);
  /* Translators: %s is when a photo was taken */
  return g_strdup_printf (_ ("Taken on %s, far from the time of the event. Is it right?"), taken);
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
