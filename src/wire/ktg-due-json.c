/* ktg-due-json.c - the time the law leaves for a report, as the programs print it with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-due-json.h"

static const char *const readings[] = { "unknown", "calendar", "working" };
static const char *const verdicts[] = { "no", "if_working_days", "yes" };

static void
write_end (KtgJsonWriter *writer, const KtgDeadline *deadline, const KtgDeadlineReading *reading)
{
  const KtgMoment  end = { .wall_us = reading->ends_us, .utc_offset_s = deadline->utc_offset_s };
  g_autofree char *ends = ktg_moment_dup_wall (&end);

  ktg_json_writer_put_text (writer, "day", reading->day);
  ktg_json_writer_put_text (writer, "ends", ends);
}

static void
write_reading (KtgJsonWriter            *writer,
               const char               *key,
               const KtgDeadline        *deadline,
               const KtgDeadlineReading *reading)
{
  ktg_json_writer_begin_object (writer, key);
  write_end (writer, deadline, reading);
  ktg_json_writer_end_object (writer);
}

/**
 * ktg_due_json_write:
 * @writer: in the midst of an object
 * @report_id: (nullable): whose it is, where the object does not say
 * @due: (nullable): until when it may be filed; %NULL: nothing is written
 *
 * Writes "deadline": the day to go by, when it ends, and both ways of counting; of one that runs
 * the days that are left, and whether it is in time where that is known.
 */
void
ktg_due_json_write (KtgJsonWriter *writer, const char *report_id, const KtgReportDue *due)
{
  const KtgDeadline *deadline = due != NULL ? &due->deadline : NULL;

  if (due == NULL)
    return;

  ktg_json_writer_begin_object (writer, "deadline");
  ktg_json_writer_put_text (writer, "report", report_id);
  write_end (writer, deadline, ktg_deadline_get_reading (deadline));
  ktg_json_writer_put_text (writer, "law_says", readings[deadline->law_says]);
  if (due->is_running)
    ktg_json_writer_put_number (writer,
                                "days_left",
                                ktg_deadline_get_days_left (deadline, due->at_us));
  if (due->is_judged)
    ktg_json_writer_put_text (writer,
                              "in_time",
                              verdicts[ktg_deadline_judge (deadline, due->at_us)]);
  write_reading (writer, "calendar", deadline, &deadline->calendar);
  write_reading (writer, "working", deadline, &deadline->working);
  ktg_json_writer_put_flag (writer, "knows_holidays", deadline->knows_holidays);
  ktg_json_writer_end_object (writer);
}
