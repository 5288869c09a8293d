/* ktg-code-maker.h - pictures of QR codes, made for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *texts[3];       /* of codes side by side, to the first NULL */
  int         width, height;  /* of the picture */
  double      module;         /* how large a square of a code is, in pixels */
  double      turned_degrees; /* each about its middle */
  gboolean    is_photo;       /* a JPEG with noise all around, instead of a white PNG */
  gboolean    is_reversed;    /* light on dark */
} KtgCodeSpec;

GBytes *ktg_code_make (const KtgCodeSpec *spec);

G_END_DECLS
