/* ktg-notifier.h - tells what happened to a report, where nobody looks at the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_NOTIFIER (ktg_notifier_get_type ())
G_DECLARE_FINAL_TYPE (KtgNotifier, ktg_notifier, KTG, NOTIFIER, GObject)

KtgNotifier *ktg_notifier_new (GtkApplication *application, KtgSession *session);

G_END_DECLS
