/* ktg-succession.h - has an event a place in what its author signed?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-event.h>

#include "ktg-writer.h"

G_BEGIN_DECLS

gboolean ktg_succession_find (KtgCatalog        *catalog,
                              gint64             author,
                              const KtgEnvelope *envelope,
                              const KtgEvent    *event,
                              guint64           *index,
                              gboolean          *is_fork,
                              GError           **error);

G_END_DECLS
