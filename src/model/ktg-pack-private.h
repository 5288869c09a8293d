/* ktg-pack-private.h - what the files about packs ask each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-pack.h"

G_BEGIN_DECLS

#define KTG_PACK_RULES "rules"         /* the pack of which the version of a day counts … */
#define KTG_PACK_PROCEDURE "procedure" /* … and so of this one */

char              *ktg_pack_dup_settled_day (const KtgPack *pack, const char *day);
const KtgPackPart *ktg_pack_find_part (const KtgPack *pack, const char *name, const char *version);
const KtgPackPart *ktg_pack_find_part_on (const KtgPack *pack, const char *name, const char *day);
void               ktg_pack_count_forms (KtgPack *pack);

G_END_DECLS
