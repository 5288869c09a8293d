/* ktg-snapshot.h - the database of a running server as it is at one moment, in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

char *ktg_snapshot_take (KtgArchive *archive, GCancellable *cancellable, GError **error);

G_END_DECLS
