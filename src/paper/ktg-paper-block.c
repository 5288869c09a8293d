/* ktg-paper-block.c - what stands on paper, before anybody knows on which page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-block.h"

static void
cell_free (KtgPaperCell *cell)
{
  g_free (cell->text);
  g_free (cell);
}

/**
 * ktg_paper_block_new:
 * @kind: what it is
 * @tag: (nullable): what it is to who hears the page read, as PDF calls it; a literal
 *
 * Returns: (transfer full): a block without cells
 */
KtgPaperBlock *
ktg_paper_block_new (KtgPaperKind kind, const char *tag)
{
  KtgPaperBlock *block = g_new0 (KtgPaperBlock, 1);

  block->kind = kind;
  block->tag = tag;
  block->cells = g_ptr_array_new_with_free_func ((GDestroyNotify)cell_free);
  return block;
}

/**
 * ktg_paper_block_new_text:
 * @tag: as of ktg_paper_block_new()
 * @text: words
 * @letters: how they are set
 * @space: above them, in points
 *
 * Returns: (transfer full): a block that is as wide as the page
 */
KtgPaperBlock *
ktg_paper_block_new_text (const char *tag, const char *text, KtgPaperLetters letters, double space)
{
  KtgPaperBlock *block = ktg_paper_block_new (KTG_PAPER_TEXT, tag);

  block->space = space;
  ktg_paper_block_add (block, text, 0, KTG_PAPER_BODY_WIDTH, letters);
  return block;
}

/**
 * ktg_paper_block_new_heading:
 * @words: of a part of the paper
 *
 * Returns: (transfer full): its heading, which is in the outline, too
 */
KtgPaperBlock *
ktg_paper_block_new_heading (const char *words)
{
  KtgPaperBlock *heading = ktg_paper_block_new_text ("H2", words, KTG_PAPER_HEADING, 16);

  heading->keeps_next = TRUE;
  heading->is_whole = TRUE;
  heading->outline = g_strdup (words);
  return heading;
}

/**
 * ktg_paper_block_add:
 * @block: a block
 * @text: words
 * @x: where their column begins, in points from the left margin
 * @width: of the column
 * @letters: how they are set
 *
 * Returns: (transfer none): the cell
 */
KtgPaperCell *
ktg_paper_block_add (KtgPaperBlock  *block,
                     const char     *text,
                     double          x,
                     double          width,
                     KtgPaperLetters letters)
{
  KtgPaperCell *cell = g_new0 (KtgPaperCell, 1);

  cell->text = g_strdup (text);
  cell->x = x;
  cell->width = width;
  cell->letters = letters;
  g_ptr_array_add (block->cells, cell);
  return cell;
}

/**
 * ktg_paper_block_list_new:
 *
 * Returns: (transfer full) (element-type KtgPaperBlock): a paper on which nothing stands yet
 */
GPtrArray *
ktg_paper_block_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_paper_block_free);
}

/**
 * ktg_paper_block_free:
 * @block: (nullable): a block
 */
void
ktg_paper_block_free (KtgPaperBlock *block)
{
  if (block == NULL)
    return;

  g_ptr_array_unref (block->cells);
  g_clear_pointer (&block->bars, g_ptr_array_unref);
  ktg_evidence_free (block->evidence);
  g_free (block->outline);
  g_free (block->code);
  g_free (block);
}
