/* ktg-simulated-request.h - what a request of a simulated device meets on its link
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-simulated-device.h"

G_BEGIN_DECLS

typedef enum
{
  KTG_SIMULATED_FAULT_NONE,
  KTG_SIMULATED_FAULT_PORTAL,           /* something else answers */
  KTG_SIMULATED_FAULT_BUSY,             /* 503 with Retry-After */
  KTG_SIMULATED_FAULT_ANSWER_SWALLOWED, /* the server did it, and its word is lost */
  KTG_SIMULATED_FAULT_SERVER_KILLED,    /* in the middle of it */
  KTG_SIMULATED_FAULT_DEVICE_KILLED,    /* while it sends, or between the answer and its COMMIT */
} KtgSimulatedFault;

KtgSimulatedFault ktg_simulated_request_draw_fault (KtgSimulatedDevice *self,
                                                    const KtgContact   *contact);
void              ktg_simulated_request_fail (KtgSimulatedDevice *self,
                                              const KtgStep      *step,
                                              KtgFailure          failure,
                                              gint64              retry_after_us);
void              ktg_simulated_request_die (KtgSimulatedDevice *self);
void   ktg_simulated_request_find_no_link (KtgSimulatedDevice *self, const KtgStep *step);
gint64 ktg_simulated_request_get_begin_us (KtgSimulatedDevice *self);
guint64
ktg_simulated_request_send (KtgSimulatedDevice *self, const KtgContact *contact, guint64 bytes);
gboolean ktg_simulated_request_hear (KtgSimulatedDevice *self,
                                     const KtgContact   *contact,
                                     KtgSimulatedFault   fault);

G_END_DECLS
