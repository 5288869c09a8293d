/* ktg-archive.h - a server's data folder, open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

#include "ktg-clock.h"
#include "ktg-depot.h"
#include "ktg-roster.h"
#include "ktg-shelf.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

/* What a copy of its database is called, in its folder. */
#define KTG_ARCHIVE_SNAPSHOT_PREFIX "snapshot-"

typedef struct _KtgArchive KtgArchive;

KtgArchive *ktg_archive_open (const char *folder, KtgClock now_ms, GError **error);
gint64      ktg_archive_get_now_ms (KtgArchive *self);
void        ktg_archive_close (KtgArchive *self);

const char    *ktg_archive_get_folder (KtgArchive *self);
const char    *ktg_archive_get_holder (KtgArchive *self);
const char    *ktg_archive_get_root (KtgArchive *self);
KtgSigningKey *ktg_archive_get_key (KtgArchive *self);
KtgWriter     *ktg_archive_get_writer (KtgArchive *self);
gboolean
ktg_archive_note (KtgArchive *self, const char *what, gint64 subject, gint64 count, GError **error);
KtgDepot  *ktg_archive_get_depot (KtgArchive *self);
KtgRoster *ktg_archive_get_roster (KtgArchive *self);
KtgShelf  *ktg_archive_get_shelf (KtgArchive *self);
char      *ktg_archive_dup_life (KtgArchive *self);
void       ktg_archive_set_life (KtgArchive *self, const char *life);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgArchive, ktg_archive_close)

G_END_DECLS
