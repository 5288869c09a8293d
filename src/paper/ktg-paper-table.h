/* ktg-paper-table.h - rows below a head, which stands above them on each page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-block.h"

G_BEGIN_DECLS

typedef struct
{
  const char  *title;
  double       width;
  KtgPaperSide side;
} KtgPaperColumn;

KtgPaperBlock *
ktg_paper_table_begin (GPtrArray *blocks, const KtgPaperColumn *columns, guint n_columns);
KtgPaperBlock      *
ktg_paper_table_add (GPtrArray *blocks, KtgPaperBlock *head, const char *const *words);
void ktg_paper_table_end (GPtrArray *blocks);

G_END_DECLS
