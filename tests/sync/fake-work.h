/* fake-work.h - the honest work of the fake server, request by request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-turn.h"

G_BEGIN_DECLS

void fake_work_on (FakeTurn *turn, GBytes *body);

G_END_DECLS
