/* ktg-carried-links.h - what says who is who, brought by somebody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-census.h"
#include "ktg-offer.h"

G_BEGIN_DECLS

gboolean ktg_carried_links_take (const KtgCensus *census,
                                 const KtgDevice *carrier,
                                 GPtrArray       *offers,
                                 GError         **error);

G_END_DECLS
