/* ktg-world-sync.h - the sync of a device or of a relay, by the clocks of this machine
 *
 * Each call waits until the sync is done, and nothing may go wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store-device.h>
#include <ktg-sync.h>
#include <ktg-test-server.h>

G_BEGIN_DECLS

KtgMoment ktg_world_sync_get_now (void);

KtgSync *ktg_world_sync_new (KtgParty *party);
/* Of @device's store, which is enrolled, and confirmed where that is needed. */
KtgSync *ktg_world_sync_enrol (KtgStoreDevice *device,
                               KtgTestServer  *server,
                               KtgRole         role,
                               const char     *region);
/* By way of what @url reaches. */
KtgSync *ktg_world_sync_enrol_at (KtgStoreDevice *device,
                                  KtgTestServer  *server,
                                  const char     *url,
                                  KtgRole         role,
                                  const char     *region);
void     ktg_world_sync_free (KtgSync *self); /* before its party */

void ktg_world_sync_run (KtgSync *self);
/* This one may go wrong. */
gboolean ktg_world_sync_try (KtgSync *self);
/* For all clocks here. */
void ktg_world_sync_pass (gint64 us);

G_END_DECLS
