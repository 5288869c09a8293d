/* random-report.h - reports, events and texts as chance makes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-event.h>

/* All chance comes from g_test_rand_int(), so a seed repeats it. */
char *
random_text (guint max_chars); /* never empty; control characters, quotes and emoji among it */
char        *random_hash (void);
char        *random_key (void);
char        *random_time (void);
KtgReport   *random_report (void); /* as an event's body has it */
KtgEvent    *random_event (KtgEventKind kind);
KtgEnvelope *random_envelope (void); /* random UTF-8 with its true id and a random signature */
