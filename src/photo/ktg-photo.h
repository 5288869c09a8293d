/* ktg-photo.h - what a picture says about itself, and its preview
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include <ktg-photo-error.h>
#include <ktg-photo-keep.h>
#include <ktg-picture-record.h>

G_BEGIN_DECLS

/* What can be known of one file without changing it. */
typedef struct
{
  char *media_type; /* by its bytes: image/jpeg, image/png, image/webp, image/heic, application/pdf,
                       … */
  char *original_name; /* base name only, made valid UTF-8, control characters and direction
                          overrides removed */
  guint64 size_bytes;
  char   *taken; /* EXIF DateTimeOriginal with OffsetTimeOriginal, or where no zone is said with the
                    @utc_offset_s that was passed in: "2022-08-14T10:01:02+07:00"; NULL if it says
                    none */
  char    *camera; /* "Nokia 8.3 5G" style make and model, or NULL */
  gboolean has_position;
  double   latitude;
  double   longitude;
  GBytes  *preview; /* JPEG, upright, no metadata, at most 40 KiB, longest side 640; NULL if it
                       cannot be shown */
  int            preview_width, preview_height;
  gboolean       is_picture; /* of a kind that may be shown; others have a tile that says theirs */
  KtgPictureFate fate;       /* of a picture: why it has no preview */
  gboolean       is_truncated; /* a picture whose end is missing: kept, with a warning */
} KtgPhoto;

gboolean
ktg_photo_check (GFile *file, guint64 max_bytes, GCancellable *cancellable, GError **error);
KtgPhoto *ktg_photo_copy (GFile        *file,
                          guint64       max_bytes,
                          int           utc_offset_s,
                          KtgPhotoKeep  keep,
                          gpointer      keeper,
                          GCancellable *cancellable,
                          GError      **error);
KtgPhoto *ktg_photo_read (GFile        *file,
                          guint64       max_bytes,
                          int           utc_offset_s,
                          GCancellable *cancellable,
                          GError      **error);
KtgPhoto *ktg_photo_read_bytes (GBytes       *bytes,
                                const char   *name,
                                guint64       max_bytes,
                                int           utc_offset_s,
                                GCancellable *cancellable,
                                GError      **error);
void      ktg_photo_free (KtgPhoto *photo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPhoto, ktg_photo_free)

G_END_DECLS
