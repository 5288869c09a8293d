/* ktg-telling-group.h - what goes on with the window closed, to be switched off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-view-file.h>

G_BEGIN_DECLS

#define KTG_TYPE_TELLING_GROUP (ktg_telling_group_get_type ())
G_DECLARE_FINAL_TYPE (KtgTellingGroup, ktg_telling_group, KTG, TELLING_GROUP, AdwPreferencesGroup)

void ktg_telling_group_show (KtgTellingGroup *self, KtgViewFile *view_file);

G_END_DECLS
