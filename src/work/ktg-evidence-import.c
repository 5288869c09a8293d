/* ktg-evidence-import.c - from a file or a copied picture to evidence in the store
 *
 * Its bytes are read once, away from the main loop: what the picture says of itself, its preview
 * and what is kept are of the same bytes. Then the store makes evidence of both. Only when all of
 * it is durable is there evidence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-import.h"

#include "ktg-spare-thread.h"

typedef struct
{
  KtgOfferedFile *offered;
  int             utc_offset_s;
  KtgIncoming    *incoming; /* NULL once the store has it */
  KtgPhoto       *photo;
} Import;

static void
import_free (Import *import)
{
  g_clear_object (&import->offered);
  g_clear_pointer (&import->incoming, ktg_incoming_free);
  g_clear_pointer (&import->photo, ktg_photo_free);
  g_free (import);
}

static void
take_facts (KtgEvidence *evidence, const KtgPhoto *photo)
{
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
}

static void
evidence_imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEvidence) evidence
      = ktg_store_import_evidence_finish (KTG_STORE (object), result, &error);
  const Import *import = g_task_get_task_data (task);

  if (evidence == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  take_facts (evidence, import->photo);
  g_task_return_pointer (task, g_steal_pointer (&evidence), (GDestroyNotify)ktg_evidence_free);
}

static gboolean
keep (gpointer keeper, const guint8 *bytes, gsize size_bytes, GError **error)
{
  return ktg_incoming_write (keeper, bytes, size_bytes, error);
}

static KtgPhoto *
read_copied (Import *import, GCancellable *cancellable, GError **error)
{
  GBytes *bytes = ktg_offered_file_get_bytes (import->offered);
  g_autoptr (KtgPhoto) photo = ktg_photo_read_bytes (bytes,
                                                     ktg_offered_file_get_name (import->offered),
                                                     KTG_EVIDENCE_MAX_BYTES,
                                                     import->utc_offset_s,
                                                     cancellable,
                                                     error);

  return photo != NULL
                 && keep (import->incoming,
                          g_bytes_get_data (bytes, NULL),
                          g_bytes_get_size (bytes),
                          error)
             ? g_steal_pointer (&photo)
             : NULL;
}

static KtgPhoto *
read_offered (Import *import, GCancellable *cancellable, GError **error)
{
  if (ktg_offered_file_get_bytes (import->offered) != NULL)
    return read_copied (import, cancellable, error);

  return ktg_photo_copy (ktg_offered_file_get_file (import->offered),
                         KTG_EVIDENCE_MAX_BYTES,
                         import->utc_offset_s,
                         keep,
                         import->incoming,
                         cancellable,
                         error);
}

/* Runs on a thread of its own. */
static void
read_photo (GTask *reading, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Import *import = task_data;
  g_autoptr (GError) error = NULL;

  import->photo = read_offered (import, cancellable, &error);

  if (import->photo == NULL || !ktg_incoming_finish (import->incoming, &error))
    g_task_return_error (reading, g_steal_pointer (&error));
  else
    g_task_return_boolean (reading, TRUE);
}

static void
photo_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Import *import = g_task_get_task_data (task);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    ktg_store_import_evidence_async (g_task_get_source_object (task),
                                     g_steal_pointer (&import->incoming),
                                     import->photo->preview,
                                     evidence_imported_cb,
                                     g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
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
  g_autoptr (GError) error = NULL;
  Import *import = g_new0 (Import, 1);

  import->offered = g_object_ref (offered);
  import->utc_offset_s = utc_offset_s;
  import->incoming = ktg_store_begin_evidence (store, &error);
  g_task_set_source_tag (task, ktg_evidence_import_async);
  g_task_set_task_data (task, import, (GDestroyNotify)import_free);
  if (import->incoming == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  reading = g_task_new (NULL, NULL, photo_read_cb, g_object_ref (task));
  g_task_set_task_data (reading, import, NULL);
  ktg_spare_thread_run (reading, read_photo);
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

/**
 * ktg_evidence_import_get_fate:
 * @result: given to the callback, where evidence was made
 *
 * Returns: why a picture has no preview; %KTG_PICTURE_SHOWN where it has one, or is no picture
 */
KtgPictureFate
ktg_evidence_import_get_fate (GAsyncResult *result)
{
  const Import *import = g_task_get_task_data (G_TASK (result));

  return import->photo->fate;
}
