/* ktg-library-door.h - what the library is, before anything of it is opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-reference.h>

G_BEGIN_DECLS

#define KTG_TYPE_LIBRARY_DOOR (ktg_library_door_get_type ())
G_DECLARE_FINAL_TYPE (KtgLibraryDoor, ktg_library_door, KTG, LIBRARY_DOOR, AdwBin)

GtkWidget *ktg_library_door_new (const KtgReference *reference);

G_END_DECLS
