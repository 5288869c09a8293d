/* ktg-roster.h - every enrolled device's key, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-device.h"
#include "ktg-upstream-clock.h"

G_BEGIN_DECLS

typedef struct _KtgRoster KtgRoster;

KtgRoster *ktg_roster_new (void);
void       ktg_roster_free (KtgRoster *self);
void       ktg_roster_put_all (KtgRoster *self, const GPtrArray *devices);
void       ktg_roster_put (KtgRoster *self, KtgDevice *device);
KtgDevice *ktg_roster_dup_device (KtgRoster *self, const char *key);
KtgDevice *ktg_roster_dup_named (KtgRoster *self, const char *keyid);

void   ktg_roster_set_clock (KtgRoster *self, const KtgUpstreamClock *clock);
gint64 ktg_roster_tell_centre_ms (KtgRoster *self, gint64 now_ms);

void     ktg_roster_note_seen (KtgRoster *self, const char *key, gint64 now_ms);
gint64   ktg_roster_get_seen_ms (KtgRoster *self, const char *key);
gboolean ktg_roster_must_write_seen (KtgRoster *self, const char *key, gint64 now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRoster, ktg_roster_free)

G_END_DECLS
