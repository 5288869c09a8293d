/* ktg-going-on.h - what waits is sent with the window closed, too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_GOING_ON (ktg_going_on_get_type ())
G_DECLARE_FINAL_TYPE (KtgGoingOn, ktg_going_on, KTG, GOING_ON, GObject)

KtgGoingOn *ktg_going_on_new (GtkApplication *application, KtgSession *session);
void        ktg_going_on_leave (KtgGoingOn *self);

G_END_DECLS
