/* ktg-upstream-table.h - what the server above holds of what is here, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>
#include <ktg-owed.h>

G_BEGIN_DECLS

/* --- its lives --- */
gboolean ktg_upstream_table_get_life (KtgDb *db, char **life, GError **error);
gboolean
ktg_upstream_table_knows_life (KtgDb *db, const char *life, gboolean *knows, GError **error);
gboolean ktg_upstream_table_begin_life (KtgDb *db, const char *life, GError **error);
gboolean ktg_upstream_table_cut (KtgDb      *db,
                                 const char *server,
                                 guint64     last_event,
                                 guint64     last_file,
                                 guint64     last_link,
                                 GError    **error);

/* --- what it holds --- */
gboolean ktg_upstream_table_set_event (KtgDb *db, const char *id, guint64 position, GError **error);
gboolean ktg_upstream_table_set_told (KtgDb *db, guint64 event, guint64 position, GError **error);
gboolean ktg_upstream_table_forget_told (KtgDb *db, guint64 event, GError **error);
gboolean
ktg_upstream_table_refuse_event (KtgDb *db, const char *id, const char *why, GError **error);
gboolean ktg_upstream_table_forget_all_told (KtgDb *db, GError **error);
gboolean ktg_upstream_table_set_text (KtgDb *db, const char *id, GError **error);
gboolean ktg_upstream_table_carry_again (KtgDb *db, const char *sha256, GError **error);
gboolean
ktg_upstream_table_set_link (KtgDb *db, const char *id, gboolean is_brought, GError **error);
gboolean ktg_upstream_table_note_stranger (KtgDb *db, const char *id, GError **error);
gboolean ktg_upstream_table_forget_strangers (KtgDb *db, GError **error);
gboolean
ktg_upstream_table_set_file (KtgDb *db, const char *sha256, guint64 position, GError **error);

/* --- and what it is owed --- */
gboolean ktg_upstream_table_load_owed (KtgDb *db, gint64 now_ms, KtgOwed *owed, GError **error);
gboolean
ktg_upstream_table_load_event (KtgDb *db, const char *id, KtgEnvelope **envelope, GError **error);

G_END_DECLS
