/* crash-state.h - a folder as it might be found: files by their path, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CrashState CrashState;

CrashState *crash_state_new (void);
void        crash_state_free (CrashState *self);
/* @path: "" is the folder itself; @bytes: taken, NULL for a directory. */
void    crash_state_add (CrashState *self, const char *path, GByteArray *bytes);
guint64 crash_state_get_hash (CrashState *self);
void    crash_state_write (CrashState *self, const char *folder);
/* NULL if @folder holds exactly this; else the first name that differs. */
char *crash_state_dup_difference (CrashState *self, const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrashState, crash_state_free)

G_END_DECLS
