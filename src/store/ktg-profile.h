/* ktg-profile.h - one profile folder, opened: what the worker works on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-changes.h"
#include "ktg-evidence-folder.h"
#include "ktg-ledger.h"
#include "ktg-pack-folder.h"
#include "ktg-profile-lock.h"

#include <ktg-signing-key.h>

G_BEGIN_DECLS

/* Blocking, and used by one thread at a time. */
typedef struct
{
  char           *folder;
  KtgProfileLock *lock;
  KtgVault       *vault;
  KtgLedger
          *ledger; /* NULL after a write of unknown outcome, until the file could be opened again */
  KtgRoll *roll;   /* who is who */
  KtgEvidenceFolder *evidence;
  const KtgPack     *pack;  /* borrowed; NULL until the packs were read */
  KtgPackFolder     *packs; /* where packs are kept; NULL: nowhere */
  KtgSigningKey     *key;
  KtgAccount        *account; /* NULL before enrolment */
  gboolean           has_server_offset;
  gint64             server_offset_ms;
  gboolean           is_disk_full; /* there was no room for the reserve, or it was needed */
} KtgProfile;

KtgProfile          *
ktg_profile_open (const char *folder, gint64 now_us, KtgChanges *changes, GError **error);
void     ktg_profile_close (KtgProfile *self);
gboolean ktg_profile_make_ready (KtgProfile *self, KtgChanges *changes, GError **error);
gboolean ktg_profile_keep_reserve (KtgProfile *self, GError **error);
gboolean ktg_profile_make_room (KtgProfile *self);
gboolean ktg_profile_reopen (KtgProfile *self, KtgChanges *changes, GError **error);
gboolean ktg_profile_begin_anew (KtgProfile *self, KtgSigningKey *key, GError **error);
void     ktg_profile_use_key (KtgProfile *self, KtgSigningKey *key);
void     ktg_profile_note_key (KtgProfile *self, KtgChanges *changes);
const char *ktg_profile_get_device (KtgProfile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgProfile, ktg_profile_close)

G_END_DECLS
