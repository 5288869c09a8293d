/* ktg-queue-page.h - what waits, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_QUEUE_PAGE (ktg_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgQueuePage, ktg_queue_page, KTG, QUEUE_PAGE, AdwBin)

KtgQueuePage *ktg_queue_page_new (KtgSession *session);
void          ktg_queue_page_refresh (KtgQueuePage *self);

G_END_DECLS
