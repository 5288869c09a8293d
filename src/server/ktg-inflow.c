/* ktg-inflow.c - one request that brings a file, or a part of it
 *
 * Bytes are written and hashed as they come, at most one piece at a time in memory. Nothing is told
 * of them before they are on disk: settling flushes what came, and if that is all of it, compares
 * the hash and gives the file its place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-inflow.h"

#include "ktg-depot-reader.h"
#include "ktg-receipt-answer.h"

/* How much may come, and how long it may flow, before it is put on record. */
#define NOTE_BYTES (4 * 1024 * 1024)
#define NOTE_US G_USEC_PER_SEC

/**
 * ktg_inflow_new:
 * @service: not owned
 * @request: PATCH, or HEAD
 * @device: who brings it
 *
 * Returns: (transfer full): an inflow that waits for its turn
 */
KtgInflow *
ktg_inflow_new (KtgService *service, KtgHttpRequest *request, KtgDevice *device)
{
  KtgInflow *self = g_atomic_rc_box_new0 (KtgInflow);

  self->service = service;
  self->request = ktg_http_request_ref (request);
  self->device = ktg_device_ref (device);
  g_mutex_init (&self->lock);

  return self;
}

/**
 * ktg_inflow_ref:
 * @self: an inflow
 *
 * Returns: (transfer full): the same
 */
KtgInflow *
ktg_inflow_ref (KtgInflow *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_upload (KtgInflow *self)
{
  g_clear_pointer (&self->writer, ktg_depot_writer_free);
  g_clear_pointer (&self->request, ktg_http_request_unref);
  g_clear_pointer (&self->carried, g_ptr_array_unref);
  ktg_device_unref (self->device);
  g_free (self->part);
  g_mutex_clear (&self->lock);
}

/**
 * ktg_inflow_unref:
 * @self: (nullable): an inflow
 *
 * Gives a reference back, on any thread.
 */
void
ktg_inflow_unref (KtgInflow *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_upload);
}

/**
 * ktg_inflow_get_name:
 *
 * Returns: what the device calls the file: the beginning of its hash, or all of it
 */
const char *
ktg_inflow_get_name (KtgInflow *self)
{
  return ktg_http_request_get_parameter (self->request);
}

/**
 * ktg_inflow_set_sha256:
 * @sha256: the hash of the file that the device means
 */
void
ktg_inflow_set_sha256 (KtgInflow *self, const char *sha256)
{
  if (self->part != NULL)
    return;

  g_strlcpy (self->sha256, sha256, sizeof self->sha256);
  self->part = ktg_depot_dup_part_name (self->device->number, sha256);
}

static KtgDepot *
get_depot (KtgInflow *self)
{
  return ktg_archive_get_depot (self->service->archive);
}

/**
 * ktg_inflow_open:
 *
 * Gets ready to take bytes at the offset that is held.
 *
 * Returns: FALSE with KTG_ARCHIVE_ERROR_DAMAGED if the disk has less than that
 */
gboolean
ktg_inflow_open (KtgInflow *self, GError **error)
{
  self->writer = ktg_depot_writer_open (get_depot (self), self->part, self->offset, error);
  if (self->writer == NULL)
    return FALSE;

  self->noted = self->offset;
  self->noted_at_us = g_get_monotonic_time ();
  return TRUE;
}

/**
 * ktg_inflow_take:
 *
 * On the HTTP thread, piece after piece.
 *
 * Returns: FALSE if the disk took no more; what it took before stays
 */
gboolean
ktg_inflow_take (KtgInflow *self, const guint8 *bytes, gsize size_bytes)
{
  g_autoptr (GError) error = NULL;

  if (!ktg_depot_writer_append (self->writer, bytes, size_bytes, &error))
    {
      g_warning ("%s: %s", self->sha256, error->message);
      self->has_failed = TRUE;
      return FALSE;
    }

  self->taken += size_bytes;
  return TRUE;
}

/**
 * ktg_inflow_is_note_due:
 *
 * On the HTTP thread, between pieces.
 *
 * Returns: whether so much came, or so long ago the last note, that what came should be recorded
 */
gboolean
ktg_inflow_is_note_due (KtgInflow *self, gint64 now_us)
{
  guint64 reached = self->offset + self->taken;

  if (reached == self->noted)
    return FALSE;
  if (reached - self->noted < NOTE_BYTES && now_us - self->noted_at_us < NOTE_US)
    return FALSE;

  self->noted = reached;
  self->noted_at_us = now_us;
  return TRUE;
}

/* --- settling --- */

static void
forget (KtgInflow *self, KtgInflowOutcome outcome)
{
  ktg_depot_drop_partial (get_depot (self), self->part);
  self->outcome = outcome;
  self->offset = 0;
}

