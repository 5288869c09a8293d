/* ktg-evidence-import.c - from a file or a copied picture to evidence in the store
 *
 * First what the picture says of itself, away from the main loop; then its bytes, exactly as they
 * are; then its preview. Only when all of it is durable is there evidence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-import.h"

typedef struct
{
  KtgStore       *store;
  KtgOfferedFile *offered;
  int             utc_offset_s;
  KtgPhoto       *photo;
  KtgEvidence    *evidence;
} Import;

static void
import_free (Import *import)
{
  g_clear_object (&import->store);
  g_clear_object (&import->offered);
  g_clear_pointer (&import->photo, ktg_photo_free);
  g_clear_pointer (&import->evidence, ktg_evidence_free);
  g_free (import);
}

static KtgEvidence *
make_evidence (const KtgPhoto *photo)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->media_type = g_strdup (photo->media_type);
  evidence->original_name = g_strdup (photo->original_name);
  evidence->taken = g_strdup (photo->taken);
  evidence->camera = g_strdup (photo->camera);
  evidence->has_position = photo->has_position;
  evidence->latitude = photo->latitude;
  evidence->longitude = photo->longitude;
  evidence->origin = ktg_origin_guess (photo->original_name);

  if (evidence->origin == KTG_ORIGIN_UNKNOWN && photo->camera != NULL)
    evidence->origin = KTG_ORIGIN_CAMERA;

  return evidence;
}

static void
return_evidence (GTask *task)
{
  Import *import = g_task_get_task_data (task);

  g_task_return_pointer (task,
                         g_steal_pointer (&import->evidence),
                         (GDestroyNotify)ktg_evidence_free);
}

static void
preview_imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Import *import = g_task_get_task_data (task);

  if (!ktg_store_import_bytes_finish (KTG_STORE (object),
                                      result,
                                      &import->evidence->preview_sha256,
                                      &import->evidence->preview_size_bytes,
                                      &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_evidence (task);
}

static void
import_preview (GTask *task)
{
  Import *import = g_task_get_task_data (task);

  if (import->photo->preview == NULL)
    return_evidence (task);
  else
    ktg_store_import_bytes_async (import->store,
                                  import->photo->preview,
                                  preview_imported_cb,
                                  g_object_ref (task));
}

static void
file_imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Import *import = g_task_get_task_data (task);

  if (ktg_store_import_file_finish (KTG_STORE (object),
                                    result,
                                    &import->evidence->sha256,
                                    &import->evidence->size_bytes,
                                    &error))
    import_preview (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
bytes_imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Import *import = g_task_get_task_data (task);

  if (ktg_store_import_bytes_finish (KTG_STORE (object),
                                     result,
                                     &import->evidence->sha256,
                                     &import->evidence->size_bytes,
                                     &error))
    import_preview (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
import_original (Import *import, GTask *task)
{
  GBytes *bytes = ktg_offered_file_get_bytes (import->offered);

  if (bytes != NULL)
    ktg_store_import_bytes_async (import->store, bytes, bytes_imported_cb, g_object_ref (task));
  else
    ktg_store_import_file_async (import->store,
                                 ktg_offered_file_get_file (import->offered),
                                 file_imported_cb,
                                 g_object_ref (task));
}

static KtgPhoto *
read_offered (Import *import, GCancellable *cancellable, GError **error)
{
  GBytes *bytes = ktg_offered_file_get_bytes (import->offered);

  if (bytes == NULL)
    return ktg_photo_read (ktg_offered_file_get_file (import->offered),
                           KTG_EVIDENCE_MAX_BYTES,
                           import->utc_offset_s,
                           cancellable,
                           error);

  return ktg_photo_read_bytes (bytes,
                               ktg_offered_file_get_name (import->offered),
                               KTG_EVIDENCE_MAX_BYTES,
                               import->utc_offset_s,
                               cancellable,
                               error);
}

/* Runs on a thread of its own. */
static void
read_photo (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Import *import = task_data;
  g_autoptr (GError) error = NULL;

  import->photo = read_offered (import, cancellable, &error);

  if (import->photo == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
photo_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Import *import = g_task_get_task_data (task);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  import->evidence = make_evidence (import->photo);
  import_original (import, task);
}

/**
 * ktg_evidence_import_async:
 * @store: where it goes
 * @offered: what the officer chose or copied; it is read, never changed
 * @utc_offset_s: for a camera that does not say its zone
 * @callback: called on the main loop
 * @user_data: for @callback
 */
void
ktg_evidence_import_async (KtgStore           *store,
                           KtgOfferedFile     *offered,
                           int                 utc_offset_s,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  g_autoptr (GTask) reading = NULL;
  Import *import = g_new0 (Import, 1);

  import->store = g_object_ref (store);
  import->offered = g_object_ref (offered);
  import->utc_offset_s = utc_offset_s;
  g_task_set_source_tag (task, ktg_evidence_import_async);
  g_task_set_task_data (task, import, (GDestroyNotify)import_free);

  reading = g_task_new (NULL, NULL, photo_read_cb, g_object_ref (task));
  g_task_set_task_data (reading, import, NULL);
  g_task_run_in_thread (reading, read_photo);
}

/**
 * ktg_evidence_import_finish:
 * @result: given to the callback
 * @is_truncated: (out): whether the picture's end is missing; it is evidence all the same
 * @error: of the photo or store room; then nothing was added
 *
 * Returns: (nullable) (transfer full): what a report can name
 */
KtgEvidence *
ktg_evidence_import_finish (GAsyncResult *result, gboolean *is_truncated, GError **error)
{
  Import      *import = g_task_get_task_data (G_TASK (result));
  KtgEvidence *evidence = g_task_propagate_pointer (G_TASK (result), error);

  if (evidence != NULL)
    *is_truncated = import->photo->is_truncated;

  return evidence;
}
