/* ktg-paper-layout.h - blocks, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-block.h"
#include "ktg-paper-lines.h"

G_BEGIN_DECLS

/* Of a block what stands on one page: of each cell some lines. */
typedef struct
{
  const KtgPaperBlock *block;
  GPtrArray           *columns; /* (element-type KtgPaperLines): of the block */
  guint               *first;   /* of each column the first line … */
  guint               *behind;  /* … and the one behind the last */
  double               y;       /* from the top of the paper */
  double               height;
} KtgPaperPiece;

typedef struct
{
  GPtrArray *pieces; /* (element-type KtgPaperPiece) */
  gboolean   is_masked;
  gboolean   has_number; /* which stands for a letter, in the blocks on this page */
} KtgPaperPage;

GPtrArray *ktg_paper_layout_new (PangoContext *context, const GPtrArray *blocks);

G_END_DECLS
