/* ktg-recap-page.h - how many reports there are: in a sentence, four numbers and pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_RECAP_PAGE (ktg_recap_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgRecapPage, ktg_recap_page, KTG, RECAP_PAGE, AdwBin)

GtkWidget *ktg_recap_page_new (KtgSession *session, const char *topic);

G_END_DECLS
