/* ktg-library-page.h - the library: what the packs say on a day, to be looked up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_LIBRARY_PAGE (ktg_library_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgLibraryPage, ktg_library_page, KTG, LIBRARY_PAGE, AdwBin)

GtkWidget *ktg_library_page_new (KtgSession *session, const char *topic);

G_END_DECLS
