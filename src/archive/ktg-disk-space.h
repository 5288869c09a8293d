/* ktg-disk-space.h - how much more the disk of a data folder takes, and a reserve
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a disk has, in bytes. */
typedef struct
{
  guint64 total;
  guint64 free; /* for one who is not root */
} KtgDiskState;

guint64 ktg_disk_state_get_floor (const KtgDiskState *state);
guint64 ktg_disk_state_get_reserve (const KtgDiskState *state);

typedef struct _KtgDiskSpace KtgDiskSpace;

KtgDiskSpace *ktg_disk_space_new (const char *folder);
void          ktg_disk_space_free (KtgDiskSpace *self);

void     ktg_disk_space_keep_reserve (KtgDiskSpace *self);
void     ktg_disk_space_give_reserve_up (KtgDiskSpace *self);
void     ktg_disk_space_watch (KtgDiskSpace *self);
gboolean ktg_disk_space_takes_file (KtgDiskSpace *self, guint64 size_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDiskSpace, ktg_disk_space_free)

G_END_DECLS
