/* ktg-withdrawal.h - a report is taken back, with a reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_withdrawal_ask (GtkWidget *asker, KtgSession *session, const char *report_id);

G_END_DECLS
