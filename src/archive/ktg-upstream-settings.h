/* ktg-upstream-settings.h - which server stands above a relay, and what was last heard of it
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
#include <ktg-pack-notice.h>

G_BEGIN_DECLS

gboolean ktg_upstream_settings_load_account (KtgDb *db, KtgAccount **account, GError **error);
gboolean ktg_upstream_settings_has_account (KtgDb *db, gboolean *has, GError **error);
gboolean ktg_upstream_settings_set_account (KtgDb *db, const KtgAccount *account, GError **error);
gboolean ktg_upstream_settings_load_marks (KtgDb *db, KtgMarkList **marks, GError **error);
gboolean ktg_upstream_settings_set_marks (KtgDb *db, const KtgMarkList *marks, GError **error);
gboolean ktg_upstream_settings_load_packs (KtgDb *db, KtgPackList **list, GError **error);
gboolean ktg_upstream_settings_set_packs (KtgDb *db, const KtgPackList *list, GError **error);
gboolean ktg_upstream_settings_load_book (KtgDb        *db,
                                          KtgEnvelope **envelope,
                                          KtgBookmark **word,
                                          GError      **error);
gboolean ktg_upstream_settings_set_book (KtgDb *db, const KtgEnvelope *envelope, GError **error);
gboolean ktg_upstream_settings_set_asked (KtgDb *db, gboolean is_asked, GError **error);
gboolean ktg_upstream_settings_is_asked (KtgDb *db, gboolean *is_asked, GError **error);
gboolean
ktg_upstream_settings_note_exchange (KtgDb *db, gint64 now_ms, gint64 offset_ms, GError **error);
gboolean ktg_upstream_settings_load_clock (KtgDb *db, KtgUpstreamClock *clock, GError **error);
gboolean ktg_upstream_settings_set_refused (KtgDb *db, gboolean is_refused, GError **error);
gboolean ktg_upstream_settings_get_refused (KtgDb *db, gboolean *is_refused, GError **error);

G_END_DECLS
