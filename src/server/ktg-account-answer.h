/* ktg-account-answer.h - who a device is from now on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-answer.h"
#include "ktg-service.h"

G_BEGIN_DECLS

KtgHttpAnswer *ktg_account_answer_new (KtgService      *service,
                                       const KtgDevice *device,
                                       const char      *officer,
                                       GPtrArray       *chain);

G_END_DECLS
