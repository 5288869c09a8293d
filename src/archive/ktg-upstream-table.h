/* ktg-upstream-table.h - what the server above holds of what is here, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-upstream-clock.h"

#include <ktg-account.h>
#include <ktg-bookmark.h>
#include <ktg-db.h>
#include <ktg-envelope.h>
#include <ktg-mark-list.h>
#include <ktg-owed.h>
#include <ktg-pack-notice.h>

G_BEGIN_DECLS

/* --- which server that is --- */
gboolean ktg_upstream_table_load_account (KtgDb *db, KtgAccount **account, GError **error);
gboolean ktg_upstream_table_has_account (KtgDb *db, gboolean *has, GError **error);
gboolean ktg_upstream_table_set_account (KtgDb *db, const KtgAccount *account, GError **error);

/* --- its lists and lives --- */
gboolean ktg_upstream_table_load_marks (KtgDb *db, KtgMarkList **marks, GError **error);
gboolean ktg_upstream_table_set_marks (KtgDb *db, const KtgMarkList *marks, GError **error);
gboolean ktg_upstream_table_load_packs (KtgDb *db, KtgPackList **list, GError **error);
gboolean ktg_upstream_table_set_packs (KtgDb *db, const KtgPackList *list, GError **error);
gboolean ktg_upstream_table_load_book (KtgDb        *db,
                                       KtgEnvelope **envelope,
                                       KtgBookmark **word,
                                       GError      **error);
gboolean ktg_upstream_table_set_book (KtgDb *db, const KtgEnvelope *envelope, GError **error);
gboolean ktg_upstream_table_get_life (KtgDb *db, char **life, GError **error);
gboolean
ktg_upstream_table_knows_life (KtgDb *db, const char *life, gboolean *knows, GError **error);
gboolean ktg_upstream_table_begin_life (KtgDb *db, const char *life, GError **error);
gboolean ktg_upstream_table_set_asked (KtgDb *db, gboolean is_asked, GError **error);
gboolean ktg_upstream_table_cut (KtgDb *db, guint64 last_event, guint64 last_file, GError **error);

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
gboolean ktg_upstream_table_forget_links (KtgDb *db, GError **error);
gboolean
ktg_upstream_table_set_file (KtgDb *db, const char *sha256, guint64 position, GError **error);

gboolean
ktg_upstream_table_note_exchange (KtgDb *db, gint64 now_ms, gint64 offset_ms, GError **error);
gboolean ktg_upstream_table_load_clock (KtgDb *db, KtgUpstreamClock *clock, GError **error);
gboolean ktg_upstream_table_set_refused (KtgDb *db, gboolean is_refused, GError **error);
gboolean ktg_upstream_table_get_refused (KtgDb *db, gboolean *is_refused, GError **error);

/* --- and what it is owed --- */
gboolean ktg_upstream_table_load_owed (KtgDb *db, gint64 now_ms, KtgOwed *owed, GError **error);
gboolean
ktg_upstream_table_load_event (KtgDb *db, const char *id, KtgEnvelope **envelope, GError **error);

G_END_DECLS
