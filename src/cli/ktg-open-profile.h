/* ktg-open-profile.h - the profile a verb works on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli-verb.h"

#include <ktg-status-json.h>

G_BEGIN_DECLS

/* NULL: it was said why, and @exit is set. */
KtgStore *ktg_open_profile (KtgCli *cli, KtgExit *exit);
KtgStore *ktg_open_bare_profile (KtgCli *cli, KtgExit *exit); /* without the packs */
/* Frees @store; @exit, or another where closing failed. */
KtgExit ktg_close_profile (KtgStore *store, KtgExit exit);

/* All that is done for a verb that has no options, or only --json. */
KtgExit ktg_work_on_profile (KtgCli *cli, const KtgCliVerb *verb, GStrv argv);

/* The only report or draft whose id begins with @given; borrowed. NULL: it was said why. */
KtgSummary *ktg_open_profile_find (KtgStore *store, const char *given);
void        ktg_open_profile_say_filed (KtgStore *store, const char *id);
void        ktg_open_profile_count_states (KtgStore *store, KtgStatusCounts *counts);
void        ktg_open_profile_count (KtgCli *cli, KtgStore *store, KtgStatusCounts *counts);

G_END_DECLS
