/* ktg-level-table.h - what a carrier brought of each author, added up, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-level.h>

G_BEGIN_DECLS

/* The carrier that is this server itself, towards the one above. */
#define KTG_LEVEL_OWN 0

/* When it was added up from the rows of what was brought: in this life, and not long ago. */
typedef struct
{
  const char *life;
  gint64      now_ms;
  gint64      max_age_ms;
} KtgLevelDate;

gboolean ktg_level_table_add (KtgDb      *db,
                              gint64      carrier,
                              const char *author,
                              const char *event_id,
                              GError    **error);
gboolean ktg_level_table_count (KtgDb *db, gint64 carrier, GError **error);
gboolean ktg_level_table_count_by (KtgDb              *db,
                                   gint64              carrier,
                                   const KtgLevelDate *date,
                                   gboolean           *has_counted,
                                   GError            **error);

gboolean
ktg_level_table_sum (KtgDb *db, gint64 carrier, const char *of, guint64 *sum, GError **error);
GPtrArray *ktg_level_table_list_authors (KtgDb *db, gint64 carrier, const char *of, GError **error);
gboolean   ktg_level_table_fill (KtgDb *db, gint64 carrier, KtgLevelGap *gap, GError **error);

G_END_DECLS
