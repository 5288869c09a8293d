/* ktg-disk-room.h - how much more a disk takes
 *
 * Counts in blocks, as file systems do: a file that grows takes room, one that is cut or removed
 * gives its own back, and writing over what is there costs nothing. Without GLib, since the shim
 * has none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdint.h>

#pragma GCC visibility push(hidden)

#define KTG_DISK_ROOM_ENDLESS INT64_MAX

void    ktg_disk_room_set (int64_t n_bytes);
int64_t ktg_disk_room_get (void);

/* Before a file is written or made longer, up to @end bytes. FALSE if that does not fit; errno is
 * set then. */
int ktg_disk_room_take (int fd, int64_t end);

/* Before a file is made: its name takes a block, too, until it is removed. */
int ktg_disk_room_take_name (void);

/* Before a file is cut to @length bytes, or a name of one removed. */
void ktg_disk_room_give (int fd, int64_t length);
void ktg_disk_room_give_name (int folder_fd, const char *name);

#pragma GCC visibility pop
