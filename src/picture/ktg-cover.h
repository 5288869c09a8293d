/* ktg-cover.h - parts of a picture that nobody shall see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-decoder.h"

G_BEGIN_DECLS

void ktg_cover_paint (const KtgDecoded *decoded, const KtgPictureRequest *request, int orientation);

G_END_DECLS
