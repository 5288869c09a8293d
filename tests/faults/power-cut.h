/* power-cut.h - every state a power cut could have left, made and judged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Opens @folder as after a sudden end, looks, and compares with what had been said by then: lines
 * of text. Returns what is wrong, or NULL. */
typedef char *(*PowerCutJudge) (const char *folder, GPtrArray *said);

/* main() of a program: BASE RECORD LIVE SCRATCH N_STATES SEED N_WORKERS */
int power_cut_main (int argc, char **argv, PowerCutJudge judge);

G_END_DECLS
