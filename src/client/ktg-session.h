/* ktg-session.h - one open profile, as the windows see it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-thumbnails.h"

#include <ktg-draft-bin.h>
#include <ktg-library.h>
#include <ktg-pack.h>
#include <ktg-region-tree.h>
#include <ktg-store.h>
#include <ktg-sync.h>
#include <ktg-view-file.h>

G_BEGIN_DECLS

#define KTG_TYPE_SESSION (ktg_session_get_type ())
G_DECLARE_FINAL_TYPE (KtgSession, ktg_session, KTG, SESSION, GObject)

KtgSession          *ktg_session_new (KtgStore           *store,
                                      KtgSync            *sync,
                                      KtgLibrary         *library,
                                      KtgViewFile        *view_file,
                                      const KtgSyncWorld *world);
KtgStore            *ktg_session_get_store (KtgSession *self);
KtgSync             *ktg_session_get_sync (KtgSession *self);
KtgThumbnails       *ktg_session_get_thumbnails (KtgSession *self);
KtgViewFile         *ktg_session_get_view_file (KtgSession *self);
const KtgSyncWorld  *ktg_session_get_world (KtgSession *self);
KtgDraftBin         *ktg_session_get_bin (KtgSession *self);
KtgLibrary          *ktg_session_get_library (KtgSession *self);
const KtgPack       *ktg_session_get_pack (KtgSession *self);
void                 ktg_session_use_packs (KtgSession *self);
const KtgRegionTree *ktg_session_get_regions (KtgSession *self);
gboolean             ktg_session_is_enrolled (KtgSession *self);
const char          *ktg_session_get_own_region (KtgSession *self);
char                *ktg_session_dup_officer (KtgSession *self);
KtgMoment            ktg_session_now (KtgSession *self);
void                 ktg_session_watch_midnight (KtgSession *self);
void                 ktg_session_set_event_day (KtgSession *self, const char *day);
const char          *ktg_session_get_event_day (KtgSession *self);
const char          *ktg_session_find_last_report (KtgSession *self);

G_END_DECLS
