/* ktg-archive-join.h - a new folder becomes that of a relay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

gboolean ktg_archive_join (KtgArchive *archive, const KtgAccount *account, GError **error);

G_END_DECLS