/* What came is not believed. What was recorded before stays; the next request cuts off the rest. */
static void
give_up (KtgInflow *self, const GError *error)
{
  g_warning ("%s: what came is not kept: %s", self->sha256, error->message);
  self->outcome = KTG_INFLOW_UNCHANGED;
  self->has_failed = TRUE;
}

static void
place (KtgInflow *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_right;

  if (!ktg_depot_writer_keep (self->writer, self->sha256, &is_right, &error))
    give_up (self, error);
  else if (!is_right)
    forget (self, KTG_INFLOW_MISMATCH);
  else
    {
      self->outcome = KTG_INFLOW_COMPLETE;
      self->offset += self->taken;
    }
}

static void
keep_part (KtgInflow *self)
{
  g_autoptr (GError) error = NULL;

  if (!ktg_depot_writer_secure (self->writer, &error))
    {
      give_up (self, error);
      return;
    }

  self->outcome = KTG_INFLOW_PARTIAL;
  self->offset += self->taken;
}

static gboolean
is_all_here (KtgInflow *self)
{
  if (self->taken != self->length || self->has_failed)
    return FALSE;

  return self->is_last || self->offset + self->taken == self->expected_bytes;
}

/**
 * ktg_inflow_settle:
 *
 * No more will come: what came is made durable. Blocks; sets `outcome` and `offset`.
 */
void
ktg_inflow_settle (KtgInflow *self)
{
  if (self->is_broken)
    self->has_failed = TRUE;
  else if (is_all_here (self))
    place (self);
  else if (self->taken > 0)
    keep_part (self);

  g_clear_pointer (&self->writer, ktg_depot_writer_free);
}

/* A file that is complete by somebody else's bytes says nothing about this device's. */
static gboolean
was_placed (KtgInflow *self, gboolean *is_kept, guint64 *size_bytes, GError **error)
{
  *is_kept = FALSE;

  return self->is_complete
         || ktg_depot_is_kept (get_depot (self), self->sha256, is_kept, size_bytes, error);
}

/**
 * ktg_inflow_repair:
 *
 * The disk has less of the part than was recorded. Perhaps it was placed and the record of that was
 * lost; else it begins again. Blocks; sets `outcome` and `offset`.
 */
void
ktg_inflow_repair (KtgInflow *self)
{
  guint64  size_bytes;
  gboolean is_kept;
  g_autoptr (GError) error = NULL;

  if (!was_placed (self, &is_kept, &size_bytes, &error))
    give_up (self, error);
  else if (is_kept)
    {
      self->outcome = KTG_INFLOW_COMPLETE;
      self->offset = size_bytes;
    }
  else
    {
      g_warning ("%s: its part is not there any more; it begins again", self->sha256);
      forget (self, KTG_INFLOW_LOST);
    }
}

/* --- answering --- */

static KtgHttpAnswer *
new_receipt_answer (KtgInflow *self)
{
  const KtgDelivered file = { self->sha256, self->offset, self->delivery, self->carried };

  return ktg_receipt_answer_new (self->service, self->device, &file);
}

static void
add_number (KtgHttpAnswer *answer, const char *name, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  ktg_http_answer_add_header (answer, name, text);
}

static KtgHttpAnswer *
new_offset_answer (KtgInflow *self, guint status)
{
  KtgHttpAnswer *answer = ktg_http_answer_new (status, NULL, NULL);

  add_number (answer, "Upload-Offset", self->offset);
  ktg_http_answer_add_header (answer, "Upload-Complete", self->is_delivered ? "?1" : "?0");
  if (self->is_question)
    {
      add_number (answer, "Upload-Length", self->expected_bytes);
      ktg_http_answer_add_header (answer, "Cache-Control", "no-store");
    }

  return answer;
}

/**
 * ktg_inflow_tidy:
 *
 * After `outcome` was recorded. What this device brought of a file that stood in its place already
 * is needed no more.
 */
void
ktg_inflow_tidy (KtgInflow *self)
{
  if (self->outcome == KTG_INFLOW_COMPLETE)
    ktg_depot_drop_partial (get_depot (self), self->part);
}

/**
 * ktg_inflow_new_answer:
 *
 * After `outcome` was recorded, or for a file that needs nothing more.
 */
KtgHttpAnswer *
ktg_inflow_new_answer (KtgInflow *self)
{
  if (self->is_question)
    return new_offset_answer (self, 200);

  if (self->is_delivered || self->outcome == KTG_INFLOW_COMPLETE)
    return new_receipt_answer (self);

  switch (self->outcome)
    {
    case KTG_INFLOW_MISMATCH:
      return ktg_http_answer_new_problem (409, "file-mismatch", "The file does not have this hash");
    case KTG_INFLOW_LOST:
      return ktg_http_answer_new_busy ();
    case KTG_INFLOW_UNCHANGED:
    case KTG_INFLOW_PARTIAL:
    case KTG_INFLOW_COMPLETE:
    default:
      return self->has_failed ? ktg_http_answer_new_busy () : new_offset_answer (self, 204);
    }
}
