/* ktg-life-table.h - the lives of this server, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>

G_BEGIN_DECLS

/* One life, seen from the present one. */
typedef struct
{
  gint64  number; /* 0: no such life */
  guint64 stands; /* indexes of it up to this one are what they were */
} KtgLifePlace;

char    *ktg_life_table_dup_present (KtgDb *db, GError **error);
gboolean ktg_life_table_find (KtgDb *db, const char *life, KtgLifePlace *place, GError **error);
gboolean ktg_life_table_add (KtgDb             *db,
                             const char        *life,
                             guint64            last,
                             gint64             now_ms,
                             const KtgEnvelope *restored,
                             GError           **error);
gboolean ktg_life_table_list_since (KtgDb *db, gint64 number, GPtrArray *restored, GError **error);

G_END_DECLS
