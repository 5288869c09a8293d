/* ktg-paper-layout.c - blocks, page by page
 *
 * A block goes on on the next page where it may: never with one line alone on either side, nor
 * with a heading parted from what it heads. What is whole moves as a whole; only what no page could
 * hold is parted all the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-layout.h"

#include <string.h>

#define LEAST_LINES 2 /* of a block, on either side of a page's end */

typedef struct
{
  const KtgPaperBlock *block;
  GPtrArray           *columns; /* (element-type KtgPaperLines) */
} Set;

typedef struct
{
  GPtrArray *sets;  /* (element-type Set): one a block */
  GPtrArray *pages; /* (element-type KtgPaperPage) */
  double     y;
} Layout;

static Set *
set_new (PangoContext *context, const KtgPaperBlock *block)
{
  Set *set = g_new0 (Set, 1);

  set->block = block;
  set->columns = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_paper_lines_free);
  for (guint i = 0; i < block->cells->len; i++)
    g_ptr_array_add (set->columns,
                     ktg_paper_lines_new (context, g_ptr_array_index (block->cells, i)));
  return set;
}

static void
set_free (Set *set)
{
  g_ptr_array_unref (set->columns);
  g_free (set);
}

static void
piece_free (KtgPaperPiece *piece)
{
  g_ptr_array_unref (piece->columns);
  g_free (piece->first);
  g_free (piece->behind);
  g_free (piece);
}

static void
page_free (KtgPaperPage *page)
{
  g_ptr_array_unref (page->pieces);
  g_free (page);
}

static KtgPaperPage *
get_page (Layout *self)
{
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

static void
begin_page (Layout *self)
{
  KtgPaperPage *page = g_new0 (KtgPaperPage, 1);

  page->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)piece_free);
  g_ptr_array_add (self->pages, page);
  self->y = KTG_PAPER_TOP;
}

static double
get_room (const Layout *self)
{
  return KTG_PAPER_HEIGHT - KTG_PAPER_BOTTOM - self->y;
}

static double
get_padding (const KtgPaperBlock *block)
{
  return block->kind == KTG_PAPER_ROW ? 2 * KTG_PAPER_ROW_PADDING : 0;
}

/* Of the lines from @first on, up to @behind; both of each column. */
static double
get_height (const Set *set, const guint *first, const guint *behind)
{
  double height = 0;

  for (guint i = 0; i < set->columns->len; i++)
    height = MAX (height,
                  ktg_paper_lines_get_height (g_ptr_array_index (set->columns, i),
                                              first[i],
                                              behind[i]));

  return MAX (height + get_padding (set->block), set->block->least_height);
}

static guint
get_n_lines (const Set *set, guint i)
{
  return ((const KtgPaperLines *)g_ptr_array_index (set->columns, i))->lines->len;
}

/* At most @most lines of each column, from the first on. */
static double
get_beginning_height (const Set *set, guint most)
{
  g_autofree guint *first = g_new0 (guint, set->columns->len);
  g_autofree guint *behind = g_new0 (guint, set->columns->len);

  for (guint i = 0; i < set->columns->len; i++)
    behind[i] = MIN (most, get_n_lines (set, i));

  return get_height (set, first, behind);
}

static gboolean
is_whole (const Set *set)
{
  return set->block->is_whole && get_beginning_height (set, G_MAXUINT) <= KTG_PAPER_BODY_HEIGHT;
}

/* What has to be on one page with the beginning of a block: that, and where the block is one that
 * is not parted from the next, what holds for the next. */
static double
get_needed (const Layout *self, guint from)
{
  double needed = 0;

  for (guint i = from; i < self->sets->len; i++)
    {
      const Set *set = g_ptr_array_index (self->sets, i);
      gboolean   all = is_whole (set) || set->block->keeps_next;

      needed += (i > from ? set->block->space : 0)
                + get_beginning_height (set, all ? G_MAXUINT : LEAST_LINES);
      if (!set->block->keeps_next)
        break;
    }

  return MIN (needed, KTG_PAPER_BODY_HEIGHT);
}

