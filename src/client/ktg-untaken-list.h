/* ktg-untaken-list.h - the files that were offered and not taken, each with its reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_UNTAKEN_LIST (ktg_untaken_list_get_type ())
G_DECLARE_FINAL_TYPE (KtgUntakenList, ktg_untaken_list, KTG, UNTAKEN_LIST, AdwBin)

void ktg_untaken_list_add (KtgUntakenList *self, const char *name, const char *sentence);

G_END_DECLS
