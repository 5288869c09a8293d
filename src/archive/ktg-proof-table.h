/* ktg-proof-table.h - in which lists it stands who an author is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

G_BEGIN_DECLS

gboolean ktg_proof_table_put (KtgDb *db, const char *scope, const char *key, GError **error);
gboolean ktg_proof_table_follow (KtgDb *db, gint64 number, GError **error);
gboolean ktg_proof_table_clear (KtgDb *db, GError **error);

G_END_DECLS
