/* ktg-publishing-check.h - are the packs that lie here those that were published?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"

G_BEGIN_DECLS

gboolean ktg_publishing_check (KtgArchive *archive, GString *said, guint *n_wrong, GError **error);

G_END_DECLS
