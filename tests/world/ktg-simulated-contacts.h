/* ktg-simulated-contacts.h - texts go in the first contact that can carry them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-simulated-world.h"

G_BEGIN_DECLS

/* What a text that went by a relay waited for. */
typedef struct
{
  guint    n_missed;  /* contacts that could have carried it, of both links, and did not */
  gint64   beyond_us; /* from the moment on in which it could go, both links together */
  gint64   whole_us;  /* since it was filed until it was at the centre */
  gboolean is_after;  /* it came there only when the links were there to stay */
} KtgSimulatedWait;

void ktg_simulated_contacts_check (const KtgSimulatedDevice *device, KtgSimulatedTally *tally);
/* @waits: (element-type KtgSimulatedWait): gets those of all texts of a device behind @relay */
void ktg_simulated_contacts_measure (const KtgSimulatedDevice *device,
                                     const KtgSimulatedDevice *relay,
                                     GArray                   *waits);

G_END_DECLS
