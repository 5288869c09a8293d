/* ktg-outline.h - the frame of a picture file: its size, its EXIF, its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KtgOutline KtgOutline;

struct _KtgOutline
{
  int         width, height; /* 0 until known */
  guint64     working_bytes; /* what a decoder must hold, however small the picture is shown */
  guint       n_scans;       /* of a JPEG */
  gboolean    is_animated;
  gboolean    is_complete; /* its proper end was seen */
  GByteArray *exif;        /* the TIFF structure alone, or NULL */

  /* How far it has come. */
  void (*step) (KtgOutline *self); /* takes the piece, says what comes next */
  GByteArray *piece;
  gsize       wanted;
  guint64     skip;
  guint64     rest; /* of the chunk at hand */
  guint64     position;
  guint64     end; /* where the file says it ends, or 0 */
  guint64     coefficient_bytes;
  guint       n_components;
  guchar      marker;
  gboolean    is_searching;
  gboolean    is_after_ff;
  gboolean    is_done;
};

KtgOutline *ktg_outline_new (const char *media_type);
void        ktg_outline_free (KtgOutline *self);

void ktg_outline_feed (KtgOutline *self, const guchar *bytes, gsize n_bytes);

/* For the formats, in files of their own. */
void  ktg_outline_want (KtgOutline *self, gsize n_bytes, void (*step) (KtgOutline *self));
void  ktg_outline_take_exif (KtgOutline *self, const guchar *bytes, gsize n_bytes);
void  ktg_outline_begin_jpeg (KtgOutline *self);
void  ktg_outline_begin_png (KtgOutline *self);
void  ktg_outline_begin_webp (KtgOutline *self);
gsize ktg_outline_search_jpeg (KtgOutline *self, const guchar *bytes, gsize n_bytes);

static inline guint
ktg_outline_be16 (const guchar *bytes)
{
  return (guint)bytes[0] << 8 | bytes[1];
}

static inline guint32
ktg_outline_be32 (const guchar *bytes)
{
  return (guint32)ktg_outline_be16 (bytes) << 16 | ktg_outline_be16 (bytes + 2);
}

static inline guint32
ktg_outline_le32 (const guchar *bytes)
{
  return (guint32)bytes[3] << 24 | (guint32)bytes[2] << 16 | (guint32)bytes[1] << 8 | bytes[0];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgOutline, ktg_outline_free)

G_END_DECLS
