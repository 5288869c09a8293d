/* ktg-owed.c - what one party still owes the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-owed.h"

/**
 * ktg_owed_new:
 *
 * Returns: (transfer full): nothing owed
 */
KtgOwed *
ktg_owed_new (void)
{
  KtgOwed *owed = g_new0 (KtgOwed, 1);

  owed->events = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_owed_event_free);
  owed->files = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_owed_file_free);
  return owed;
}

/**
 * ktg_owed_free:
 * @owed: (nullable): a snapshot
 */
void
ktg_owed_free (KtgOwed *owed)
{
  if (owed == NULL)
    return;

  g_ptr_array_unref (owed->events);
  g_ptr_array_unref (owed->files);
  g_clear_pointer (&owed->lives, g_ptr_array_unref);
  g_free (owed->life);
  g_free (owed->file);
  g_free (owed);
}

/**
 * ktg_owed_event_new:
 * @event_id: of the event
 * @report_id: that it is of
 * @size_bytes: of its text
 *
 * Returns: (transfer full): a text that is owed
 */
KtgOwedEvent *
ktg_owed_event_new (const char *event_id, const char *report_id, gsize size_bytes)
{
  KtgOwedEvent *self = g_new0 (KtgOwedEvent, 1);

  self->event_id = g_strdup (event_id);
  self->report_id = g_strdup (report_id);
  self->size_bytes = size_bytes;
  return self;
}

/**
 * ktg_owed_event_free:
 * @self: (nullable): a text that is owed
 */
void
ktg_owed_event_free (KtgOwedEvent *self)
{
  if (self == NULL)
    return;

  g_free (self->event_id);
  g_free (self->report_id);
  g_free (self);
}

/**
 * ktg_owed_file_new:
 * @sha256: of the file
 * @report_id: the most urgent one that names it
 * @size_bytes: of the file
 *
 * Returns: (transfer full): a file that is owed
 */
KtgOwedFile *
ktg_owed_file_new (const char *sha256, const char *report_id, guint64 size_bytes)
{
  KtgOwedFile *self = g_new0 (KtgOwedFile, 1);

  self->sha256 = g_strdup (sha256);
  self->report_id = g_strdup (report_id);
  self->size_bytes = size_bytes;
  return self;
}

/**
 * ktg_owed_file_free:
 * @self: (nullable): a file that is owed
 */
void
ktg_owed_file_free (KtgOwedFile *self)
{
  if (self == NULL)
    return;

  g_free (self->sha256);
  g_free (self->report_id);
  g_free (self->known);
  g_free (self);
}
