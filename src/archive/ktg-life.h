/* ktg-life.h - each start of a server begins a life
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"
#include "ktg-catalog-rows.h"

#include <ktg-envelope.h>

G_BEGIN_DECLS

gboolean     ktg_life_begin (KtgArchive *archive, GError **error);
KtgEnvelope *ktg_life_sign (KtgSigningKey       *key,
                            const char          *life,
                            const char          *of,
                            const KtgLifeBounds *bounds,
                            gint64               now_ms);

G_END_DECLS
