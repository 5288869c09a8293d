/* ktg-paper-drawing.c - one page, drawn
 *
 * Words are drawn as words, so that they can be selected and searched, and each block says what it
 * is: a heading, a paragraph, a row of a table. Photos are put in as the JPEG that they are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-drawing.h"

#include "ktg-paper-code.h"
#include "ktg-paper-plot.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#define FOOT_Y (KTG_PAPER_HEIGHT - 62)
#define FOOT_LINE 10.5
#define FOOT_SPLIT 330.0 /* what is left of the page's number */
#define BAND_Y 27.0
#define BAND_HEIGHT 18.0
#define NOTE_HEIGHT 14.0 /* of a sentence below a photo */
#define HAIR 0.4
#define RULE_GAP 7.0 /* below words that are in no table */
#define GREY 0.45

static void
begin_tag (cairo_t *cr, const char *tag)
{
  if (tag != NULL)
    cairo_tag_begin (cr, tag, NULL);
}

static void
end_tag (cairo_t *cr, const char *tag)
{
  if (tag != NULL)
    cairo_tag_end (cr, tag);
}

static void
draw_rule (cairo_t *cr, double x, double y, double width, double thickness)
{
  cairo_set_line_width (cr, thickness);
  cairo_set_source_rgb (cr, GREY, GREY, GREY);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_column (cairo_t *cr, const KtgPaperLines *column, guint first, guint behind, double y)
{
  double top = ktg_paper_lines_get_top (column, first);

  begin_tag (cr, column->cell->tag);
  for (guint i = first; i < behind; i++)
    {
      const KtgPaperLine *line = &g_array_index (column->lines, KtgPaperLine, i);

      cairo_move_to (cr, KTG_PAPER_LEFT + column->cell->x + line->x, y + line->baseline - top);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (column->layout, (int)i));
    }
  end_tag (cr, column->cell->tag);
}

static void
draw_columns (cairo_t *cr, const KtgPaperPiece *piece)
{
  double padding = piece->block->kind == KTG_PAPER_ROW ? KTG_PAPER_ROW_PADDING : 0;

  for (guint i = 0; i < piece->columns->len; i++)
    draw_column (cr,
                 g_ptr_array_index (piece->columns, i),
                 piece->first[i],
                 piece->behind[i],
                 piece->y + padding);
}

/* One line of words that are no part of the form, from margin to margin. */
static void
draw_line (cairo_t *cr, const KtgPaperFrame *frame, const char *words, double y)
{
  const KtgPaperCell line
      = { .text = (char *)words, .width = KTG_PAPER_BODY_WIDTH, .letters = KTG_PAPER_SMALL };

  ktg_paper_lines_draw_one (cr, frame->context, &line, y);
}

static void
draw_band (cairo_t *cr, const KtgPaperFrame *frame)
{
  const KtgPaperCell band = { .text = frame->band,
                              .x = 4,
                              .width = KTG_PAPER_BODY_WIDTH - 8,
                              .letters = KTG_PAPER_STRONG,
                              .side = KTG_PAPER_IN_MIDDLE };

  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, KTG_PAPER_LEFT, BAND_Y, KTG_PAPER_BODY_WIDTH, BAND_HEIGHT);
  cairo_stroke (cr);
  ktg_paper_lines_draw_one (cr, frame->context, &band, BAND_Y + 2.5);
}

/* What is missing on this page is said on it. */
static void
draw_notes (cairo_t *cr, const KtgPaperFrame *frame, const KtgPaperPage *page)
{
  double y = FOOT_Y + 4 + FOOT_LINE;

  if (page->is_masked)
    {
      draw_line (cr,
                 frame,
                 _ ("On this page, personal data is masked. Whoever may see it can have it "
                    "printed in full."),
                 y);
      y += FOOT_LINE;
    }

  if (page->has_number)
    draw_line (cr,
               frame,
               /* Translators: at the foot of a page of small letters, one line of 120 letters at
                * most */
               _ ("On this page, a number like [U+202E] stands for a letter that cannot be shown. "
                  "The report itself has it."),
               y);
}

static void
draw_foot (cairo_t *cr, const KtgPaperFrame *frame, guint number)
{
  /* Translators: the number of a page, and of all pages */
  g_autofree char   *pages = g_strdup_printf (_ ("Page %u of %u"), number, frame->n_pages);
  const KtgPaperCell title
      = { .text = frame->title, .width = FOOT_SPLIT, .letters = KTG_PAPER_SMALL };
  const KtgPaperCell place = { .text = pages,
                               .x = FOOT_SPLIT,
                               .width = KTG_PAPER_BODY_WIDTH - FOOT_SPLIT,
                               .letters = KTG_PAPER_SMALL,
                               .side = KTG_PAPER_AT_END };

  draw_rule (cr, KTG_PAPER_LEFT, FOOT_Y, KTG_PAPER_BODY_WIDTH, HAIR);
  ktg_paper_lines_draw_one (cr, frame->context, &title, FOOT_Y + 4);
  ktg_paper_lines_draw_one (cr, frame->context, &place, FOOT_Y + 4);
}

