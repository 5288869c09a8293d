/* ktg-photo-file.c - the file an officer chose, read once
 *
 * Looks and never touches: the file that becomes evidence stays as it came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-file.h"

#include "ktg-photo-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <sys/stat.h>
#include <unistd.h>

/* GIO's words name the file; these do not. */
static gboolean
restate (const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_MISSING, "there is no such file");
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_FOLDER, "a folder, not a file");
  if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_UNREADABLE, "the file cannot be read");

  g_propagate_error (error, g_error_copy (cause));
  return FALSE;
}

/**
 * ktg_photo_file_check_size:
 * @size_bytes: of a file
 * @max_bytes: 0 for no limit
 * @error: return location for a #KtgPhotoError
 *
 * Returns: FALSE where it has no bytes, or too many
 */
gboolean
ktg_photo_file_check_size (guint64 size_bytes, guint64 max_bytes, GError **error)
{
  if (size_bytes == 0)
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_EMPTY, "the file is empty");

  if (max_bytes != 0 && size_bytes > max_bytes)
    {
      g_set_error (error,
                   KTG_PHOTO_ERROR,
                   KTG_PHOTO_ERROR_TOO_LARGE,
                   "%" G_GUINT64_FORMAT " bytes, and at most %" G_GUINT64_FORMAT " are taken",
                   size_bytes,
                   max_bytes);
      return FALSE;
    }

  return TRUE;
}

/* A link drawn out of a browser. To look at it would be to call whoever is behind it, who then
 * knows that somebody looks. */
static gboolean
is_page (GFile *file)
{
  return g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https");
}

static gboolean
restate_errno (GError **error)
{
  g_autoptr (GError) cause
      = g_error_new_literal (G_IO_ERROR, (int)g_io_error_from_errno (errno), g_strerror (errno));

  return restate (cause, error);
}

static gboolean
check_type (gboolean is_folder, gboolean is_regular, GError **error)
{
  if (is_folder)
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_FOLDER, "a folder, not a file");

  return is_regular
         || ktg_photo_error_set (error,
                                 KTG_PHOTO_ERROR_NOT_EVIDENCE,
                                 "a device or a pipe, not a file");
}

/* What is looked at is what was opened, whatever stands there by then, and nobody is waited for: to
 * open a pipe would wait for whoever writes into it. */
static GInputStream *
open_here (const char *path, guint64 *size_bytes, GError **error)
{
  int         fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat about;
  gboolean    is_good;

  if (fd < 0)
    {
      restate_errno (error);
      return NULL;
    }

  is_good = fstat (fd, &about) == 0
                ? check_type (S_ISDIR (about.st_mode), S_ISREG (about.st_mode), error)
                : restate_errno (error);
  if (!is_good)
    {
      close (fd);
      return NULL;
    }

  *size_bytes = (guint64)about.st_size;
  return g_unix_input_stream_new (fd, TRUE);
}

/* In a phone or on another machine, through whoever speaks with it. */
static GInputStream *
open_elsewhere (GFile *file, guint64 *size_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info
      = g_file_query_info (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE,
                           cancellable,
                           &cause);
  GFileInputStream *stream = NULL;

  if (info != NULL)
    {
      GFileType type = g_file_info_get_file_type (info);

      if (!check_type (type == G_FILE_TYPE_DIRECTORY, type == G_FILE_TYPE_REGULAR, error))
        return NULL;
      stream = g_file_read (file, cancellable, &cause);
    }
  if (stream == NULL)
    {
      restate (cause, error);
      return NULL;
    }

  *size_bytes = (guint64)g_file_info_get_size (info);
  return G_INPUT_STREAM (stream);
}

static GInputStream *
open_file (GFile        *file,
           guint64       max_bytes,
           guint64      *size_bytes,
           GCancellable *cancellable,
           GError      **error)
{
  g_autofree char *path = g_file_is_native (file) ? g_file_get_path (file) : NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (is_page (file))
    {
      ktg_photo_error_set (error, KTG_PHOTO_ERROR_UNREADABLE, "the address of a page, not a file");
      return NULL;
    }

  stream = path != NULL ? open_here (path, size_bytes, error)
                        : open_elsewhere (file, size_bytes, cancellable, error);
  return stream != NULL && ktg_photo_file_check_size (*size_bytes, max_bytes, error)
             ? g_steal_pointer (&stream)
             : NULL;
}

/* How a file stands, to see whether somebody wrote to it. */
typedef struct
{
  guint64 size_bytes;
  gint64  changed_s;
  gint64  changed_ns; /* or as many µs, where no more is said */
} Standing;

/* One reading of a file whose bytes are kept, which must not be written to meanwhile. */
typedef struct
{
  KtgPhotoKeep keep;
  gpointer     keeper;
  Standing     before;
  guint64      n_kept;
} Copying;

