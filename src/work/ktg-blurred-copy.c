/* ktg-blurred-copy.c - a photo to show around: faces and names are covered, for good
 *
 * The original stays in the store as it was signed. The copy is no evidence, is not kept here, and
 * says nothing but what it shows: even its name has only the beginning of the original's hash, by
 * which whoever holds the original finds it again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-blurred-copy.h"

#include "ktg-covered-copy.h"
#include "ktg-spare-thread.h"

#include <glib/gi18n.h>

#define SHOWN_DIGITS 12 /* of the hash */

typedef struct
{
  GArray       *covers; /* (element-type KtgRasterPart) */
  GFile        *destination;
  GInputStream *original;
} Copying;

static void
copying_free (Copying *self)
{
  g_array_unref (self->covers);
  g_object_unref (self->destination);
  g_clear_object (&self->original);
  g_free (self);
}

/* Whole or not at all, over what had this name before. */
static gboolean
write_copy (GFile *destination, GBytes *copy, GError **error)
{
  const char *path = g_file_peek_path (destination);

  if (path != NULL)
    return g_file_set_contents_full (path,
                                     g_bytes_get_data (copy, NULL),
                                     (gssize)g_bytes_get_size (copy),
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                     0600,
                                     error);

  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_NOT_SUPPORTED,
                       "a copy goes into a folder of this machine");
  return FALSE;
}

/* Runs on a thread of its own. */
static void
carry_out (GTask *work, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Copying *self = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) copy = ktg_covered_copy_make (self->original,
                                                   (const KtgRasterPart *)self->covers->data,
                                                   self->covers->len,
                                                   cancellable,
                                                   &error);

  if (copy == NULL || !write_copy (self->destination, copy, &error))
    g_task_return_error (work, g_steal_pointer (&error));
  else
    g_task_return_boolean (work, TRUE);
}

static void
original_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError  *error = NULL;
  Copying *self = g_task_get_task_data (task);

  self->original = ktg_store_open_file_finish (KTG_STORE (object), result, &error);
  if (self->original == NULL)
    g_task_return_error (task, error);
  else
    ktg_spare_thread_run_for (task, carry_out);
}

/**
 * ktg_blurred_copy_dup_name:
 * @sha256: of an original
 *
 * Returns: (transfer full): what its copy is called, unless the officer says otherwise
 */
char *
ktg_blurred_copy_dup_name (const char *sha256)
{
  /* Translators: the name of a file; %.*s is the beginning of a hash. */
  return g_strdup_printf (_ ("covered-%.*s.jpg"), SHOWN_DIGITS, sha256);
}

/**
 * ktg_blurred_copy_async:
 * @store: where the original is
 * @sha256: a picture
 * @covers: (array length=n_covers): what nobody shall see, in pixels of the upright picture
 * @n_covers: how many there are, at most KTG_PICTURE_MAX_COVERS
 * @destination: where the copy goes, which nobody else may read
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * What was called @destination before is replaced once the copy is durable, and stays as it was
 * when that fails.
 */
void
ktg_blurred_copy_async (KtgStore            *store,
                        const char          *sha256,
                        const KtgRasterPart *covers,
                        guint                n_covers,
                        GFile               *destination,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask   *task = g_task_new (store, cancellable, callback, user_data);
  Copying *self = g_new0 (Copying, 1);

  self->covers = g_array_new (FALSE, FALSE, sizeof *covers);
  g_array_append_vals (self->covers, covers, n_covers);
  self->destination = g_object_ref (destination);
  g_task_set_source_tag (task, ktg_blurred_copy_async);
  g_task_set_task_data (task, self, (GDestroyNotify)copying_free);
  ktg_store_open_file_async (store, sha256, 0, cancellable, original_opened_cb, task);
}

/**
 * ktg_blurred_copy_finish:
 * @result: given to the callback
 * @error: of the store or the photo room, or of the place of the copy
 *
 * Returns: whether the copy is there, whole and durable
 */
gboolean
ktg_blurred_copy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
