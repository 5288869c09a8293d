/* ktg-time-words.c - what was understood of a time, said back
 *
 * What is said back leaves nothing to be guessed, and asks where there is a doubt; what was not
 * understood gets a sentence that says what is the matter with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-words.h"

#include "ktg-dates.h"
#include "ktg-time-entry.h"
#include "ktg-time-vocabulary.h"

#include <glib/gi18n.h>

#include <string.h>

/* Before it a clock was never set, or a year is a slip: no rule that is kept here is so old. */
#define LONG_AGO "2000-01-01"

/* by KtgTimeFault */
static const char *const requests[] = {
  [KTG_TIME_FAULT_WORDS] = N_ ("Not understood yet; it stays as you wrote it. Write it as 12 Nov "
                               "2024 19.30 or yesterday 19.30."),
  [KTG_TIME_FAULT_NO_DAY]
  = N_ ("No calendar has this day. Correct the day or the month; until then "
        "it stays as you wrote it."),
  [KTG_TIME_FAULT_NO_HOUR] = N_ ("No day has this hour. Write it as 19.30; until then it stays as "
                                 "you wrote it."),
  [KTG_TIME_FAULT_WHICH_HOUR] = N_ ("The hour is missing. Add it, as 19.30, or write only the day; "
                                    "until then it stays as you wrote it."),
  [KTG_TIME_FAULT_WHICH_DAY] = N_ ("This may be one of two days. Write the date, as 12 Nov 2024; "
                                   "until then it stays as you wrote it."),
  [KTG_TIME_FAULT_WEEKDAY] = N_ ("That date is another day of the week. Correct one of them; until "
                                 "then it stays as you wrote it."),
  [KTG_TIME_FAULT_MIDNIGHT]
  = N_ ("Midnight belongs to two days. Write 23.59 with the day that ends, "
        "or 00.00 with the day that begins; until then it stays as you "
        "wrote it."),
  [KTG_TIME_FAULT_TWO]
  = N_ ("This says more than one time. Write when it began; until then it stays "
        "as you wrote it."),
};

/* The same moment where it happened. */
static char *
say_at_place (const char *full, const char *time, int place_offset_s)
{
  g_autofree char *there = ktg_dates_dup_testimony_at (time, place_offset_s);
  g_autofree char *zone = ktg_time_vocabulary_dup_zone (place_offset_s);

  /* Translators: a time with its zone, the same in another zone, and that zone */
  return g_strdup_printf (_ ("%s; at the place it was %s %s."), full, there, zone);
}

static char *
say_of_place (const char *full, int device_offset_s)
{
  g_autofree char *zone = ktg_time_vocabulary_dup_zone (device_offset_s);

  /* Translators: a time with its zone, and the zone of this computer */
  return g_strdup_printf (_ ("%s, by the clocks at the place; this computer has %s."), full, zone);
}

/* Returns: (nullable): a sentence, where the zones differ; a day without a clock is of the place */
static char *
say_zones (const char *full, const char *time, const KtgMoment *now, int place_offset_s)
{
  int utc_offset_s = place_offset_s;

  if (ktg_dates_has_clock (time, &utc_offset_s) && utc_offset_s != place_offset_s)
    return say_at_place (full, time, place_offset_s);

  return place_offset_s == now->utc_offset_s ? NULL : say_of_place (full, now->utc_offset_s);
}

/**
 * ktg_time_words_dup_doubt:
 * @time: of an event, as in ktg-moment.h
 * @now: the present, with this device's zone
 * @place_offset_s: the zone of the place, seconds east of UTC
 *
 * Returns: (transfer full) (nullable): a question, if @time is still to come or long ago
 */
char *
ktg_time_words_dup_doubt (const char *time, const KtgMoment *now, int place_offset_s)
{
  KtgMoment        at_place = *now;
  g_autofree char *full = ktg_dates_dup_full (time);
  g_autofree char *zones = say_zones (full, time, now, place_offset_s);

  at_place.utc_offset_s = place_offset_s;
  if (ktg_time_entry_is_future (time, &at_place) && zones != NULL)
    /* Translators: %s is a sentence that ends with a date */
    return g_strdup_printf (_ ("%s That is still to come. Is it right?"), zones);

  if (ktg_time_entry_is_future (time, &at_place))
    /* Translators: %s is a date, perhaps with a time */
    return g_strdup_printf (_ ("%s, which is still to come. Is it right?"), full);

  if (strcmp (time, LONG_AGO) < 0)
    /* Translators: %s is a date, perhaps with a time */
    return g_strdup_printf (_ ("%s, long ago. Is it right, and is this computer's clock?"), full);

  return NULL;
}

/**
 * ktg_time_words_dup:
 * @time: of an event, as in ktg-moment.h
 * @now: the present, with this device's zone
 * @place_offset_s: the zone of the place, seconds east of UTC
 *
 * Returns: (transfer full): "Tuesday, 12 Nov 2024, 19.30 WIB", and what is to be asked or known of
 *   it
 */
char *
ktg_time_words_dup (const char *time, const KtgMoment *now, int place_offset_s)
{
  g_autofree char *full = ktg_dates_dup_full (time);
  char            *words = ktg_time_words_dup_doubt (time, now, place_offset_s);

  if (words == NULL)
    words = say_zones (full, time, now, place_offset_s);

  return words != NULL ? words : g_steal_pointer (&full);
}

/**
 * ktg_time_words_dup_day:
 * @day: one that may be long ago, such as a birthday
 * @now: the present
 *
 * Returns: (transfer full): "Tuesday, 12 Nov 2024", and what is to be asked of it
 */
char *
ktg_time_words_dup_day (const char *day, const KtgMoment *now)
{
  return ktg_time_entry_is_future (day, now)
             ? ktg_time_words_dup_doubt (day, now, now->utc_offset_s)
             : ktg_dates_dup_full (day);
}

/**
 * ktg_time_words_get_request:
 * @fault: why a text is no time
 *
 * Returns: a sentence that says how to write it
 */
const char *
ktg_time_words_get_request (KtgTimeFault fault)
{
  return fault == KTG_TIME_FAULT_NONE ? "" : _ (requests[fault]);
}
