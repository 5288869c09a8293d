/* ktg-library.h - the data packs a program finds, and what their codes mean to people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-form-words.h"

#include <gio/gio.h>
#include <ktg-moment.h>
#include <ktg-pack-folder.h>
#include <ktg-pack.h>
#include <ktg-region-import.h>
#include <ktg-region-tree.h>

G_BEGIN_DECLS

#define KTG_TYPE_LIBRARY (ktg_library_get_type ())
G_DECLARE_FINAL_TYPE (KtgLibrary, ktg_library, KTG, LIBRARY, GObject)

KtgLibrary          *ktg_library_new (const char *folder, const char *imported);
void                 ktg_library_use_pack_folder (KtgLibrary *self, KtgPackFolder *packs);
void                 ktg_library_set_today (KtgLibrary *self, const KtgMoment *now);
void                 ktg_library_begin_day (KtgLibrary *self, const KtgMoment *now);
const char          *ktg_library_get_today (KtgLibrary *self);
KtgPackFolder       *ktg_library_get_pack_folder (KtgLibrary *self);
GPtrArray           *ktg_library_get_news (KtgLibrary *self);
GPtrArray           *ktg_library_dup_faults (KtgLibrary *self);
guint                ktg_library_get_n_lost (KtgLibrary *self);
const KtgPack       *ktg_library_get_pack (KtgLibrary *self);
const KtgRegionTree *ktg_library_get_regions (KtgLibrary *self);
KtgFormReader        ktg_library_get_reader (KtgLibrary *self);
GArray *
ktg_library_search_regions (KtgLibrary *self, const char *needle, const char *own_code, guint max);
KtgRegionImport *ktg_library_import_regions (KtgLibrary *self, GBytes *list, const char *version);
char            *ktg_library_dup_violation_name (KtgLibrary *self, const char *code);
char            *ktg_library_dup_place (KtgLibrary *self, const char *region, const char *words);

G_END_DECLS
