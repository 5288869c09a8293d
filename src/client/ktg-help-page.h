/* ktg-help-page.h - the manual, a page for each screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_HELP_PAGE (ktg_help_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgHelpPage, ktg_help_page, KTG, HELP_PAGE, AdwBin)

GtkWidget  *ktg_help_page_new (KtgSession *session, const char *topic);
GBytes     *ktg_help_page_load (const char *language);
const char *ktg_help_page_get_topic (KtgHelpPage *self);

G_END_DECLS
