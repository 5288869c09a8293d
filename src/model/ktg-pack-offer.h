/* ktg-pack-offer.h - what a pack that a person offers takes away from those that are here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-pack.h"

G_BEGIN_DECLS

char *ktg_pack_find_loss (const KtgPack *pack, const KtgPackPart *part, const char **key);

G_END_DECLS
