/* ktg-paper-title.h - what a paper is called, and in small letters what is to be known of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-block.h"

G_BEGIN_DECLS

void ktg_paper_title_add (GPtrArray *blocks, const char *title, const char *below);
void ktg_paper_title_add_fact (GPtrArray      *blocks,
                               const char     *name,
                               const char     *value,
                               KtgPaperLetters letters);
void ktg_paper_title_end (GPtrArray *blocks);

G_END_DECLS
