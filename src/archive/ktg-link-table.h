/* ktg-link-table.h - who was admitted and revoked, as rows of signed events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>
#include <ktg-event.h>

G_BEGIN_DECLS

gboolean ktg_link_table_add (KtgDb          *db,
                             KtgEnvelope    *envelope,
                             const KtgEvent *event,
                             gint64         *number,
                             GError        **error);
gboolean
ktg_link_table_get_end (KtgDb *db, const char *author, guint64 *seq, char **id, GError **error);
gboolean
ktg_link_table_get_head (KtgDb *db, const char *author, guint64 *seq, char **id, GError **error);
gboolean
ktg_link_table_find (KtgDb *db, const char *author, guint64 seq, GBytes **id, GError **error);
gboolean
ktg_link_table_has (KtgDb *db, const char *author, guint64 seq, gboolean *has, GError **error);
gboolean ktg_link_table_find_before_next (KtgDb      *db,
                                          const char *author,
                                          guint64     seq,
                                          gboolean   *has_next,
                                          char      **before,
                                          GError    **error);
gboolean ktg_link_table_get_number (KtgDb *db, const char *id, gint64 *number, GError **error);
gboolean
ktg_link_table_find_by_id (KtgDb *db, const char *id, KtgEnvelope **envelope, GError **error);
GPtrArray *ktg_link_table_list_subjects (KtgDb *db, const char *author, GError **error);
gboolean   ktg_link_table_load (KtgDb *db, gint64 number, KtgEnvelope **envelope, GError **error);
GPtrArray *ktg_link_table_list_without_row (KtgDb *db, GError **error);
GPtrArray *ktg_link_table_list_about (KtgDb *db, const char *key, GError **error);
GPtrArray *
ktg_link_table_list_words (KtgDb *db, const char *name, const char *version, GError **error);

G_END_DECLS
