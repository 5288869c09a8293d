/* ktg-letter-table.h - words of the server above to devices of here, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>

#include "ktg-mailbag.h"

G_BEGIN_DECLS

gboolean ktg_letter_table_add (KtgDb *db, const char *device, KtgEnvelope *letter, GError **error);
gboolean ktg_letter_table_get_last (KtgDb *db, guint64 *number, GError **error);
gboolean ktg_letter_table_load (KtgDb      *db,
                                const char *device,
                                guint64     after,
                                KtgMailbag *bag,
                                GError    **error);

G_END_DECLS