static gboolean
refuse_changed (GError **error)
{
  return ktg_photo_error_set (error, KTG_PHOTO_ERROR_CHANGED, "the file changed while it was read");
}

/* One that grows is not followed. */
static gboolean
keep_piece (gpointer keeper, const guint8 *bytes, gsize size_bytes, GError **error)
{
  Copying *copying = keeper;

  copying->n_kept += size_bytes;
  if (copying->n_kept > copying->before.size_bytes)
    return refuse_changed (error);

  return copying->keep (copying->keeper, bytes, size_bytes, error);
}

static gboolean
look_here (GUnixInputStream *stream, Standing *standing, GError **error)
{
  struct stat about;

  if (fstat (g_unix_input_stream_get_fd (stream), &about) != 0)
    return restate_errno (error);

  *standing = (Standing){ (guint64)about.st_size, about.st_mtim.tv_sec, about.st_mtim.tv_nsec };
  return TRUE;
}

static gboolean
look_elsewhere (GFileInputStream *stream,
                Standing         *standing,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info
      = g_file_input_stream_query_info (stream,
                                        G_FILE_ATTRIBUTE_STANDARD_SIZE
                                        "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                        "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                                        cancellable,
                                        &cause);

  if (info == NULL)
    return restate (cause, error);

  *standing = (Standing){
    (guint64)g_file_info_get_size (info),
    (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
    g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC),
  };
  return TRUE;
}

static gboolean
look (GInputStream *stream, Standing *standing, GCancellable *cancellable, GError **error)
{
  return G_IS_UNIX_INPUT_STREAM (stream)
             ? look_here (G_UNIX_INPUT_STREAM (stream), standing, error)
             : look_elsewhere (G_FILE_INPUT_STREAM (stream), standing, cancellable, error);
}

static gboolean
is_as_before (const Copying *copying, const Standing *after)
{
  return copying->n_kept == copying->before.size_bytes
         && after->size_bytes == copying->before.size_bytes
         && after->changed_s == copying->before.changed_s
         && after->changed_ns == copying->before.changed_ns;
}

static KtgPictureReading *
read_copying (Copying                 *copying,
              GInputStream            *stream,
              const KtgPictureRequest *request,
              GCancellable            *cancellable,
              GError                 **error)
{
  Standing after;
  g_autoptr (KtgPictureReading) reading
      = ktg_picture_reading_new (stream, request, keep_piece, copying, cancellable, error);

  if (reading == NULL || reading->media_type == NULL)
    return g_steal_pointer (&reading);

  return look (stream, &after, cancellable, error)
                 && (is_as_before (copying, &after) || refuse_changed (error))
             ? g_steal_pointer (&reading)
             : NULL;
}

/**
 * ktg_photo_file_read_beginning:
 * @file: a file an officer chose
 * @max_bytes: 0 for no limit
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * Reads no more than tells its kind.
 *
 * Returns: (transfer full): what was found
 */
KtgPictureReading *
ktg_photo_file_read_beginning (GFile        *file,
                               guint64       max_bytes,
                               GCancellable *cancellable,
                               GError      **error)
{
  guint64 size_bytes;
  g_autoptr (GInputStream) stream = open_file (file, max_bytes, &size_bytes, cancellable, error);

  return stream != NULL ? ktg_picture_reading_new_beginning (stream, cancellable, error) : NULL;
}

/**
 * ktg_photo_file_read:
 * @file: a file an officer chose
 * @max_bytes: 0 for no limit
 * @request: what is asked of a picture
 * @keep: (nullable): gets every byte of a kind that is taken
 * @keeper: for @keep
 * @size_bytes: (out): of the file
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, %G_IO_ERROR_CANCELLED, or what @keep says
 *
 * %KTG_PHOTO_ERROR_CHANGED where the bytes are kept and somebody wrote to the file meanwhile.
 *
 * Returns: (transfer full): what was found
 */
KtgPictureReading *
ktg_photo_file_read (GFile                   *file,
                     guint64                  max_bytes,
                     const KtgPictureRequest *request,
                     KtgPhotoKeep             keep,
                     gpointer                 keeper,
                     guint64                 *size_bytes,
                     GCancellable            *cancellable,
                     GError                 **error)
{
  g_autoptr (GInputStream) stream = open_file (file, max_bytes, size_bytes, cancellable, error);
  Copying copying = { .keep = keep, .keeper = keeper };

  if (stream == NULL)
    return NULL;
  if (keep == NULL)
    return ktg_picture_reading_new (stream, request, NULL, NULL, cancellable, error);

  return look (stream, &copying.before, cancellable, error)
                 && (copying.before.size_bytes == *size_bytes || refuse_changed (error))
             ? read_copying (&copying, stream, request, cancellable, error)
             : NULL;
}
