/* ktg-profile-lock.h - one process for one profile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _KtgProfileLock KtgProfileLock;

KtgProfileLock *ktg_profile_lock_take (const char *path, GError **error);
gboolean        ktg_profile_lock_was_left_open (KtgProfileLock *self);
void            ktg_profile_lock_release (KtgProfileLock *self, gboolean is_in_order);

G_END_DECLS
