/* ktg-fault-disk.h - a disk that fails, or a machine that dies, at a chosen step
 *
 * A test program that links this has the C library's writing calls (open to create, write, fsync,
 * rename, unlink …) go through it, whoever makes them: SQLite and GLib too. Calls on files outside
 * the watched folder pass untouched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_FAULT_NONE, /* only count */
  KTG_FAULT_ONCE, /* that one call fails */
  KTG_FAULT_DEAD, /* that call and every later one fail */
  KTG_FAULT_KILL, /* the process ends there, in the middle of a write if it is one */
} KtgFaultKind;

#define KTG_FAULT_KILLED 77

/* Counts from 1, anew at each arming. */
void ktg_fault_disk_arm (const char *folder, KtgFaultKind kind, guint step, int error_number);
/* Only calls of this name count, e.g. "fsync"; NULL: all. Until the next arming. */
void ktg_fault_disk_only (const char *call);
/* The disk of @folder takes @room_bytes more, and what is removed or cut there gives its room back.
 * Until it is disarmed; may be armed meanwhile. */
void   ktg_fault_disk_fill (const char *folder, gint64 room_bytes);
gint64 ktg_fault_disk_get_room (void);
/* Lets everything pass again; how many steps there were. */
guint ktg_fault_disk_disarm (void);

/* What was asked of the watched folder since it was armed, a line for each run of equal calls:
 * "fsync importing" */
char *ktg_fault_disk_dup_trace (void);

/* Removes a folder and all in it. */
void ktg_fault_disk_remove_folder (const char *folder);

G_END_DECLS
