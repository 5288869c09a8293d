/* ktg-test-zone.h - zones for packs that tests make themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

/* Into @part: all that lies in @region. */
void
ktg_test_zone_add (KtgPackPart *part, const char *code, int offset_minutes, const char *region);
/* A pack that knows this one. */
KtgPack *ktg_test_zone_new_pack (const char *code, int offset_minutes, const char *region);

G_END_DECLS
