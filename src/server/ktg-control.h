/* ktg-control.h - a verb asked of the process that has the data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-ask.h"
#include "ktg-verb.h"

G_BEGIN_DECLS

typedef struct _KtgControl KtgControl;

KtgControl *ktg_control_new (KtgArchive *archive, GError **error);
void        ktg_control_free (KtgControl *self);

gboolean ktg_control_ask (const char *folder,
                          char      **words,
                          KtgVerbSend send,
                          gpointer    send_data,
                          int        *status,
                          GError    **error);

gboolean ktg_control_fetch (const char *folder,
                            const char *sha256,
                            KtgHttpTake take,
                            gpointer    take_data,
                            GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgControl, ktg_control_free)

G_END_DECLS
