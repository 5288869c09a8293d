/* ktg-picture.h - a picture made ready to be shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPicture, ktg_picture_free)

G_END_DECLS