static void
draw_signatures (cairo_t *cr, const KtgPaperPiece *piece)
{
  for (guint i = 0; i < piece->columns->len; i++)
    {
      const KtgPaperCell *cell
          = ((const KtgPaperLines *)g_ptr_array_index (piece->columns, i))->cell;

      draw_rule (cr, KTG_PAPER_LEFT + cell->x, piece->y + piece->height - 12, cell->width, 0.8);
    }
}

static const KtgPaperPicture *
find_picture (const GPtrArray *pictures, const KtgEvidence *evidence)
{
  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    {
      const KtgPaperPicture *picture = g_ptr_array_index (pictures, i);

      if (picture->evidence == evidence)
        return picture;
    }

  return NULL;
}

/* Its pixels are never looked at where the paper takes the JPEG itself. */
static cairo_surface_t *
new_surface (const KtgPrintCopy *copy)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, copy->width, copy->height);

  cairo_surface_set_mime_data (surface,
                               CAIRO_MIME_TYPE_JPEG,
                               g_bytes_get_data (copy->jpeg, NULL),
                               g_bytes_get_size (copy->jpeg),
                               (cairo_destroy_func_t)g_bytes_unref,
                               g_bytes_ref (copy->jpeg));
  return surface;
}

/* It stands on its words: what is wider than high leaves white above it. */
static void
draw_copy (cairo_t *cr, const KtgPrintCopy *copy, double bottom, double height)
{
  double           scale = MIN (KTG_PAPER_BODY_WIDTH / copy->width, height / copy->height);
  cairo_surface_t *surface = new_surface (copy);

  cairo_save (cr);
  cairo_translate (cr, KTG_PAPER_LEFT, bottom - copy->height * scale);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_rectangle (cr, 0, 0, copy->width, copy->height);
  cairo_fill (cr); /* cairo_paint() would take the tag away from a photo that begins a page */
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

/* An empty frame: there is a photo, and it is not here. */
static void
draw_frame (cairo_t *cr, double y, double height)
{
  cairo_set_line_width (cr, HAIR);
  cairo_set_source_rgb (cr, GREY, GREY, GREY);
  cairo_rectangle (cr, KTG_PAPER_LEFT, y, height * 4 / 3, height);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_picture (cairo_t               *cr,
              const KtgPaperFrame   *frame,
              const KtgPaperPiece   *piece,
              const KtgPaperPicture *picture)
{
  double height = piece->height;

  if (picture == NULL)
    return;
  if (picture->note != NULL)
    height -= NOTE_HEIGHT;

  if (picture->copy != NULL)
    draw_copy (cr, picture->copy, piece->y + height, height);
  else
    draw_frame (cr, piece->y, height);
  if (picture->note != NULL)
    draw_line (cr, frame, picture->note, piece->y + height + 3);
}

static void
draw_piece (cairo_t             *cr,
            const KtgPaperFrame *frame,
            const KtgPaperPiece *piece,
            const GPtrArray     *pictures)
{
  const KtgPaperBlock *block = piece->block;

  begin_tag (cr, block->tag);
  draw_columns (cr, piece);
  if (block->kind == KTG_PAPER_PICTURE)
    draw_picture (cr, frame, piece, find_picture (pictures, block->evidence));
  if (block->kind == KTG_PAPER_CODE)
    ktg_paper_code_draw (cr,
                         block->code,
                         KTG_PAPER_LEFT + KTG_PAPER_BODY_WIDTH - KTG_PAPER_CODE_SIDE,
                         piece->y,
                         KTG_PAPER_CODE_SIDE);
  if (block->kind == KTG_PAPER_SIGNATURE)
    draw_signatures (cr, piece);
  if (block->kind == KTG_PAPER_PLOT)
    ktg_paper_plot_draw (cr, frame->context, block->bars, piece->y, piece->height);
  end_tag (cr, block->tag);

  if (block->has_rule)
    draw_rule (cr,
               KTG_PAPER_LEFT,
               piece->y + piece->height + (block->kind == KTG_PAPER_ROW ? 0 : RULE_GAP),
               KTG_PAPER_BODY_WIDTH,
               HAIR);
}

static gboolean
is_row (const KtgPaperPage *page, guint i)
{
  return i < page->pieces->len
         && ((const KtgPaperPiece *)g_ptr_array_index (page->pieces, i))->block->kind
                == KTG_PAPER_ROW;
}

/**
 * ktg_paper_drawing_draw:
 * @cr: in points, its origin at the upper left corner of the paper
 * @frame: what is on each page
 * @page: a page
 * @number: of the page, from 1
 * @pictures: (element-type KtgPaperPicture) (nullable): of the photos on the page those that there
 *   are
 */
void
ktg_paper_drawing_draw (cairo_t             *cr,
                        const KtgPaperFrame *frame,
                        const KtgPaperPage  *page,
                        guint                number,
                        const GPtrArray     *pictures)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (frame->band != NULL)
    draw_band (cr, frame);

  for (guint i = 0; i < page->pieces->len; i++)
    {
      if (is_row (page, i) && (i == 0 || !is_row (page, i - 1)))
        begin_tag (cr, "Table");
      draw_piece (cr, frame, g_ptr_array_index (page->pieces, i), pictures);
      if (is_row (page, i) && !is_row (page, i + 1))
        end_tag (cr, "Table");
    }

  draw_foot (cr, frame, number);
  draw_notes (cr, frame, page);
}
