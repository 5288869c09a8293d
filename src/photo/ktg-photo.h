/* ktg-photo.h - what a picture says about itself, and its preview
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_PREVIEW_MAX_BYTES (40 * 1024)
#define KTG_PREVIEW_LONGEST_SIDE 640

/**
 * KtgPhotoError:
 * @KTG_PHOTO_ERROR_MISSING: there is no such file
 * @KTG_PHOTO_ERROR_FOLDER: it is a folder
 * @KTG_PHOTO_ERROR_EMPTY: it has no bytes
 * @KTG_PHOTO_ERROR_NOT_EVIDENCE: not a picture or document of a kind that is taken (a text with a
 * photo's name)
 * @KTG_PHOTO_ERROR_TOO_LARGE: more bytes than the limit
 * @KTG_PHOTO_ERROR_UNREADABLE: the disk or its permissions refuse
 * @KTG_PHOTO_ERROR_CHANGED: it was written to while it was read; wait until it is whole, then again
 * @KTG_PHOTO_ERROR_NOT_SHOWN: it cannot be decoded here; it may still be kept, and opened elsewhere
 */
typedef enum
{
  KTG_PHOTO_ERROR_MISSING,
  KTG_PHOTO_ERROR_FOLDER,
  KTG_PHOTO_ERROR_EMPTY,
  KTG_PHOTO_ERROR_NOT_EVIDENCE,
  KTG_PHOTO_ERROR_TOO_LARGE,
  KTG_PHOTO_ERROR_UNREADABLE,
  KTG_PHOTO_ERROR_CHANGED,
  KTG_PHOTO_ERROR_NOT_SHOWN,
} KtgPhotoError;

#define KTG_PHOTO_ERROR (ktg_photo_error_quark ())
GQuark ktg_photo_error_quark (void);

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
  int      preview_width, preview_height;
  gboolean is_truncated; /* a picture whose end is missing: kept, with a warning */
} KtgPhoto;

/* Gets the bytes of a file as they are read, piece by piece. FALSE with @error ends the reading. */
typedef gboolean (*KtgPhotoKeep) (gpointer      keeper,
                                  const guint8 *bytes,
                                  gsize         size_bytes,
                                  GError      **error);

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

/* Rows of red, green, blue and, if it has any, opacity. */
typedef struct
{
  GBytes  *pixels;
  int      width, height, row_bytes;
  gboolean has_alpha;
} KtgPicture;

KtgPicture *ktg_picture_decode (GInputStream *stream,
                                int           longest_side,
                                GCancellable *cancellable,
                                GError      **error);
void        ktg_picture_free (KtgPicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPhoto, ktg_photo_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPicture, ktg_picture_free)

G_END_DECLS
