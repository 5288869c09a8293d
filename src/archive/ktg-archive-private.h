/* ktg-archive-private.h - what an archive shows its own files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"
#include "ktg-book.h"

G_BEGIN_DECLS

KtgBook *ktg_archive_get_book (KtgArchive *self);
KtgDb   *ktg_archive_open_copy (KtgArchive *self, const char *path, GError **error);
void     ktg_archive_set_holder (KtgArchive *self, const char *holder);

G_END_DECLS
