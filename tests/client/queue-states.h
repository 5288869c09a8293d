/* queue-states.h - what a queue may stand at, as the sync engine would say it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "session-fixture.h"

G_BEGIN_DECLS

#define N_QUEUE_STATES 6

/* The queue in @window is told so; the name of the state, for people. */
const char *queue_states_show (SessionFixture *fixture, GtkWidget *window, guint state);
/* From here on it is the engine's own word again. */
void queue_states_end (SessionFixture *fixture);

G_END_DECLS
