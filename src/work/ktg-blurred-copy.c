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
#include "ktg-destination.h"
#include "ktg-photo-error.h"
#include "ktg-spare-thread.h"
#include "ktg-trouble.h"

#include <glib/gi18n.h>
#include <ktg-store-error.h>

#define SHOWN_DIGITS 12 /* of the hash */

typedef struct
{
  GArray       *covers;      /* (element-type KtgRasterPart) */
  GFile        *destination; /* or NULL: it is only looked at */
  GInputStream *original;
  GBytes       *copy; /* once it is made */
} Copying;

static void
copying_free (Copying *self)
{
  g_array_unref (self->covers);
  g_clear_object (&self->destination);
  g_clear_object (&self->original);
  g_clear_pointer (&self->copy, g_bytes_unref);
  g_free (self);
}

/* Whole or not at all, over what had this name before. */
static gboolean
write_copy (GFile *destination, GBytes *copy, GError **error)
{
  if (g_file_set_contents_full (g_file_peek_path (destination),
                                g_bytes_get_data (copy, NULL),
                                (gssize)g_bytes_get_size (copy),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                error))
    return TRUE;

  ktg_destination_restate (error);
  return FALSE;
}

/* Runs on a thread of its own. */
static void
carry_out (GTask *work, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copying *self = task_data;
  g_autoptr (GError) error = NULL;

  self->copy = ktg_covered_copy_make (self->original,
                                      (const KtgRasterPart *)self->covers->data,
                                      self->covers->len,
                                      cancellable,
                                      &error);
  if (self->copy == NULL
      || (self->destination != NULL && !write_copy (self->destination, self->copy, &error)))
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

/* Of a number only what no file system minds. */
static char *
dup_plain (const char *number)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = number; p != NULL && *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '-')
      g_string_append_c (plain, *p);

  return g_string_free (plain, FALSE);
}

/**
 * ktg_blurred_copy_dup_name:
 * @number: (nullable): the short number of the report
 * @i: which of its files it is, from 0
 * @sha256: of the original
 *
 * Returns: (transfer full): what its copy is called, unless the officer says otherwise: that it is
 *   one, and of which file; nobody's name
 */
char *
ktg_blurred_copy_dup_name (const char *number, guint i, const char *sha256)
{
  g_autofree char *plain = dup_plain (number);

  if (*plain == '\0')
    /* Translators: the name of a file, without spaces; %u is its number in the report, %.*s the
     * beginning of a hash. */
    return g_strdup_printf (_ ("covered-copy-file-%u-%.*s.jpg"), i + 1, SHOWN_DIGITS, sha256);

  /* Translators: likewise; %s is the short number of the report. */
  return g_strdup_printf (_ ("covered-copy-%s-file-%u-%.*s.jpg"),
                          plain,
                          i + 1,
                          SHOWN_DIGITS,
                          sha256);
}

static const char not_made[] = N_ ("No covered copy was made, and the original is as it was.");

static KtgTrouble
get_trouble (const GError *error)
{
  if (g_error_matches (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN))
    return (KtgTrouble){ N_ ("This file is no picture that can be shown whole here."),
                         not_made,
                         N_ ("Choose another photo.") };

  return ktg_trouble_of_error (error);
}

/**
 * ktg_blurred_copy_dup_trouble:
 * @error: of ktg_blurred_copy_finish()
 *
 * Returns: (transfer full): what happened, what is safe, what to do
 */
char *
ktg_blurred_copy_dup_trouble (const GError *error)
{
  KtgTrouble trouble = get_trouble (error);

  trouble.safe = not_made;
  return ktg_trouble_dup_words (&trouble);
}

/**
 * ktg_blurred_copy_async:
 * @store: where the original is
 * @sha256: a picture
 * @covers: (array length=n_covers): what nobody shall see, in pixels of the upright picture
 * @n_covers: how many there are, at most KTG_PICTURE_MAX_COVERS
 * @destination: (nullable): where the copy goes, which nobody else may read; %NULL: it is only
 * looked at
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
  GError  *error = NULL;

  self->covers = g_array_new (FALSE, FALSE, sizeof *covers);
  g_array_append_vals (self->covers, covers, n_covers);
  g_set_object (&self->destination, destination);
  g_task_set_source_tag (task, ktg_blurred_copy_async);
  g_task_set_task_data (task, self, (GDestroyNotify)copying_free);
  if (destination == NULL
      || ktg_destination_check_file (store, g_file_peek_path (destination), &error))
    {
      ktg_store_open_file_async (store, sha256, 0, cancellable, original_opened_cb, task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ktg_blurred_copy_finish:
 * @result: given to the callback
 * @error: of the store or the photo room, or #KtgDestinationError
 *
 * Returns: (nullable) (transfer full): the copy, a JPEG; once it has a place it is there, whole and
 *   durable
 */
GBytes *
ktg_blurred_copy_finish (GAsyncResult *result, GError **error)
{
  Copying *self = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_bytes_ref (self->copy) : NULL;
}
