/* ktg-headline.c - a report in one line, as lists have it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-headline.h"

#include "ktg-dates.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>
#include <ktg-receipt.h>
#include <ktg-shown-text.h>

#include <string.h>

static void
append_part (GString *words, const char *separator, const char *part)
{
  g_autofree char *line = ktg_shown_text_dup_line (part);

  if (line == NULL || *line == '\0')
    return;

  if (words->len > 0)
    g_string_append (words, separator);

  g_string_append (words, line);
}

/**
 * ktg_headline_dup_day:
 * @time: (nullable): a time or day of a report
 * @now: the present
 *
 * Returns: "12 Nov"; a day of another year than this one names it
 */
char *
ktg_headline_dup_day (const char *time, const KtgMoment *now)
{
  g_autofree char *today = ktg_moment_dup_wall (now);
  gboolean         is_this_year = time != NULL && strncmp (today, time, strlen ("2024-")) == 0;
  g_autofree char *day = ktg_moment_parse (time != NULL ? time : "", 0, NULL)
                             ? g_strndup (time, strlen ("2024-11-12"))
                             : g_strdup (time);

  return is_this_year ? ktg_dates_dup_testimony_short (day) : ktg_dates_dup_testimony (day);
}

/**
 * ktg_headline_dup_title:
 * @library: what the codes mean
 * @fields: of a report or draft
 *
 * Returns: the suspected violation in short, or the first words
 */
char *
ktg_headline_dup_title (KtgLibrary *library, const KtgSummaryFields *fields)
{
  if (fields->is_damaged)
    return g_strdup (_ ("A draft that cannot be read"));

  if (fields->violation != NULL)
    return ktg_library_dup_violation_name (library, fields->violation);

  if (fields->words != NULL && *fields->words != '\0')
    return ktg_shown_text_dup_line (fields->words);

  return g_strdup (_ ("Nothing written yet"));
}

/**
 * ktg_headline_dup_subtitle:
 * @library: what the codes mean
 * @fields: of a report or draft
 * @now: the present: a day of its year is said without it
 *
 * Returns: on whose behalf, who, where and when, as far as it is known
 */
char *
ktg_headline_dup_subtitle (KtgLibrary             *library,
                           const KtgSummaryFields *fields,
                           const KtgMoment        *now)
{
  GString         *words = g_string_new (NULL);
  g_autofree char *place
      = ktg_library_dup_place (library, fields->place_region, fields->place_words);
  g_autofree char *day
      = ktg_headline_dup_day (fields->happened != NULL ? fields->happened : fields->known, now);
  g_autofree char *behalf = fields->on_behalf_of != NULL
                                /* Translators: whose report it is, where somebody else typed it */
                                ? g_strdup_printf (_ ("for %s"), fields->on_behalf_of)
                                : NULL;

  append_part (words, "", behalf);
  append_part (words, " · ", fields->who);
  append_part (words, ", ", fields->position);
  append_part (words, " · ", place);
  append_part (words, " · ", day);

  return g_string_free (words, FALSE);
}

/**
 * ktg_headline_find_deadline:
 * @library: what the law says
 * @fields: of a report or draft
 * @now: the present
 * @deadline: (out): until when it may be filed
 *
 * Returns: whether its clock runs
 */
gboolean
ktg_headline_find_deadline (KtgLibrary             *library,
                            const KtgSummaryFields *fields,
                            const KtgMoment        *now,
                            KtgDeadline            *deadline)
{
  KtgReportDue due;

  if (!ktg_report_due_is_running (fields)
      || !ktg_report_due_find (ktg_library_get_pack (library), fields, NULL, now, &due))
    return FALSE;

  *deadline = due.deadline;
  return TRUE;
}

/**
 * ktg_headline_dup_withdrawal:
 * @held: what is known of a report
 * @clock: by which its moments are said
 *
 * Returns: (transfer full) (nullable): that it was withdrawn, why, by whom and when; %NULL if it
 * was not
 */
char *
ktg_headline_dup_withdrawal (const KtgReportHeld *held, const KtgPlaceClock *clock)
{
  const KtgEvent  *event = ktg_history_get_withdrawal (held->history);
  g_autofree char *when = event != NULL ? ktg_place_clock_dup_moment (clock, &event->at) : NULL;
  g_autofree char *reason = event != NULL ? ktg_shown_text_dup (event->reason) : NULL;

  return event != NULL
             /* Translators: when, and the reason */
             ? g_strdup_printf (_ ("Withdrawn by its officer, %s: %s"), when, reason)
             : NULL;
}

/**
 * ktg_headline_dup_delivery:
 * @held: a filed report
 * @is_enrolled: whether this device may send
 *
 * Returns: what of it is safe where, and that a relay still has to bring it to the centre
 */
char *
ktg_headline_dup_delivery (const KtgReportHeld *held, gboolean is_enrolled)
{
  g_autofree char *words
      = ktg_sentences_dup_delivery (ktg_summary_get (held->summary), is_enrolled);

  if (g_strcmp0 (held->holder, KTG_RECEIPT_OF_RELAY) != 0)
    return g_steal_pointer (&words);

  return g_strconcat (words,
                      " ",
                      _ ("That server is a relay: it has not brought all of it to the centre yet."),
                      NULL);
}
