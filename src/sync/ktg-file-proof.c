/* ktg-file-proof.c - a file is read to prove that it is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-proof.h"

#define PIECE_BYTES (64 * 1024)

static void read_on (GTask *task);

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgPossession *proof = g_task_get_task_data (task);
  GError        *error = NULL;
  g_autoptr (GBytes) piece
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (piece == NULL)
    g_task_return_error (task, error);
  else if (g_bytes_get_size (piece) == 0)
    g_task_return_pointer (task, ktg_possession_dup_mac (proof), g_free);
  else
    {
      ktg_possession_update (proof, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
      read_on (task);
    }
}

static void
read_on (GTask *task)
{
  g_input_stream_read_bytes_async (g_task_get_source_object (task),
                                   PIECE_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task),
                                   read_cb,
                                   g_object_ref (task));
}

/**
 * ktg_file_proof_async:
 * @file: from its beginning
 * @claim: what is to be proven of it
 * @cancellable: (nullable): stops it
 *
 * Reads all of it, 64 KiB at a time.
 */
void
ktg_file_proof_async (GInputStream             *file,
                      const KtgPossessionClaim *claim,
                      GCancellable             *cancellable,
                      GAsyncReadyCallback       callback,
                      gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, ktg_file_proof_async);
  g_task_set_task_data (task, ktg_possession_new (claim), (GDestroyNotify)ktg_possession_free);
  read_on (task);
}

/**
 * ktg_file_proof_finish:
 * @error: of the file; as its party judges it
 *
 * Returns: (transfer full) (nullable): the MAC
 */
char *
ktg_file_proof_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
