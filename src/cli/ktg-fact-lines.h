/* ktg-fact-lines.h - facts as lines on the terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-fact.h>

G_BEGIN_DECLS

void ktg_fact_lines_say (const char *name, const char *text);
void ktg_fact_lines_say_detail (const char *indent, const char *detail);
void ktg_fact_lines_say_whole (const KtgFact *fact, const char *indent);

G_END_DECLS
