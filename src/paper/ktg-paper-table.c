/* ktg-paper-table.c - rows below a head, which stands above them on each page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-table.h"

#define GAP 8.0

static KtgPaperBlock *
new_row (void)
{
  KtgPaperBlock *row = ktg_paper_block_new (KTG_PAPER_ROW, "TR");

  row->is_whole = TRUE;
  row->has_rule = TRUE;
  return row;
}

/**
 * ktg_paper_table_begin:
 * @blocks: (element-type KtgPaperBlock): the paper
 * @columns: from left to right
 * @n_columns: how many
 *
 * Returns: (transfer none): the head of a table, which is not parted from its first row
 */
KtgPaperBlock *
ktg_paper_table_begin (GPtrArray *blocks, const KtgPaperColumn *columns, guint n_columns)
{
  KtgPaperBlock *head = new_row ();
  double         x = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      KtgPaperCell *cell = ktg_paper_block_add (head,
                                                columns[i].title,
                                                x,
                                                columns[i].width - (i + 1 < n_columns ? GAP : 0),
                                                KTG_PAPER_SMALL);

      cell->tag = "TH";
      cell->side = columns[i].side;
      x += columns[i].width;
    }

  head->space = 8;
  head->keeps_next = TRUE;
  g_ptr_array_add (blocks, head);
  return head;
}

/**
 * ktg_paper_table_add:
 * @blocks: (element-type KtgPaperBlock): the paper
 * @head: of the table
 * @words: one for each of its columns
 *
 * Returns: (transfer none): a row
 */
KtgPaperBlock *
ktg_paper_table_add (GPtrArray *blocks, KtgPaperBlock *head, const char *const *words)
{
  KtgPaperBlock *row = new_row ();

  for (guint i = 0; i < head->cells->len; i++)
    {
      const KtgPaperCell *above = g_ptr_array_index (head->cells, i);
      KtgPaperCell       *cell
          = ktg_paper_block_add (row, words[i], above->x, above->width, KTG_PAPER_SMALL);

      cell->tag = "TD";
      cell->side = above->side;
    }

  row->head = head;
  g_ptr_array_add (blocks, row);
  return row;
}

/**
 * ktg_paper_table_end:
 * @blocks: (element-type KtgPaperBlock): the paper, as far as a table
 *
 * Its last row does not stand alone on a further page.
 */
void
ktg_paper_table_end (GPtrArray *blocks)
{
  KtgPaperBlock *before = g_ptr_array_index (blocks, blocks->len - 2);

  before->keeps_next |= before->head != NULL;
}
