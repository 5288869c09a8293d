/* ktg-announcement.h - how much an event says is still to come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-named-file.h>

G_BEGIN_DECLS

gboolean ktg_announcement_fits (KtgDb        *db,
                                gint64        device,
                                const GArray *files,
                                gboolean     *fits,
                                GError      **error);

G_END_DECLS
