/* ktg-level-answer.h - a carrier asks whether what it brought is still here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-reckoning.h"

G_BEGIN_DECLS

gboolean ktg_level_answer_find (KtgDb          *db,
                                const KtgClaim *claim,
                                gint64          now_ms,
                                GPtrArray      *gaps,
                                GError        **error);

G_END_DECLS
