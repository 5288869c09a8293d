/* ktg-upright.h - which part of the stored picture is wanted, and which way up it was seen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-decoder.h"

G_BEGIN_DECLS

KtgRasterPart
ktg_upright_find_stored (const KtgRasterPart *part, const KtgDecoded *decoded, int orientation);
GdkPixbuf *
ktg_upright_new (const KtgDecoded *decoded, const KtgPictureRequest *request, int orientation);

G_END_DECLS
