/* ktg-simulated-upload.h - one upload of a simulated device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-simulated-device.h"

G_BEGIN_DECLS

/* Played over @contact; time goes on. */
void ktg_simulated_upload_play (KtgSimulatedDevice *self,
                                const KtgStep      *step,
                                const KtgContact   *contact);

G_END_DECLS
