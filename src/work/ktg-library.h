/* ktg-library.h - the data packs a program finds installed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-pack.h>
#include <ktg-region-tree.h>

G_BEGIN_DECLS

#define KTG_TYPE_LIBRARY (ktg_library_get_type ())
G_DECLARE_FINAL_TYPE (KtgLibrary, ktg_library, KTG, LIBRARY, GObject)

KtgLibrary          *ktg_library_new (const char *folder);
const KtgPack       *ktg_library_get_pack (KtgLibrary *self);
const KtgRegionTree *ktg_library_get_regions (KtgLibrary *self);

G_END_DECLS
