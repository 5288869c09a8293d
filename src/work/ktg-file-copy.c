/* ktg-file-copy.c - a file of evidence, checked, and copied out of the store
 *
 * Whoever reads a file to its end knows whether it is still the one that was signed, so a copy is
 * checked while it is made, and a check is a copy to nowhere. Both happen off the main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-copy.h"

#include "ktg-destination.h"
#include "ktg-spare-thread.h"

#include <ktg-sha256.h>

#define PIECE_BYTES (64 * 1024)

typedef struct
{
  char         *sha256;
  GFile        *destination; /* or NULL */
  GInputStream *source;
} Copy;

static void
copy_free (Copy *copy)
{
  g_free (copy->sha256);
  g_clear_object (&copy->destination);
  g_clear_object (&copy->source);
  g_free (copy);
}

static gboolean
put (GOutputStream *destination,
     const guint8  *bytes,
     gsize          size,
     GCancellable  *cancellable,
     GError       **error)
{
  return destination == NULL
         || g_output_stream_write_all (destination, bytes, size, NULL, cancellable, error);
}

/* Returns: the hash of all there was, or NULL. */
static char *
pump (GInputStream *source, GOutputStream *destination, GCancellable *cancellable, GError **error)
{
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree guint8 *bytes = g_malloc (PIECE_BYTES);
  gssize             n_read;

  while ((n_read = g_input_stream_read (source, bytes, PIECE_BYTES, cancellable, error)) > 0)
    {
      ktg_sha256_update (hash, bytes, (gsize)n_read);
      if (!put (destination, bytes, (gsize)n_read, cancellable, error))
        return NULL;
    }

  return n_read < 0 ? NULL : ktg_sha256_dup_hex (hash);
}

static GOutputStream *
open_destination (const Copy *copy, GCancellable *cancellable, GError **error)
{
  return G_OUTPUT_STREAM (
      g_file_replace (copy->destination, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error));
}

/* Runs on a thread of its own. */
static void
carry_out (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy *copy = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) destination
      = copy->destination != NULL ? open_destination (copy, cancellable, &error) : NULL;
  g_autofree char *hash
      = error == NULL ? pump (copy->source, destination, cancellable, &error) : NULL;

  if (hash == NULL
      || (destination != NULL && !g_output_stream_close (destination, cancellable, &error)))
    {
      /* Half a copy would pass for one. */
      if (destination != NULL)
        g_file_delete (copy->destination, NULL, NULL);
      if (copy->destination != NULL)
        ktg_destination_restate (&error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    g_task_return_boolean (task, g_str_equal (hash, copy->sha256));
}

static void
file_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Copy *copy = g_task_get_task_data (task);

  copy->source = ktg_store_open_file_finish (KTG_STORE (object), result, &error);

  if (copy->source == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    ktg_spare_thread_run_for (task, carry_out);
}

/**
 * ktg_file_copy_async:
 * @store: where the file is
 * @sha256: an original
 * @destination: (nullable): where a copy goes, which nobody else may read; %NULL: it is only
 * checked
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 */
void
ktg_file_copy_async (KtgStore           *store,
                     const char         *sha256,
                     GFile              *destination,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask  *task = g_task_new (store, cancellable, callback, user_data);
  Copy   *copy = g_new0 (Copy, 1);
  GError *error = NULL;

  copy->sha256 = g_strdup (sha256);
  g_set_object (&copy->destination, destination);
  g_task_set_source_tag (task, ktg_file_copy_async);
  g_task_set_task_data (task, copy, (GDestroyNotify)copy_free);
  if (destination == NULL || ktg_destination_check_anywhere (store, destination, &error))
    {
      ktg_store_open_file_async (store, sha256, 0, cancellable, file_opened_cb, task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ktg_file_copy_get_sha256:
 * @result: given to the callback
 *
 * Returns: (transfer none): which original it was
 */
const char *
ktg_file_copy_get_sha256 (GAsyncResult *result)
{
  return ((Copy *)g_task_get_task_data (G_TASK (result)))->sha256;
}

/**
 * ktg_file_copy_finish:
 * @result: given to the callback
 * @is_unharmed: (out): whether it still is what it was when it was signed
 * @error: of the store, or #KtgDestinationError
 *
 * Returns: whether it was read to its end, and the copy is whole
 */
gboolean
ktg_file_copy_finish (GAsyncResult *result, gboolean *is_unharmed, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *is_unharmed = g_task_propagate_boolean (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
