/* ktg-outside-opener.h - what is not shown here is opened by another program, once that was agreed
 * to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_outside_opener_ask (GtkWidget *asker, KtgSession *session, const KtgEvidence *evidence);
void ktg_outside_opener_sweep (void);

G_END_DECLS
