/* crash-disk.h - what a disk may hold after the power failed, by the rules of POSIX
 *
 * A record of the shim is played upon a folder. At any point, what was flushed is there; of what
 * was not, any part may be: a write wholly, in sectors, as a length without its bytes, or not at
 * all; a name made, changed or removed, or not yet. Two changes of one name keep their order, and a
 * rename is never half done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "crash-state.h"

G_BEGIN_DECLS

typedef enum
{
  CRASH_DROP,
  CRASH_KEEP,
  CRASH_LENGTH,   /* the file grew, its bytes are zeros */
  CRASH_TORN_512, /* the low bits of @mask say which sectors were written */
  CRASH_TORN_4096,
} CrashFate;

typedef struct
{
  CrashFate fate;
  guint64   mask;
} CrashPart;

/* What becomes of each change not yet flushed, in the order in which they were made. */
typedef struct
{
  CrashPart *writes;
  gboolean  *names;
} CrashChoice;

typedef struct _CrashDisk CrashDisk;

CrashDisk *crash_disk_new (const char *base_folder, const char *record_path);
void       crash_disk_free (CrashDisk *self);

/* The next step; FALSE at the end. */
gboolean crash_disk_step (CrashDisk *self);
/* TRUE if that step changed what a crash could leave, or what was said. */
gboolean   crash_disk_is_changed (CrashDisk *self);
guint      crash_disk_get_n_steps (CrashDisk *self);
guint      crash_disk_get_n_writes (CrashDisk *self); /* not yet flushed */
guint      crash_disk_get_n_names (CrashDisk *self);
gsize      crash_disk_get_write_bytes (CrashDisk *self, guint i);
GPtrArray *crash_disk_get_said (CrashDisk *self); /* (element-type utf8) lines */

CrashState *crash_disk_make (CrashDisk *self, const CrashChoice *choice);
CrashState *crash_disk_make_live (CrashDisk *self); /* no crash: all that was done */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrashDisk, crash_disk_free)

G_END_DECLS
