/* ktg-db-copy.h - a copy of a database, made in steps while it is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-db.h"

G_BEGIN_DECLS

/* On the connection's thread, between its transactions. What is committed between two steps is in
 * the copy as well: once it is done it is what the database is at that moment. */
typedef struct _KtgDbCopy KtgDbCopy;

KtgDbCopy *ktg_db_copy_new (KtgDb *source, const char *path, GError **error);
gboolean   ktg_db_copy_step (KtgDbCopy *self, guint n_pages, gboolean *is_done, GError **error);
void       ktg_db_copy_free (KtgDbCopy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDbCopy, ktg_db_copy_free)

G_END_DECLS
