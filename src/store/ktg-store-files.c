/* ktg-store-files.c - the store's doors for evidence files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-stream.h"
#include "ktg-file-table.h"
#include "ktg-store-private.h"

#define SKIP_BYTES (256 * 1024)

typedef struct
{
  char   *sha256;
  guint64 offset;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_free (reading->sha256);
  g_free (reading);
}

static void
free_imported (gpointer data)
{
  ktg_imported_free (data);
}

static void
free_bytes (gpointer data)
{
  g_bytes_unref (data);
}

static gboolean
note_import (KtgProfile *profile, const KtgImported *imported, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (profile->ledger->db, error);

  return transaction != NULL
         && ktg_file_table_put (profile->ledger,
                                imported->sha256,
                                imported->size_bytes,
                                imported->imported_us,
                                error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/* The file is on disk before the database speaks of it. What a reserve that was let go left free is
 * for the report's text. */
static gboolean
import_stream (KtgProfile *profile, GInputStream *source, gpointer *output, GError **error)
{
  g_autoptr (KtgImported) imported = NULL;

  if (profile->is_disk_full && !ktg_profile_keep_reserve (profile, error))
    return FALSE;

  imported = ktg_evidence_folder_import (profile->evidence, source, error);
  if (imported == NULL || !note_import (profile, imported, error))
    return FALSE;

  *output = g_steal_pointer (&imported);
  return TRUE;
}

/* Anything but a regular file, a pipe say, could keep the worker waiting for ever. */
static GInputStream *
open_source (GFile *file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GFileType     type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL);
  GInputStream *source = NULL;

  if (type == G_FILE_TYPE_REGULAR)
    source = G_INPUT_STREAM (g_file_read (file, NULL, &reason));
  if (source == NULL)
    g_set_error (error,
                 KTG_STORE_ERROR,
                 KTG_STORE_ERROR_UNREADABLE,
                 "The file to import cannot be read: %s",
                 reason != NULL ? reason->message : "it is absent or not a file");
  return source;
}

static gboolean
import_file (KtgProfile   *profile,
             gpointer      input,
             KtgChanges   *changes,
             gpointer     *output,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (GInputStream) source = open_source (input, error);

  return source != NULL && import_stream (profile, source, output, error);
}

static gboolean
import_bytes (KtgProfile   *profile,
              gpointer      input,
              KtgChanges   *changes,
              gpointer     *output,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (input);

  return import_stream (profile, source, output, error);
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
open_file (KtgProfile   *profile,
           gpointer      input,
           KtgChanges   *changes,
           gpointer     *output,
           GCancellable *cancellable,
           GError      **error)
{
  const Reading *reading = input;
  KtgFileRow     row;
  g_autoptr (GInputStream) stream = NULL;

  if (!ktg_file_table_find (profile->ledger, reading->sha256, &row, error))
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

  stream = ktg_evidence_folder_read (profile->evidence, reading->sha256, error);
  if (stream == NULL || !skip_to (stream, reading->offset, error))
    return FALSE;

  *output = g_steal_pointer (&stream);
  return TRUE;
}

static const KtgStoreWorkType import_file_type = { import_file, g_object_unref, free_imported };
static const KtgStoreWorkType import_bytes_type = { import_bytes, free_bytes, free_imported };
static const KtgStoreWorkType open_file_type = { open_file, free_reading, g_object_unref };

static gboolean
finish_import (KtgStore     *self,
               GAsyncResult *result,
               char        **sha256,
               guint64      *size_bytes,
               GError      **error)
{
  g_autoptr (KtgImported) imported = ktg_store_finish_pointer (self, result, error);

  if (imported == NULL)
    return FALSE;

  if (sha256 != NULL)
    *sha256 = g_steal_pointer (&imported->sha256);
  if (size_bytes != NULL)
    *size_bytes = imported->size_bytes;
  return TRUE;
}

/**
 * ktg_store_import_file_async:
 *
 * Copies @file in, byte for byte, sealed and durable before it says so. The same bytes twice are
 * one file. What no draft or event names after a day goes. KTG_STORE_ERROR_UNREADABLE if @file
 * cannot be read, KTG_STORE_ERROR_NO_SPACE if the disk is full; nothing of it is kept then.
 */
void
ktg_store_import_file_async (KtgStore           *self,
                             GFile              *file,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (G_IS_FILE (file));

  ktg_store_push (self, &import_file_type, g_object_ref (file), NULL, callback, user_data);
}

/**
 * ktg_store_import_file_finish:
 * @sha256: (out) (optional): of the bytes that were really read
 * @size_bytes: (out) (optional): how many they were
 */
gboolean
ktg_store_import_file_finish (KtgStore     *self,
                              GAsyncResult *result,
                              char        **sha256,
                              guint64      *size_bytes,
                              GError      **error)
{
  return finish_import (self, result, sha256, size_bytes, error);
}

/**
 * ktg_store_import_bytes_async:
 *
 * As ktg_store_import_file_async(), for what is in memory already: a preview.
 */
void
ktg_store_import_bytes_async (KtgStore           *self,
                              GBytes             *bytes,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (bytes != NULL);

  ktg_store_push (self, &import_bytes_type, g_bytes_ref (bytes), NULL, callback, user_data);
}

gboolean
ktg_store_import_bytes_finish (KtgStore     *self,
                               GAsyncResult *result,
                               char        **sha256,
                               guint64      *size_bytes,
                               GError      **error)
{
  return finish_import (self, result, sha256, size_bytes, error);
}

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
  g_autoptr (GInputStream) plain = ktg_store_finish_pointer (self, result, error);

  return plain != NULL ? ktg_evidence_stream_new (self, plain) : NULL;
}
