/* ktg-open-case.h - the case that a verb is about, and what is said of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli-verb.h"

G_BEGIN_DECLS

KtgReportHeld *ktg_open_case (KtgCli *cli, KtgStore *store, const char *given);
KtgExit ktg_open_case_act (KtgCli *cli, KtgStore *store, const KtgReportHeld *held, KtgEvent *said);

G_END_DECLS
