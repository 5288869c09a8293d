/* ktg-application.h - the app: one profile, one window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

#define KTG_TYPE_APPLICATION (ktg_application_get_type ())
G_DECLARE_FINAL_TYPE (KtgApplication, ktg_application, KTG, APPLICATION, AdwApplication)

KtgApplication *ktg_application_new (const KtgSyncWorld *world,
                                     const char         *profile,
                                     const char         *packs_folder,
                                     const char         *regions_path,
                                     const char         *locale_folder,
                                     const char         *ktg_path);

G_END_DECLS
