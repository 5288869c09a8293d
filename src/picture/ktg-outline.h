/* ktg-outline.h - what stands around the pixels of a picture file, and whether its end is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *bytes;
  gsize         n_bytes;
} KtgSpan;

typedef struct
{
  gboolean is_cut;  /* a JPEG, PNG or WebP whose proper end was not seen */
  KtgSpan  exif;    /* the TIFF structure alone; empty where there is none */
  KtgSpan  profile; /* of the colours; of a WebP */
} KtgOutline;

KtgOutline ktg_outline_read (const char *media_type, const guint8 *bytes, gsize n_bytes);

G_END_DECLS
