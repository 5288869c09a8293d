/* ktg-custody-note.h - what somebody at this window did with a file is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

G_BEGIN_DECLS

void ktg_custody_note (KtgSession *session, const char *sha256, KtgCustodyAct act);

G_END_DECLS
