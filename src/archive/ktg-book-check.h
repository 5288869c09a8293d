/* ktg-book-check.h - are the rows that are held those that the server wrote?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

gboolean ktg_book_check (KtgArchive   *archive,
                         GCancellable *cancellable,
                         GString      *said,
                         guint        *n_wrong,
                         GError      **error);

G_END_DECLS
