/* ktg-paper-picture.c - a photo, fetched for the page that is being drawn
 *
 * The original, as large as paper can show; where that is not on this device or cannot be decoded,
 * its preview, and that is said. A photo that cannot be shown at all is no reason for a report not
 * to be printed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-picture.h"

#include <glib/gi18n.h>

typedef struct
{
  const KtgEvidence *evidence;
  const char        *note;
  gboolean           is_preview; /* what is being fetched now */
} Fetching;

static void open_preview (GTask *task);

static gboolean
is_cancelled (GTask *task, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

static void
finish (GTask *task, KtgPrintCopy *copy)
{
  Fetching        *self = g_task_get_task_data (task);
  KtgPaperPicture *picture = g_new0 (KtgPaperPicture, 1);

  picture->evidence = self->evidence;
  picture->copy = copy;
  picture->note = copy == NULL ? _ ("This file cannot be shown on paper. It is handed over as a "
                                    "file.")
                               : self->note;
  g_task_return_pointer (task, picture, (GDestroyNotify)ktg_paper_picture_free);
  g_object_unref (task);
}

/* Where the original failed there is its preview; where that failed, too, nothing. */
static void
fail (GTask *task, GError *error)
{
  Fetching *self = g_task_get_task_data (task);

  if (is_cancelled (task, error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_error_free (error);
  if (self->is_preview)
    {
      finish (task, NULL);
      return;
    }

  self->note = _ ("The original cannot be shown here; this is its preview.");
  open_preview (task);
}

static void
copy_made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask        *task = user_data;
  GError       *error = NULL;
  KtgPrintCopy *copy = ktg_print_copy_make_finish (result, &error);

  if (copy != NULL)
    finish (task, copy);
  else
    fail (task, error);
}

static void
file_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = user_data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = ktg_store_open_file_finish (KTG_STORE (object), result, &error);

  if (stream != NULL)
    ktg_print_copy_make_async (stream, g_task_get_cancellable (task), copy_made_cb, task);
  else
    fail (task, error);
}

static void
open_file (GTask *task, const char *sha256)
{
  ktg_store_open_file_async (g_task_get_source_object (task),
                             sha256,
                             0,
                             g_task_get_cancellable (task),
                             file_opened_cb,
                             task);
}

static void
open_preview (GTask *task)
{
  Fetching *self = g_task_get_task_data (task);

  self->is_preview = TRUE;
  if (self->evidence->preview_sha256 != NULL)
    open_file (task, self->evidence->preview_sha256);
  else
    finish (task, NULL);
}

/**
 * ktg_paper_picture_load_async:
 * @store: where the file is
 * @evidence: a file that may be a picture; it must outlive the operation
 * @is_here: whether its original is on this device
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 */
void
ktg_paper_picture_load_async (KtgStore           *store,
                              const KtgEvidence  *evidence,
                              gboolean            is_here,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask    *task = g_task_new (store, cancellable, callback, user_data);
  Fetching *self = g_new0 (Fetching, 1);

  self->evidence = evidence;
  g_task_set_source_tag (task, ktg_paper_picture_load_async);
  g_task_set_task_data (task, self, g_free);
  if (is_here)
    {
      open_file (task, evidence->sha256);
      return;
    }

  self->note = _ ("The original is not on this device; this is its preview.");
  open_preview (task);
}

/**
 * ktg_paper_picture_load_finish:
 * @result: given to the callback
 * @error: %G_IO_ERROR_CANCELLED, and no other
 *
 * Returns: (nullable) (transfer full): what can be shown of it, and what has to be said
 */
KtgPaperPicture *
ktg_paper_picture_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ktg_paper_picture_free:
 * @picture: (nullable): a picture
 */
void
ktg_paper_picture_free (KtgPaperPicture *picture)
{
  if (picture == NULL)
    return;

  ktg_print_copy_free (picture->copy);
  g_free (picture);
}
