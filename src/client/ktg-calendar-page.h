/* ktg-calendar-page.h - stages of the elections, time limits and holidays, month by month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_CALENDAR_PAGE (ktg_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgCalendarPage, ktg_calendar_page, KTG, CALENDAR_PAGE, AdwBin)

GtkWidget *ktg_calendar_page_new (KtgSession *session, const char *topic);

G_END_DECLS
