/* ktg-paper-out.h - a paper is written as a PDF where the caller says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli.h"

#include <ktg-paper.h>

G_BEGIN_DECLS

KtgExit ktg_paper_out_refuse (const char *words);
KtgExit ktg_paper_out_write (KtgStore *store, KtgPaper *paper, const char *out, const char *name);

G_END_DECLS