static void
put (Layout *self, const Set *set, const guint *first, const guint *behind)
{
  KtgPaperPage  *page = get_page (self);
  KtgPaperPiece *piece = g_new0 (KtgPaperPiece, 1);

  piece->block = set->block;
  piece->columns = g_ptr_array_ref (set->columns);
  piece->first = g_memdup2 (first, sizeof *first * set->columns->len);
  piece->behind = g_memdup2 (behind, sizeof *behind * set->columns->len);
  piece->y = self->y;
  piece->height = get_height (set, first, behind);
  g_ptr_array_add (page->pieces, piece);

  page->is_masked |= set->block->is_masked;
  for (guint i = 0; i < set->columns->len; i++)
    page->has_number |= ((KtgPaperLines *)g_ptr_array_index (set->columns, i))->has_number;
  self->y += piece->height;
}

static const Set *
find_set (const Layout *self, const KtgPaperBlock *block)
{
  guint i = 0;

  while (((const Set *)g_ptr_array_index (self->sets, i))->block != block)
    i++;

  return g_ptr_array_index (self->sets, i);
}

static void
put_whole (Layout *self, const Set *set)
{
  g_autofree guint *first = g_new0 (guint, set->columns->len);
  g_autofree guint *behind = g_new0 (guint, set->columns->len);

  for (guint i = 0; i < set->columns->len; i++)
    behind[i] = get_n_lines (set, i);

  put (self, set, first, behind);
}

static void
begin_further_page (Layout *self, const KtgPaperBlock *block)
{
  begin_page (self);
  if (block->head != NULL)
    put_whole (self, find_set (self, block->head));
}

/* One line alone is left neither here nor there; one that no page holds is put down all the same.
 */
static guint
find_break (const KtgPaperLines *lines, guint first, double room, gboolean is_at_head)
{
  guint behind = ktg_paper_lines_fit (lines, first, room);

  if (behind == lines->lines->len)
    return behind;
  if (lines->lines->len - behind < LEAST_LINES && behind > first)
    behind--;
  if (behind - first < LEAST_LINES && !is_at_head)
    behind = first;

  return behind == first && is_at_head ? first + 1 : behind;
}

/* Returns: whether all of it is down. */
static gboolean
put_some (Layout *self, const Set *set, guint *first, gboolean is_at_head)
{
  g_autofree guint *behind = g_new0 (guint, set->columns->len);
  gboolean          is_all = TRUE;
  gboolean          is_any = FALSE;

  for (guint i = 0; i < set->columns->len; i++)
    {
      behind[i] = find_break (g_ptr_array_index (set->columns, i),
                              first[i],
                              get_room (self) - get_padding (set->block),
                              is_at_head);
      is_all &= behind[i] == get_n_lines (set, i);
      is_any |= behind[i] > first[i];
    }

  if (is_any)
    put (self, set, first, behind);
  for (guint i = 0; is_any && i < set->columns->len; i++)
    first[i] = behind[i];

  return is_all;
}

static void
lay (Layout *self, guint i)
{
  const Set        *set = g_ptr_array_index (self->sets, i);
  g_autofree guint *first = g_new0 (guint, set->columns->len);
  gboolean          is_at_head = get_page (self)->pieces->len == 0;
  double            space = is_at_head ? 0 : set->block->space;

  if (!is_at_head && (set->block->begins_page || space + get_needed (self, i) > get_room (self)))
    {
      begin_further_page (self, set->block);
      is_at_head = TRUE;
      space = 0;
    }

  self->y += space;
  if (is_whole (set))
    {
      put_whole (self, set);
      return;
    }

  while (!put_some (self, set, first, is_at_head))
    {
      begin_further_page (self, set->block);
      is_at_head = TRUE;
    }
}

/**
 * ktg_paper_layout_new:
 * @context: of the fonts
 * @blocks: (element-type KtgPaperBlock): in order; they must outlive the pages
 *
 * Returns: (transfer full) (element-type KtgPaperPage): one page at least
 */
GPtrArray *
ktg_paper_layout_new (PangoContext *context, const GPtrArray *blocks)
{
  Layout self = { .sets = g_ptr_array_new_with_free_func ((GDestroyNotify)set_free),
                  .pages = g_ptr_array_new_with_free_func ((GDestroyNotify)page_free) };

  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (self.sets, set_new (context, g_ptr_array_index (blocks, i)));

  begin_page (&self);
  for (guint i = 0; i < blocks->len; i++)
    lay (&self, i);

  g_ptr_array_unref (self.sets);
  return self.pages;
}
