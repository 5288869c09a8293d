/* ktg-shelf-check.h - whether a pack may come to those that are handed out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-shelf.h"

G_BEGIN_DECLS

gboolean ktg_shelf_check (const KtgShelfList   *list,
                          const char           *folder,
                          const KtgShelvedPack *pack,
                          const char           *today,
                          GError              **error);
gboolean ktg_shelf_check_refuse_other (const KtgPackNotice *notice, GError **error);

G_END_DECLS
