/* ktg-storage-group.h - the room that evidence takes, and what of it may be freed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_STORAGE_GROUP (ktg_storage_group_get_type ())
G_DECLARE_FINAL_TYPE (KtgStorageGroup, ktg_storage_group, KTG, STORAGE_GROUP, AdwPreferencesGroup)

void ktg_storage_group_show (KtgStorageGroup *self, KtgSession *session);

G_END_DECLS
