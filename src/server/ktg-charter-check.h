/* ktg-charter-check.h - whether every role that is given here is signed for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-verb.h"

G_BEGIN_DECLS

int ktg_charter_check_run (KtgVerb *verb, guint *n_wrong);

G_END_DECLS
