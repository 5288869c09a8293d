/* ktg-practice-report.c - an invented report, moved to the days of who practises
 *
 * A file NUMBER-STATE.json is the body of a report, whose evidence names photos that lie beside it;
 * NUMBER-STATE.txt has what was said when it was withdrawn, amended, or taken a step further.
 * Each day in it, and each that a photo says of itself, is as far from the present as it was from
 * the day that all of them are told of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-practice-report.h"

#include <ktg-report-json.h>
#include <stdio.h>
#include <string.h>

#define TOLD_YEAR 2026
#define TOLD_MONTH 11
#define TOLD_DAY 29
#define DAY_CHARS 10
#define EXIF_BYTES 1024 /* in which a photo says when it was taken */

/**
 * ktg_practice_report_count_days:
 * @now: the present, by the clock of the place
 *
 * Returns: how many days it is after the one that all is told of
 */
int
ktg_practice_report_count_days (const KtgMoment *now)
{
  g_autoptr (GDateTime) local
      = g_date_time_new_from_unix_utc (now->wall_us / G_USEC_PER_SEC + now->utc_offset_s);
  GDate today, told;

  g_date_clear (&today, 1);
  g_date_clear (&told, 1);
  g_date_set_dmy (&told, TOLD_DAY, TOLD_MONTH, TOLD_YEAR);
  g_date_set_dmy (&today,
                  (GDateDay)g_date_time_get_day_of_month (local),
                  (GDateMonth)g_date_time_get_month (local),
                  (GDateYear)g_date_time_get_year (local));

  return g_date_days_between (&told, &today);
}

/* @text begins with a day, parted by @mark; it is written over. */
static void
move_day (char *text, char mark, int n_days)
{
  guint            year, month, day;
  g_autofree char *moved = NULL;
  g_autoptr (GDateTime) told = NULL;
  g_autoptr (GDateTime) then = NULL;

  if (sscanf (text, "%4u%*c%2u%*c%2u", &year, &month, &day) != 3)
    return;

  told = g_date_time_new_utc ((int)year, (int)month, (int)day, 0, 0, 0);
  if (told == NULL)
    return;

  then = g_date_time_add_days (told, n_days);
  moved = g_date_time_format (then, mark == '-' ? "%Y-%m-%d" : "%Y:%m:%d");
  memcpy (text, moved, DAY_CHARS);
}

static void
move_time (char *text, int n_days)
{
  if (text != NULL && strlen (text) >= DAY_CHARS)
    move_day (text, '-', n_days);
}

static void
move_report (KtgReport *report, int n_days)
{
  move_time (report->happened, n_days);
  move_time (report->known, n_days);
  move_time (report->filed, n_days);

  for (guint i = 0; i < report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (evidence->posted == NULL)
        continue;

      move_time (evidence->posted->when, n_days);
      move_time (evidence->posted->found, n_days);
    }
}

static char *
dup_state (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char            *dash = strchr (name, '-');
  char            *dot = strrchr (name, '.');

  return dash != NULL && dot > dash ? g_strndup (dash + 1, (gsize)(dot - dash - 1)) : g_strdup ("");
}

static char *
dup_words (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".json"));
  g_autofree char *beside = g_strconcat (stem, ".txt", NULL);
  char            *words = NULL;

  return g_file_get_contents (beside, &words, NULL, NULL) ? g_strchomp (words) : g_strdup ("");
}

/**
 * ktg_practice_report_read:
 * @path: of its file
 * @n_days: how far it is moved
 * @error: #GFileError, or of wire
 *
 * Returns: (transfer full) (nullable): the report
 */
KtgPracticeReport *
ktg_practice_report_read (const char *path, int n_days, GError **error)
{
  g_autoptr (KtgPracticeReport) self = g_new0 (KtgPracticeReport, 1);
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;
  gsize size_bytes = 0;

  if (!g_file_get_contents (path, &text, &size_bytes, error))
    return NULL;

  bytes = g_bytes_new_take (text, size_bytes);
  self->report = ktg_report_json_parse (bytes, KTG_REPORT_JSON_DRAFT, error);
  if (self->report == NULL)
    return NULL;

  move_report (self->report, n_days);
  self->state = dup_state (path);
  self->words = dup_words (path);

  return g_steal_pointer (&self);
}

/**
 * ktg_practice_report_read_photo:
 * @path: of a photo
 * @n_days: how far the day that it says it was taken on is moved
 * @error: #GFileError
 *
 * Returns: (transfer full) (nullable): the photo
 */
GBytes *
ktg_practice_report_read_photo (const char *path, int n_days, GError **error)
{
  static const char told[] = "2026:11:";
  char             *photo = NULL;
  gsize             size_bytes = 0;
  char             *day;

  if (!g_file_get_contents (path, &photo, &size_bytes, error))
    return NULL;

  for (day = photo;
       (day
        = memmem (day, (gsize)(photo + MIN (size_bytes, EXIF_BYTES) - day), told, strlen (told)))
       != NULL;
       day += DAY_CHARS)
    move_day (day, ':', n_days);

  return g_bytes_new_take (photo, size_bytes);
}

/**
 * ktg_practice_report_free:
 * @self: a report
 */
void
ktg_practice_report_free (KtgPracticeReport *self)
{
  g_clear_pointer (&self->report, ktg_report_free);
  g_free (self->state);
  g_free (self->words);
  g_free (self);
}
