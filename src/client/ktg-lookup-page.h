/* ktg-lookup-page.h - the pages where something is looked up, by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *ktg_lookup_page_new (const char *target, KtgSession *session);

G_END_DECLS
