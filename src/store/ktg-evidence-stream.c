/* ktg-evidence-stream.c - an evidence file as it went in, read by the store's worker
 *
 * Left to itself, GIO reads a stream on a thread made for each piece, and where the system refuses
 * that thread whoever waits for the piece waits for ever. The worker is there already.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-stream.h"

#include "ktg-store-error-private.h"
#include "ktg-store-private.h"

struct _KtgEvidenceStream
{
  GFilterInputStream parent_instance;

  KtgStore *store;
};

G_DEFINE_FINAL_TYPE (KtgEvidenceStream, ktg_evidence_stream, G_TYPE_FILTER_INPUT_STREAM)

/* What is asked of the worker. */
typedef struct
{
  void  *buffer; /* the caller's */
  gsize  n_wanted;
  gssize n_read;
} Piece;

static gssize
read_plain (gpointer stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  GInputStream *plain = g_filter_input_stream_get_base_stream (stream);

  return g_input_stream_read (plain, buffer, count, cancellable, error);
}

static gssize
ktg_evidence_stream_read (GInputStream *stream,
                          void         *buffer,
                          gsize         count,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (GError) cause = NULL;
  gssize n_read = read_plain (stream, buffer, count, cancellable, &cause);

  if (n_read < 0)
    {
      ktg_store_error_restate (&cause);
      g_propagate_error (error, g_steal_pointer (&cause));
    }

  return n_read;
}

/* --- read by the worker --- */

static gboolean
read_piece (KtgStoreJob *job, GError **error)
{
  GTask *task = job->input;
  Piece *piece = g_task_get_task_data (task);

  piece->n_read = read_plain (g_task_get_source_object (task),
                              piece->buffer,
                              piece->n_wanted,
                              job->cancellable,
                              error);
  return piece->n_read >= 0;
}

static const KtgStoreWorkType read_piece_type = { read_piece, g_object_unref, NULL };

static void
piece_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Piece *piece = g_task_get_task_data (task);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_int (task, piece->n_read);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ktg_evidence_stream_read_async (GInputStream       *stream,
                                void               *buffer,
                                gsize               count,
                                int                 priority,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  KtgEvidenceStream *self = KTG_EVIDENCE_STREAM (stream);
  GTask             *task = g_task_new (self, cancellable, callback, user_data);
  Piece             *piece = g_new0 (Piece, 1);

  g_task_set_source_tag (task, ktg_evidence_stream_read_async);
  piece->buffer = buffer;
  piece->n_wanted = count;
  g_task_set_task_data (task, piece, g_free);

  ktg_store_push (self->store,
                  &read_piece_type,
                  g_object_ref (task),
                  cancellable,
                  piece_read_cb,
                  task);
}

static gssize
ktg_evidence_stream_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

/* --- closed at once: what was only read has nothing to wait for --- */

static void
ktg_evidence_stream_close_async (GInputStream       *stream,
                                 int                 priority,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, ktg_evidence_stream_close_async);
  g_input_stream_close (g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream)),
                        NULL,
                        NULL);
  g_task_return_boolean (task, TRUE);
}

static gboolean
ktg_evidence_stream_close_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ktg_evidence_stream_finalize (GObject *object)
{
  g_clear_object (&KTG_EVIDENCE_STREAM (object)->store);

  G_OBJECT_CLASS (ktg_evidence_stream_parent_class)->finalize (object);
}

static void
ktg_evidence_stream_class_init (KtgEvidenceStreamClass *class)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ktg_evidence_stream_finalize;
  stream_class->read_fn = ktg_evidence_stream_read;
  stream_class->read_async = ktg_evidence_stream_read_async;
  stream_class->read_finish = ktg_evidence_stream_read_finish;
  stream_class->close_async = ktg_evidence_stream_close_async;
  stream_class->close_finish = ktg_evidence_stream_close_finish;
}

static void
ktg_evidence_stream_init (KtgEvidenceStream *self)
{
}

/**
 * ktg_evidence_stream_new:
 * @store: whose worker reads it, asked from the store's own thread
 * @plain: the bytes, blocking; a reference is kept
 *
 * Reading that blocks may be done on any thread, also after the store was closed; what the worker
 * shall read then fails. Fails with %KTG_STORE_ERROR.
 *
 * Returns: (transfer full): a stream over the same bytes
 */
GInputStream *
ktg_evidence_stream_new (KtgStore *store, GInputStream *plain)
{
  KtgEvidenceStream *self = g_object_new (KTG_TYPE_EVIDENCE_STREAM, "base-stream", plain, NULL);

  self->store = g_object_ref (store);
  return G_INPUT_STREAM (self);
}
