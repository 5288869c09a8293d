/* ktg-paper-lines.c - words of one column, broken into lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-lines.h"

#include <ktg-shown-text.h>

/* What every office has, and then what is like it. */
#define PLAIN "Liberation Sans, Arimo, Noto Sans, DejaVu Sans, Sans"
#define FIXED "Liberation Mono, Cousine, Noto Sans Mono, DejaVu Sans Mono, Monospace"

static const struct
{
  const char *family;
  double      points;
  PangoWeight weight;
  float       line_spacing;
} looks[] = {
  [KTG_PAPER_BODY] = { PLAIN, 10, PANGO_WEIGHT_NORMAL, 1.15f },
  [KTG_PAPER_SMALL] = { PLAIN, 8, PANGO_WEIGHT_NORMAL, 1.12f },
  [KTG_PAPER_STRONG] = { PLAIN, 10, PANGO_WEIGHT_BOLD, 1.15f },
  [KTG_PAPER_HEADING] = { PLAIN, 11, PANGO_WEIGHT_BOLD, 1.15f },
  [KTG_PAPER_TITLE] = { PLAIN, 14, PANGO_WEIGHT_BOLD, 1.15f },
  [KTG_PAPER_FIXED] = { FIXED, 7.5, PANGO_WEIGHT_NORMAL, 1.15f },
};

static const PangoAlignment alignments[] = {
  [KTG_PAPER_AT_START] = PANGO_ALIGN_LEFT,
  [KTG_PAPER_IN_MIDDLE] = PANGO_ALIGN_CENTER,
  [KTG_PAPER_AT_END] = PANGO_ALIGN_RIGHT,
};

static PangoFontDescription *
new_font (KtgPaperLetters letters)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, looks[letters].family);
  pango_font_description_set_weight (font, looks[letters].weight);
  pango_font_description_set_absolute_size (font, looks[letters].points * PANGO_SCALE);
  return font;
}

/* All words come on paper here, and what somebody wrote turns none of them round. */
static PangoLayout *
new_layout (PangoContext *context, const KtgPaperCell *cell)
{
  PangoLayout          *layout = pango_layout_new (context);
  PangoFontDescription *font = new_font (cell->letters);
  g_autofree char      *shown = ktg_shown_text_dup (cell->text);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(cell->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, looks[cell->letters].line_spacing);
  pango_layout_set_alignment (layout, alignments[cell->side]);
  pango_layout_set_text (layout, shown, -1);
  pango_font_description_free (font);
  return layout;
}

static void
measure (KtgPaperLines *self)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  do
    {
      PangoRectangle extents;
      int            top, bottom;
      KtgPaperLine   line;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      line.x = (double)extents.x / PANGO_SCALE;
      line.baseline = (double)pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
      line.top = (double)top / PANGO_SCALE;
      line.bottom = (double)bottom / PANGO_SCALE;
      g_array_append_val (self->lines, line);
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

/* Whether @letter, alone, has a shape in the fonts here. */
static gboolean
is_known (PangoContext *context, const KtgPaperCell *cell, const char *letter)
{
  KtgPaperCell     alone = *cell;
  g_autofree char *text = g_strndup (letter, (gsize)(g_utf8_next_char (letter) - letter));
  PangoLayout     *layout = NULL;
  gboolean         is_shaped;

  alone.text = text;
  layout = new_layout (context, &alone);
  is_shaped = pango_layout_get_unknown_glyphs_count (layout) == 0;
  g_object_unref (layout);
  return is_shaped;
}

/* Each letter is looked at once. */
static gboolean
is_known_before (GHashTable         *known,
                 PangoContext       *context,
                 const KtgPaperCell *cell,
                 const char         *letter)
{
  gpointer key = GUINT_TO_POINTER (g_utf8_get_char (letter));
  gpointer answer = NULL;

  if (!g_hash_table_lookup_extended (known, key, NULL, &answer))
    {
      answer = GINT_TO_POINTER (is_known (context, cell, letter));
      g_hash_table_insert (known, key, answer);
    }

  return GPOINTER_TO_INT (answer);
}

/* A box with digits in it is no letter, and PDF takes none: each letter that no font here has
 * stands as its number, and the page says so. */
static void
replace_unknown (KtgPaperLines *self, PangoContext *context)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = pango_layout_get_text (self->layout); *p != '\0'; p = g_utf8_next_char (p))
    if (is_known_before (known, context, self->cell, p))
      g_string_append_len (text, p, g_utf8_next_char (p) - p);
    else
      ktg_shown_text_append_number (text, g_utf8_get_char (p));

  pango_layout_set_text (self->layout, text->str, (int)text->len);
}

/**
 * ktg_paper_lines_new:
 * @context: of the fonts
 * @cell: words and their column; it must outlive the lines
 *
 * What has no place to break is broken between two letters, so nothing is wider than its column.
 *
 * Returns: (transfer full): its lines
 */
KtgPaperLines *
ktg_paper_lines_new (PangoContext *context, const KtgPaperCell *cell)
{
  KtgPaperLines *self = g_new0 (KtgPaperLines, 1);

  self->cell = cell;
  self->layout = new_layout (context, cell);
  self->lines = g_array_new (FALSE, FALSE, sizeof (KtgPaperLine));
  if (pango_layout_get_unknown_glyphs_count (self->layout) > 0)
    replace_unknown (self, context);
  self->has_number = ktg_shown_text_has_number (pango_layout_get_text (self->layout));
  measure (self);
  return self;
}

/**
 * ktg_paper_lines_get_top:
 * @self: lines
 * @i: one of them, or the one behind the last
 *
 * Returns: where it begins, in points from the top of the first
 */
double
ktg_paper_lines_get_top (const KtgPaperLines *self, guint i)
{
  if (i < self->lines->len)
    return g_array_index (self->lines, KtgPaperLine, i).top;

  return g_array_index (self->lines, KtgPaperLine, self->lines->len - 1).bottom;
}

/**
 * ktg_paper_lines_fit:
 * @self: lines
 * @first: where to begin
 * @height: how much room there is, in points
 *
 * Returns: the line behind the last that has room
 */
guint
ktg_paper_lines_fit (const KtgPaperLines *self, guint first, double height)
{
  guint behind = first;

  while (behind < self->lines->len
         && ktg_paper_lines_get_height (self, first, behind + 1) <= height)
    behind++;

  return behind;
}

/**
 * ktg_paper_lines_get_height:
 * @self: lines
 * @first: where to begin
 * @behind: the line behind the last
 *
 * Returns: how high they are together, in points
 */
double
ktg_paper_lines_get_height (const KtgPaperLines *self, guint first, guint behind)
{
  return behind > first ? g_array_index (self->lines, KtgPaperLine, behind - 1).bottom
                              - ktg_paper_lines_get_top (self, first)
                        : 0;
}

/**
 * ktg_paper_lines_draw_one:
 * @cr: in points of the paper
 * @context: of the fonts
 * @cell: words and their column
 * @y: where they begin, from the top of the paper
 *
 * Draws words that are no part of what is laid out, in one line, cut off where the column ends.
 */
void
ktg_paper_lines_draw_one (cairo_t *cr, PangoContext *context, const KtgPaperCell *cell, double y)
{
  PangoLayout *layout = new_layout (context, cell);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, KTG_PAPER_LEFT + cell->x, y);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

/**
 * ktg_paper_lines_free:
 * @self: (nullable): lines
 */
void
ktg_paper_lines_free (KtgPaperLines *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->layout);
  g_array_unref (self->lines);
  g_free (self);
}
