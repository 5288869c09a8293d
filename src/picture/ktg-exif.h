/* ktg-exif.h - what the camera wrote into a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-outline.h"

G_BEGIN_DECLS

typedef struct
{
  int      orientation; /* 1 to 8; 1 is upright */
  char    *taken;
  char    *camera;
  gboolean has_position;
  double   latitude;
  double   longitude;
} KtgExif;

void     ktg_exif_prepare (void);
KtgExif *ktg_exif_read (const KtgSpan *tiff, int utc_offset_s);
void     ktg_exif_free (KtgExif *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgExif, ktg_exif_free)

G_END_DECLS
