/* ktg-owed.c - what this device still owes the other side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-owed.h"

KtgOwed *
ktg_owed_new (void)
{
  KtgOwed *owed = g_new0 (KtgOwed, 1);

  owed->events = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_owed_event_free);
  owed->files = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_owed_file_free);
  return owed;
}

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

KtgOwedEvent *
ktg_owed_event_new (const char *event_id, const char *report_id, gsize size_bytes)
{
  KtgOwedEvent *self = g_new0 (KtgOwedEvent, 1);

  self->event_id = g_strdup (event_id);
  self->report_id = g_strdup (report_id);
  self->size_bytes = size_bytes;
  return self;
}

void
ktg_owed_event_free (KtgOwedEvent *self)
{
  if (self == NULL)
    return;

  g_free (self->event_id);
  g_free (self->report_id);
  g_free (self);
}

KtgOwedFile *
ktg_owed_file_new (const char *sha256, const char *report_id, guint64 size_bytes)
{
  KtgOwedFile *self = g_new0 (KtgOwedFile, 1);

  self->sha256 = g_strdup (sha256);
  self->report_id = g_strdup (report_id);
  self->size_bytes = size_bytes;
  return self;
}

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

/**
 * ktg_owed_refusal_new:
 * @event_id: (nullable):
 * @sha256: (nullable): exactly one of the two is given
 * @type: the problem's type, which the item is parked with
 * @detail: (nullable): English, for a log or a support call
 */
KtgOwedRefusal *
ktg_owed_refusal_new (const char *event_id,
                      const char *sha256,
                      const char *type,
                      const char *detail)
{
  KtgOwedRefusal *self;

  g_return_val_if_fail ((event_id == NULL) != (sha256 == NULL), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = g_new0 (KtgOwedRefusal, 1);
  self->event_id = g_strdup (event_id);
  self->sha256 = g_strdup (sha256);
  self->type = g_strdup (type);
  self->detail = g_strdup (detail);
  return self;
}

void
ktg_owed_refusal_free (KtgOwedRefusal *self)
{
  if (self == NULL)
    return;

  g_free (self->event_id);
  g_free (self->sha256);
  g_free (self->type);
  g_free (self->detail);
  g_free (self);
}

/**
 * ktg_owed_arrival_new:
 * @envelope: referenced
 */
KtgOwedArrival *
ktg_owed_arrival_new (guint64 server_index, KtgEnvelope *envelope)
{
  KtgOwedArrival *self;

  g_return_val_if_fail (envelope != NULL, NULL);

  self = g_new0 (KtgOwedArrival, 1);
  self->server_index = server_index;
  self->envelope = ktg_envelope_ref (envelope);
  return self;
}

void
ktg_owed_arrival_free (KtgOwedArrival *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->envelope, ktg_envelope_unref);
  g_free (self);
}
