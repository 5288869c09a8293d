/* ktg-store-files.c - the store's doors for evidence files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-stream.h"
#include "ktg-file-table.h"
#include "ktg-incoming-private.h"
#include "ktg-store-private.h"

#define SKIP_BYTES (256 * 1024)

typedef struct
{
  char   *sha256;
  guint64 offset;
} Reading;

typedef struct
{
  KtgIncoming *original;
  GBytes      *preview_bytes; /* NULL: none */
  KtgIncoming *preview;       /* NULL until they are written */
} Importing;

static void
free_reading (Reading *reading)
{
  g_free (reading->sha256);
  g_free (reading);
}

static void
free_importing (Importing *importing)
{
  g_clear_pointer (&importing->original, ktg_incoming_free);
  g_clear_pointer (&importing->preview_bytes, g_bytes_unref);
  g_clear_pointer (&importing->preview, ktg_incoming_free);
  g_free (importing);
}

static gboolean
write_preview (KtgProfile *profile, Importing *importing, GError **error)
{
  gsize         size_bytes;
  const guint8 *bytes;

  if (importing->preview_bytes == NULL)
    return TRUE;

  bytes = g_bytes_get_data (importing->preview_bytes, &size_bytes);
  importing->preview = ktg_incoming_new (profile->evidence, NULL, error);
  return importing->preview != NULL
         && ktg_incoming_write (importing->preview, bytes, size_bytes, error)
         && ktg_incoming_finish (importing->preview, error);
}

static gboolean
name_files (KtgProfile *profile, const Importing *importing, GError **error)
{
  return ktg_incoming_name (importing->original, error)
         && (importing->preview == NULL || ktg_incoming_name (importing->preview, error))
         && ktg_evidence_folder_settle (profile->evidence, error);
}

static gboolean
put_file (KtgLedger *ledger, KtgIncoming *file, GError **error)
{
  KtgIncomingFacts facts;

  if (file == NULL)
    return TRUE;

  facts = ktg_incoming_get_facts (file);
  return ktg_file_table_put (ledger, facts.sha256, facts.size_bytes, facts.imported_us, error);
}

static gboolean
note_files (KtgProfile *profile, const Importing *importing, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (profile->ledger->db, error);

  return transaction != NULL && put_file (profile->ledger, importing->original, error)
         && put_file (profile->ledger, importing->preview, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static KtgEvidence *
describe (const Importing *importing)
{
  KtgEvidence     *evidence = ktg_evidence_new ();
  KtgIncomingFacts facts = ktg_incoming_get_facts (importing->original);

  evidence->sha256 = g_strdup (facts.sha256);
  evidence->size_bytes = facts.size_bytes;
  if (importing->preview == NULL)
    return evidence;

  facts = ktg_incoming_get_facts (importing->preview);
  evidence->preview_sha256 = g_strdup (facts.sha256);
  evidence->preview_size_bytes = facts.size_bytes;
  return evidence;
}

/* The files are on the disk before the database speaks of them. What a reserve that was let go left
 * free is for the report's text. */
static gboolean
import_evidence (KtgStoreJob *job, GError **error)
{
  KtgProfile *profile = job->profile;
  Importing  *importing = job->input;

  if (profile->is_disk_full && !ktg_profile_keep_reserve (profile, error))
    return FALSE;
  if (!write_preview (profile, importing, error) || !name_files (profile, importing, error)
      || !note_files (profile, importing, error))
    return FALSE;

  job->output = describe (importing);
  return TRUE;
}

/* A stream that ends before @offset is damaged, not short. */
static gboolean
skip_to (GInputStream *stream, guint64 offset, GError **error)
{
  while (offset > 0)
    {
      gssize n_bytes = g_input_stream_skip (stream, (gsize)MIN (offset, SKIP_BYTES), NULL, error);

      if (n_bytes < 0)
        return FALSE;
      if (n_bytes == 0)
        {
          g_set_error_literal (error,
                               KTG_STORE_ERROR,
                               KTG_STORE_ERROR_DAMAGED,
                               "The file is shorter than that");
          return FALSE;
        }
      offset -= (guint64)n_bytes;
    }

  return TRUE;
}

static gboolean
open_file (KtgStoreJob *job, GError **error)
{
  const Reading *reading = job->input;
  KtgFileRow     row;
  g_autoptr (GInputStream) stream = NULL;

  if (!ktg_file_table_find (job->profile->ledger, reading->sha256, &row, error))
    return FALSE;

  if (row.number == 0 || !row.is_here)
    {
      g_set_error (error,
                   KTG_STORE_ERROR,
                   KTG_STORE_ERROR_NOT_FOUND,
                   "File %s is not here",
                   reading->sha256);
      return FALSE;
    }

  stream = ktg_evidence_folder_read (job->profile->evidence, reading->sha256, error);
  if (stream == NULL || !skip_to (stream, reading->offset, error))
    return FALSE;

  job->output = g_steal_pointer (&stream);
  return TRUE;
}

static const KtgStoreWorkType import_evidence_type
    = { import_evidence, (GDestroyNotify)free_importing, (GDestroyNotify)ktg_evidence_free };
static const KtgStoreWorkType open_file_type
    = { open_file, (GDestroyNotify)free_reading, g_object_unref };

/**
 * ktg_store_import_evidence_async:
 * @original: (transfer full): a finished file, from ktg_store_begin_evidence()
 * @preview: (nullable): its preview
 *
 * Makes evidence of @original and its preview, both sealed and durable, in one transaction. The
 * same bytes twice are one file. What no draft or event names after a day goes.
 * %KTG_STORE_ERROR_NO_SPACE if the disk is full; nothing of it is kept then.
 */
void
ktg_store_import_evidence_async (KtgStore           *self,
                                 KtgIncoming        *original,
                                 GBytes             *preview,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  Importing *importing;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (original != NULL);
  g_return_if_fail (ktg_incoming_get_facts (original).sha256 != NULL);

  importing = g_new0 (Importing, 1);
  importing->original = original;
  importing->preview_bytes = preview != NULL ? g_bytes_ref (preview) : NULL;
  ktg_store_push (self, &import_evidence_type, importing, NULL, callback, user_data);
}

/**
 * ktg_store_import_evidence_finish:
 *
 * Returns: (transfer full): evidence that knows nothing but its files: the SHA-256 and the size of
 * the bytes that were really read, and those of the preview
 */
KTG_STORE_DEFINE_FINISH (import_evidence, KtgEvidence *, pointer)

/**
 * ktg_store_open_file_async:
 * @offset: where to begin
 *
 * KTG_STORE_ERROR_NOT_FOUND if the file is not here, KTG_STORE_ERROR_DAMAGED if it is not as it was
 * stored.
 */
void
ktg_store_open_file_async (KtgStore           *self,
                           const char         *sha256,
                           guint64             offset,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Reading *reading;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (sha256 != NULL);

  reading = g_new0 (Reading, 1);
  reading->sha256 = g_strdup (sha256);
  reading->offset = offset;
  ktg_store_push (self, &open_file_type, reading, cancellable, callback, user_data);
}

/**
 * ktg_store_open_file_finish:
 *
 * Returns: (transfer full): a stream over the original bytes, which gives an error instead of an
 * end where the file was cut. Its asynchronous calls are the store's, on the store's thread; what
 * blocks may be called on any.
 */
GInputStream *
ktg_store_open_file_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GInputStream) plain = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  plain = g_task_propagate_pointer (G_TASK (result), error);
  return plain != NULL ? ktg_evidence_stream_new (self, plain) : NULL;
}
