/* ktg-sync.h - brings this device and its server level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-party.h>
#include <ktg-sync-progress.h>
#include <ktg-sync-world.h>

G_BEGIN_DECLS

/* Signals: "changed" when progress changed (at most five times a second), "file-progress" is part
 * of it. */
#define KTG_TYPE_SYNC (ktg_sync_get_type ())
G_DECLARE_FINAL_TYPE (KtgSync, ktg_sync, KTG, SYNC, GObject)

/* Main thread; keeps a reference to @party. @world is static. */
KtgSync               *ktg_sync_new (KtgParty *party, const KtgSyncWorld *world);
const KtgSyncProgress *ktg_sync_get_progress (KtgSync *self);

void     ktg_sync_enrol_async (KtgSync            *self,
                               const char         *url,
                               const char         *code,
                               const char         *name,
                               const char         *ca_pem,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
gboolean ktg_sync_enrol_finish (KtgSync *self, GAsyncResult *result, GError **error);

void     ktg_sync_run_async (KtgSync            *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
gboolean ktg_sync_run_finish (KtgSync *self, GAsyncResult *result, GError **error);

void ktg_sync_start (KtgSync *self);
void ktg_sync_stop (KtgSync *self);
void ktg_sync_wake (KtgSync *self);

void ktg_sync_heed_rules (KtgSync *self);
void ktg_sync_send_all_now (KtgSync *self);

G_END_DECLS
