/* ktg-sending-words.c - the officer's rules of sending and what today has spent, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sending-words.h"

#include "ktg-dates.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>

#define BYTES_PER_MB G_GINT64_CONSTANT (1000000)

/**
 * ktg_sending_words_get_reason:
 * @hold: why an original does not go
 *
 * Returns: "waits until you resume"
 */
const char *
ktg_sending_words_get_reason (KtgHold hold)
{
  switch (hold)
    {
    case KTG_HOLD_PAUSED:
      return _ ("waits until you resume");
    case KTG_HOLD_METERED:
      return _ ("waits for an unmetered network");
    case KTG_HOLD_BUDGET:
      return _ ("waits because today’s data is used up");
    case KTG_HOLD_NONE:
    case KTG_HOLD_ORIGINALS:
      break;
    }

  return _ ("waits because original files are held back");
}

/**
 * ktg_sending_words_dup_midnight:
 * @progress: what the sync engine says of itself
 * @utc_offset_s: seconds east of UTC
 *
 * To the nearest minute: a server's clock is always some milliseconds off.
 *
 * Returns: "00.00", or another time of the clock here where that is wrong
 */
char *
ktg_sending_words_dup_midnight (const KtgSyncProgress *progress, int utc_offset_s)
{
  gint64 about_us = progress->midnight_us + G_TIME_SPAN_MINUTE / 2;

  return ktg_dates_dup_near (about_us, about_us, utc_offset_s);
}

/**
 * ktg_sending_words_dup_limit:
 * @day_bytes: the officer's daily limit
 *
 * Returns: "50 MB", or that there is none
 */
char *
ktg_sending_words_dup_limit (gint64 day_bytes)
{
  if (day_bytes < 0)
    return g_strdup (C_ ("daily limit", "None"));
  if (day_bytes > 0 && day_bytes % BYTES_PER_MB == 0)
    /* Translators: whole megabytes, with a space that does not break */
    return g_strdup_printf (_ ("%u MB"), (guint)(day_bytes / BYTES_PER_MB));

  return ktg_sentences_dup_size ((guint64)day_bytes);
}

/**
 * ktg_sending_words_dup_of_limit:
 * @day_bytes: the officer's daily limit
 *
 * Returns: what stands behind the bytes of today: "of 50 MB", or that there is no limit
 */
char *
ktg_sending_words_dup_of_limit (gint64 day_bytes)
{
  g_autofree char *limit = ktg_sending_words_dup_limit (day_bytes);

  if (day_bytes < 0)
    return g_strdup (_ ("no daily limit"));

  /* Translators: stands behind a size: "23.4 MB", "of 50 MB" */
  return g_strdup_printf (_ ("of %s"), limit);
}

static guint64
count_left (const KtgSyncProgress *progress, const KtgSendingRules *rules)
{
  KtgSending sending = { .rules = *rules, .spent_bytes = ktg_spent_get_total (&progress->spent) };

  return ktg_sending_get_allowance (&sending);
}

/**
 * ktg_sending_words_dup_left:
 * @progress: what the sync engine says of itself
 * @rules: the officer's
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: what is left to be sent, and whether today's data is enough for it
 */
char *
ktg_sending_words_dup_left (const KtgSyncProgress *progress,
                            const KtgSendingRules *rules,
                            int                    utc_offset_s)
{
  guint64          left_bytes = progress->text_bytes_waiting + progress->file_bytes_waiting;
  g_autofree char *left = ktg_sentences_dup_size (left_bytes);
  g_autofree char *midnight = ktg_sending_words_dup_midnight (progress, utc_offset_s);
  guint64          allowance = count_left (progress, rules);

  if (progress->phase == KTG_SYNC_PRACTICE)
    return g_strdup (_ ("Practice uses no data."));
  if (progress->n_texts_waiting + progress->n_files_waiting == 0)
    return g_strdup (_ ("Nothing is waiting."));
  if (allowance == G_MAXUINT64)
    /* Translators: a size */
    return g_strdup_printf (_ ("%s left to send."), left);
  if (left_bytes <= allowance)
    return g_strdup_printf (_ ("%s left to send. Enough for today."), left);
  if (rules->day_bytes == 0)
    return g_strdup_printf (_ ("%s left to send. Original files go only when you say so."), left);

  /* Translators: a size; a clock time, at midnight */
  return g_strdup_printf (_ ("%s left to send. What is too much for today goes on at %s."),
                          left,
                          midnight);
}

/**
 * ktg_sending_words_dup_storage:
 * @storage: what there is
 *
 * Returns: "41 reports, 82 KB, and 96 files, 210 MB, are on this device."
 */
char *
ktg_sending_words_dup_storage (const KtgStorage *storage)
{
  g_autofree char *size = ktg_sentences_dup_size (storage->report_bytes);
  g_autofree char *files = ktg_sentences_dup_files (storage->n_files, storage->file_bytes);
  g_autofree char *reports
      = g_strdup_printf (ngettext ("%u report, %s", "%u reports, %s", storage->n_reports),
                         storage->n_reports,
                         size);

  /* Translators: “3 reports, 2 KB”; “9 files, 14 MB” */
  return g_strdup_printf (_ ("%s; %s, previews included"), reports, files);
}

/**
 * ktg_sending_words_dup_free:
 * @storage: what there is
 *
 * Returns: what of it may be freed, and why no more
 */
char *
ktg_sending_words_dup_free (const KtgStorage *storage)
{
  g_autofree char *size = ktg_sentences_dup_size (storage->free_bytes);

  if (storage->n_free == 0)
    return g_strdup (_ ("No original photo can be freed yet. One can when the server has confirmed "
                        "all of it and a month is over."));

  return g_strdup_printf (ngettext ("%u original photo, %s, has long been safe on the server. Its "
                                    "preview stays here.",
                                    "%u original photos, %s, have long been safe on the server. "
                                    "Their previews stay here.",
                                    storage->n_free),
                          storage->n_free,
                          size);
}
