/* ktg-db-private.h - what the files of this room know of each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* So many statements are found by where their text lies, without reading all of it. */
#define KTG_DB_NEAR 256

struct _KtgDb
{
  sqlite3      *handle;
  GHashTable   *statements; /* SQL text → KtgStatement, kept for the life of the connection */
  KtgStatement *near[KTG_DB_NEAR];
  GHashTable   *memory; /* what need not be read again (ktg-db-memory.c) */
  guint         n_savepoints;
  gpointer      copy; /* under way, or NULL; not owned, and told when this closes */
  void (*orphan_copy) (gpointer copy);
  gboolean is_doubtful; /* a COMMIT or fsync failed: nothing more is believed of this connection */
};

struct _KtgStatement
{
  KtgDb        *db;
  sqlite3_stmt *handle;
  GPtrArray    *bound; /* (element-type GBytes), alive while SQLite points into them */
  int           bind_result;
  gboolean      is_cached;
  gboolean      is_in_use;
};

struct _KtgTransaction
{
  KtgDb *db;
};

void     ktg_statement_finalize (KtgStatement *self);
void     ktg_statement_bind_lasting_text (KtgStatement *self, int i, const char *value);
gboolean ktg_db_is_usable (KtgDb *self, GError **error);
void     ktg_db_take_error (KtgDb *self, int result, GError **error);

G_END_DECLS
