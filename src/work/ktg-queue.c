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

/* Why nothing goes at this moment, whatever it is; NULL: it does. */
static const char *
get_link_reason (const KtgSyncProgress *progress)
{
  switch (progress->phase)
    {
    case KTG_SYNC_UNENROLLED:
      return _ ("waits for this device's enrolment");
    case KTG_SYNC_PRACTICE:
      return _ ("is only for practice");
    case KTG_SYNC_OFFLINE:
      return _ ("waits for the network");
    case KTG_SYNC_WAITING:
      return _ ("waits because the server asked to");
    case KTG_SYNC_ACCOUNT:
      return _ ("waits until the server accepts this device");
    case KTG_SYNC_HELD:
      return ktg_sending_words_get_reason (progress->hold);
    case KTG_SYNC_IDLE:
    case KTG_SYNC_CONNECTING:
    case KTG_SYNC_TEXTS:
    case KTG_SYNC_PREVIEWS:
    case KTG_SYNC_ORIGINALS:
      break;
    }

  return NULL;
}

static const char *
get_reason (const KtgSyncProgress *progress)
{
  const char *reason = get_link_reason (progress);

  return reason != NULL ? reason : _ ("waits for its turn");
}

/* --- a file's turn --- */

static const KtgOwedFile *
find_owed (const KtgOwed *owed, const char *sha256)
{
  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (g_str_equal (file->sha256, sha256))
        return file;
    }

  return NULL;
}

/* The original of the same report that goes just before it. */
static const KtgOwedFile *
find_before (const KtgOwed *owed, const KtgSyncProgress *progress, const KtgOwedFile *file)
{
  const KtgOwedFile *before = NULL;

  for (guint i = 0; g_ptr_array_index (owed->files, i) != file; i++)
    {
      const KtgOwedFile *other = g_ptr_array_index (owed->files, i);

      if (!other->is_preview && g_str_equal (other->report_id, file->report_id)
          && ktg_sync_progress_find_file (progress, other->sha256) == NULL)
        before = other;
    }

  return before;
}

/**
 * ktg_queue_dup_turn:
 * @owed: what is still to be sent
 * @progress: what the sync engine does
 * @sha256: an original that no connection brings at this moment
 * @names: (element-type utf8 utf8): what the files of its report are called, by SHA-256
 *
 * Returns: "next", "after Photo 3", or what it waits for
 */
char *
ktg_queue_dup_turn (const KtgOwed         *owed,
                    const KtgSyncProgress *progress,
                    const char            *sha256,
                    GHashTable            *names)
{
  const KtgOwedFile *file = find_owed (owed, sha256);
  const KtgOwedFile *before;
  const char        *name;

  if (file == NULL || get_link_reason (progress) != NULL)
    return g_strdup (get_reason (progress));
  if (!file->is_event_received)
    return g_strdup (_ ("waits for the text"));

  before = find_before (owed, progress, file);
  if (before == NULL)
    /* Translators: of a file in the queue */
    return g_strdup (C_ ("queue", "next"));

  name = g_hash_table_lookup (names, before->sha256);
  /* Translators: of a file in the queue; “Photo 3” */
  return name != NULL ? g_strdup_printf (_ ("after %s"), name) : g_strdup (get_reason (progress));
}

/**
 * ktg_queue_get_n_gone:
 * @progress: what the sync engine does
 * @sha256: a file that waits
 *
 * Returns: how much of it has gone, whether or not it moves at this moment
 */
guint64
ktg_queue_get_n_gone (const KtgSyncProgress *progress, const char *sha256)
{
  const KtgFileUnderWay *file = ktg_sync_progress_find_file (progress, sha256);

  return file != NULL ? file->done : ktg_sync_progress_get_n_arrived (progress, sha256);
}

/* --- a report --- */

/* No rule of hers holds a text. */
static const char *
get_text_reason (const KtgSyncProgress *progress)
{
  return progress->phase == KTG_SYNC_HELD ? _ ("waits for its turn") : get_reason (progress);
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
  /* Translators: the size of a report's text, and why it waits */
  return g_strdup_printf (_ ("Text, %s: %s."), size, get_text_reason (progress));
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
  const char      *reason;

  for (guint i = 0; owed != NULL && i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (!g_str_equal (file->report_id, fields->id))
        continue;

      n_originals += file->is_preview ? 0 : 1;
      size_bytes += file->size_bytes
                    - MIN (ktg_queue_get_n_gone (progress, file->sha256), file->size_bytes);
      add_under_way (&under_way, progress, file->sha256);
    }

  if (under_way.n_files > 0)
    return dup_under_way (&under_way);
  if (size_bytes == 0)
    return g_strdup ("");

  size = ktg_sentences_dup_size (size_bytes);
  reason = is_text_owed (fields) ? _ ("wait for the text") : get_reason (progress);
  /* Translators: how many files of a report, their size, and why they wait */
  return g_strdup_printf (ngettext ("%u file, %s: %s.", "%u files, %s: %s.", n_originals),
                          n_originals,
                          size,
                          reason);
}

/**
 * ktg_queue_count_bytes:
 * @owed: what waits for the server
 *
 * Returns: how many bytes wait; those of a file that several reports name once, as they are sent
 */
guint64
ktg_queue_count_bytes (const KtgOwed *owed)
{
  guint64 n_bytes = 0;

  for (guint i = 0; i < owed->events->len; i++)
    n_bytes += ((KtgOwedEvent *)g_ptr_array_index (owed->events, i))->size_bytes;
  for (guint i = 0; i < owed->files->len; i++)
    n_bytes += ((KtgOwedFile *)g_ptr_array_index (owed->files, i))->size_bytes;

  return n_bytes;
}
