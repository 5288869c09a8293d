/* ktg-synced-device.h - a device as a program has it: a store, a sync, and a link that may break
 *
 * It remembers what was filed on it, for the comparing at the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cuttable-link.h"
#include "ktg-world-server.h"

#include <ktg-store-device.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

/* An original and its preview. */
typedef struct
{
  char   *path;
  GBytes *original, *preview;
  char   *sha256, *preview_sha256;
} KtgTakenPhoto;

/* What a report has become, as its officer wrote it. */
typedef struct
{
  char      *id;
  char      *region; /* where it happened */
  char      *account;
  guint      n_events;
  gboolean   is_withdrawn;
  GPtrArray *photos; /* (element-type KtgTakenPhoto), of every version; borrowed */
} KtgFiledReport;

typedef struct
{
  GRand           *chance;
  KtgStoreDevice  *device;
  KtgSync         *sync;
  KtgCuttableLink *link;
  GPtrArray       *filed; /* (element-type KtgFiledReport) */
  guint            n_crashes, n_wakes;
} KtgSyncedDevice;

/* Enrolled over its link, which is whole so far, and not started. */
KtgSyncedDevice *ktg_synced_device_new (KtgWorldServer *server, const char *code, GRand *chance);
void             ktg_synced_device_free (KtgSyncedDevice *self);

void     ktg_synced_device_start (KtgSyncedDevice *self);
void     ktg_synced_device_crash (KtgSyncedDevice *self); /* and start again on the same folder */
void     ktg_synced_device_wake_if_waiting (KtgSyncedDevice *self);
void     ktg_synced_device_change_network (KtgSyncedDevice *self);
void     ktg_synced_device_press_button (KtgSyncedDevice *self);
gboolean ktg_synced_device_is_at_rest (KtgSyncedDevice *self);

void ktg_synced_device_file (KtgSyncedDevice *self, const char *region, GPtrArray *photos);
void ktg_synced_device_amend (KtgSyncedDevice *self, GPtrArray *photos);
void ktg_synced_device_withdraw (KtgSyncedDevice *self);
/* One whose text the server has, or NULL. */
const KtgFiledReport *ktg_synced_device_choose_delivered (KtgSyncedDevice *self);

/* The link heals and it syncs until level. */
void ktg_synced_device_become_level (KtgSyncedDevice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSyncedDevice, ktg_synced_device_free)

G_END_DECLS
