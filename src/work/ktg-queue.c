/* ktg-queue.c - what waits, and why, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-queue.h"

#include "ktg-sending-words.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>

static gboolean
is_text_owed (const KtgSummaryFields *fields)
{
  return fields->n_events_received < fields->n_events;
}

/**
 * ktg_queue_goes_by_itself:
 * @fields: of a report that is not complete
 * @owed: what is still to be sent
 *
 * Where the text was refused its files wait for it, and nothing goes before the officer does
 * something; where one file was, the others do.
 *
 * Returns: whether anything of it goes without her
 */
gboolean
ktg_queue_goes_by_itself (const KtgSummaryFields *fields, const KtgOwed *owed)
{
  if (fields->state != KTG_STATE_PARKED)
    return TRUE;

  for (guint i = 0; i < owed->events->len; i++)
    if (g_str_equal (((KtgOwedEvent *)g_ptr_array_index (owed->events, i))->report_id, fields->id))
      return TRUE;

  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (file->is_event_received && g_str_equal (file->report_id, fields->id))
        return TRUE;
    }

  return FALSE;
}

/* Why nothing goes at this moment, whatever it is. */
static char *
dup_link_reason (const KtgSyncProgress *progress)
{
  switch (progress->phase)
    {
    case KTG_SYNC_UNENROLLED:
      return g_strdup (_ ("waits for this device's enrolment"));
    case KTG_SYNC_PRACTICE:
      return g_strdup (_ ("is only for practice"));
    case KTG_SYNC_OFFLINE:
      return g_strdup (_ ("waits for the network"));
    case KTG_SYNC_WAITING:
      return g_strdup (_ ("waits because the server asked to"));
    case KTG_SYNC_ACCOUNT:
      return g_strdup (_ ("waits until the server accepts this device"));
    case KTG_SYNC_HELD:
      return g_strdup (ktg_sending_words_get_reason (progress->hold));
    case KTG_SYNC_IDLE:
    case KTG_SYNC_CONNECTING:
    case KTG_SYNC_TEXTS:
    case KTG_SYNC_PREVIEWS:
    case KTG_SYNC_ORIGINALS:
      break;
    }

  return g_strdup (_ ("waits for its turn"));
}

/**
 * ktg_queue_dup_reason:
 * @fields: of a report that is not complete
 * @owed: (nullable): what is still to be sent
 * @progress: what the sync engine does
 *
 * Returns: "Text 4 KB: waits for the network", or why it was refused
 */
char *
ktg_queue_dup_reason (const KtgSummaryFields *fields,
                      const KtgOwed          *owed,
                      const KtgSyncProgress  *progress)
{
  gsize            size_bytes = 0;
  g_autofree char *size = NULL;
  g_autofree char *reason = NULL;

  if (fields->state == KTG_STATE_PARKED)
    return g_strdup (_ ("A part of it could not be sent. Open it for the reason and what to do."));

  if (!is_text_owed (fields))
    return g_strdup (_ ("The text is safe on the server."));

  for (guint i = 0; owed != NULL && i < owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      if (g_str_equal (event->report_id, fields->id))
        size_bytes += event->size_bytes;
    }

  size = ktg_sentences_dup_size (size_bytes);
  reason = dup_link_reason (progress);
  /* Translators: the size of a report's text, and why it waits */
  return g_strdup_printf (_ ("Text, %s: %s."), size, reason);
}

/* What of a report's files goes at this moment. */
typedef struct
{
  guint   n_files;
  guint64 done, total;
} UnderWay;

static void
add_under_way (UnderWay *self, const KtgSyncProgress *progress, const char *sha256)
{
  const KtgFileUnderWay *file = ktg_sync_progress_find_file (progress, sha256);

  if (file == NULL)
    return;

  self->n_files++;
  self->done += file->done;
  self->total += file->total;
}

static char *
dup_under_way (const UnderWay *self)
{
  guint percent = self->total == 0 ? 0 : (guint)(self->done * 100 / self->total);

  return g_strdup_printf (ngettext ("%u file is under way, %u%% of it.",
                                    "%u files are under way, %u%% of them.",
                                    self->n_files),
                          self->n_files,
                          percent);
}

/**
 * ktg_queue_dup_files:
 * @fields: of a report that is not complete
 * @owed: (nullable): what is still to be sent
 * @progress: what the sync engine does
 *
 * Returns: what waits of its files, and why; "" if nothing does
 */
char *
ktg_queue_dup_files (const KtgSummaryFields *fields,
                     const KtgOwed          *owed,
                     const KtgSyncProgress  *progress)
{
  guint            n_originals = 0;
  guint64          size_bytes = 0;
  UnderWay         under_way = { 0 };
  g_autofree char *size = NULL;
  g_autofree char *reason = NULL;

  for (guint i = 0; owed != NULL && i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (!g_str_equal (file->report_id, fields->id))
        continue;

      n_originals += file->is_preview ? 0 : 1;
      size_bytes += file->size_bytes;
      add_under_way (&under_way, progress, file->sha256);
    }

  if (size_bytes == 0)
    return g_strdup ("");

  if (under_way.n_files > 0)
    return dup_under_way (&under_way);

  size = ktg_sentences_dup_size (size_bytes);
  reason = is_text_owed (fields) ? g_strdup (_ ("wait for the text")) : dup_link_reason (progress);
  /* Translators: how many files of a report, their size, and why they wait */
  return g_strdup_printf (ngettext ("%u file, %s: %s.", "%u files, %s: %s.", n_originals),
                          n_originals,
                          size,
                          reason);
}
