/* ktg-publishing.h - who published the packs that are handed out here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"

G_BEGIN_DECLS

gboolean ktg_publishing_stock (KtgArchive *archive,
                               const char *installed,
                               gboolean    publishes,
                               GError    **error);
gboolean ktg_publishing_restock (KtgArchive *archive, GError **error);
gboolean ktg_publishing_find_word (KtgArchive     *archive,
                                   KtgCatalog     *catalog,
                                   KtgShelvedPack *pack,
                                   gboolean       *is_other,
                                   GError        **error);
KtgPackNotice *
ktg_publishing_publish (KtgArchive *archive, GBytes *content, const char *today, GError **error);

G_END_DECLS
