/* ktg-long-text.c - very many words, laid out once for each width
 *
 * A label of one paragraph of 100,000 letters stops its window for minutes: Pango copies what is
 * left of a word at each line it breaks, and the label is laid out for each size that is asked.
 * Here the words are laid out piece by piece, and each piece ends where a line does, so that no
 * break is seen that was not written. A width that was laid out remembers its height, and how wide
 * it wants to be is told without a look at the words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-long-text.h"

#include <math.h>
#include <string.h>

#define USUAL_CHARS 66 /* as a book has them */
#define PIECE_CHARS 500
#define N_HEIGHTS 8

typedef struct
{
  int width; /* 0: nothing was laid out here */
  int height;
} Height;

struct _KtgLongText
{
  GtkWidget parent_instance;

  char      *words;
  GPtrArray *pieces; /* of PangoLayout, one below the other */
  int        width;  /* for which they are laid out */
  guint      serial; /* of the font, and of what else they are laid out with */
  Height     heights[N_HEIGHTS];
  guint      n_layouts;
};

G_DEFINE_FINAL_TYPE (KtgLongText, ktg_long_text, GTK_TYPE_WIDGET)

static PangoLayout *
lay_out_piece (KtgLongText *self, int width, const char *start, const char *end)
{
  PangoLayout *piece = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);

  pango_layout_set_wrap (piece, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (piece, width * PANGO_SCALE);
  pango_layout_set_text (piece, start, (int)(end - start));
  return piece;
}

static const char *
skip_chars (const char *start, const char *end, guint n_chars)
{
  for (guint i = 0; i < n_chars && start < end; i++)
    start = g_utf8_next_char (start);

  return start;
}

/* Where the last line begins that may go on beyond @piece. NULL: it has but one. */
static const char *
find_last_line (PangoLayout *piece, const char *start)
{
  int n_lines = pango_layout_get_line_count (piece);

  return n_lines < 2 ? NULL
                     : start + pango_layout_get_line_readonly (piece, n_lines - 1)->start_index;
}

static gboolean
is_space (gunichar c)
{
  return c == '\t' || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

/* A line that is ended by a character ends a piece without it: else an empty one stood below. One
 * that ends between two words ends without the spaces: inside a paragraph they take no room, at its
 * end they do, and push the last word into a line of its own. */
static const char *
find_end (const char *start, const char *next)
{
  const char *end = next;

  if (end > start && end[-1] == '\n')
    end--;
  if (end > start && end[-1] == '\r')
    end--;
  if (end < next)
    return end;

  for (const char *last = g_utf8_find_prev_char (start, end);
       last != NULL && is_space (g_utf8_get_char (last));
       last = g_utf8_find_prev_char (start, last))
    end = last;
  return end;
}

/* What is laid out to find its last line ends as a piece does. */
static const char *
find_cut (const char *start, const char *whole_end, guint n_chars)
{
  const char *cut = skip_chars (start, whole_end, n_chars);

  return cut == whole_end ? cut : find_end (start, cut);
}

/* Returns: where the next piece begins */
static const char *
add_piece (KtgLongText *self, int width, const char *start, const char *whole_end)
{
  guint       n_chars = PIECE_CHARS;
  const char *end = find_cut (start, whole_end, n_chars);
  g_autoptr (PangoLayout) piece = lay_out_piece (self, width, start, end);
  const char *next = whole_end;

  while (end < whole_end && (next = find_last_line (piece, start)) == NULL)
    {
      end = find_cut (start, whole_end, n_chars *= 2);
      pango_layout_set_text (piece, start, (int)(end - start));
    }

  if (end == whole_end)
    next = whole_end;
  else
    pango_layout_set_text (piece, start, (int)(find_end (start, next) - start));
  g_ptr_array_add (self->pieces, g_steal_pointer (&piece));
  return next;
}

/* In pixels; not each piece has a whole number of them. */
static double
get_height (PangoLayout *piece)
{
  int height;

  pango_layout_get_size (piece, NULL, &height);
  return (double)height / PANGO_SCALE;
}

static void
remember_height (KtgLongText *self)
{
  Height *remembered = &self->heights[self->n_layouts++ % N_HEIGHTS];
  double  height = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    height += get_height (g_ptr_array_index (self->pieces, i));

  remembered->width = self->width;
  remembered->height = (int)ceil (height);
}

/* What was laid out with another font is worth nothing any more. */
static void
forget_other_fonts (KtgLongText *self)
{
  guint serial = pango_context_get_serial (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  if (serial == self->serial)
    return;

  self->serial = serial;
  self->width = 0;
  memset (self->heights, 0, sizeof self->heights);
}

static void
lay_out (KtgLongText *self, int width)
{
  const char *end = self->words + strlen (self->words);

  forget_other_fonts (self);
  if (width == self->width)
    return;

  self->width = width;
  g_ptr_array_set_size (self->pieces, 0);
  for (const char *place = self->words; place < end;)
    place = add_piece (self, width, place, end);
  remember_height (self);
}

static int
find_height (KtgLongText *self, int width)
{
  forget_other_fonts (self);
  for (guint i = 0; i < N_HEIGHTS; i++)
    if (self->heights[i].width == width)
      return self->heights[i].height;

  lay_out (self, width);
  return find_height (self, width);
}

static int
get_chars_width (KtgLongText *self, int n_chars)
{
  PangoContext     *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               char_width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                        pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (char_width * n_chars);
}

static void
ktg_long_text_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  KtgLongText *self = KTG_LONG_TEXT (widget);
  int          least = get_chars_width (self, KTG_LONG_TEXT_LEAST_CHARS);
  int          usual = get_chars_width (self, USUAL_CHARS);

  *minimum = least;
  *natural = usual;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = find_height (self, for_size < 0 ? usual : MAX (for_size, least));
}

static GtkSizeRequestMode
ktg_long_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ktg_long_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (KTG_LONG_TEXT (widget), width);
}

static void
ktg_long_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgLongText     *self = KTG_LONG_TEXT (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  double           y = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      PangoLayout *piece = g_ptr_array_index (self->pieces, i);

      gtk_snapshot_render_layout (snapshot, context, 0, y, piece);
      y += get_height (piece);
    }
}

static void
ktg_long_text_finalize (GObject *object)
{
  KtgLongText *self = KTG_LONG_TEXT (object);

  g_free (self->words);
  g_ptr_array_unref (self->pieces);

  G_OBJECT_CLASS (ktg_long_text_parent_class)->finalize (object);
}

static void
ktg_long_text_class_init (KtgLongTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_long_text_finalize;
  widget_class->measure = ktg_long_text_measure;
  widget_class->get_request_mode = ktg_long_text_get_request_mode;
  widget_class->size_allocate = ktg_long_text_size_allocate;
  widget_class->snapshot = ktg_long_text_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_css_name (widget_class, "label");
}

static void
ktg_long_text_init (KtgLongText *self)
{
  self->pieces = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ktg_long_text_new:
 * @words: in UTF-8
 *
 * Its words cannot be selected: who shows them offers to copy them.
 *
 * Returns: (transfer none): a floating widget
 */
GtkWidget *
ktg_long_text_new (const char *words)
{
  KtgLongText *self = g_object_new (KTG_TYPE_LONG_TEXT, NULL);

  self->words = g_strdup (words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->words,
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * ktg_long_text_get_words:
 * @self: a text
 *
 * Returns: (transfer none): all that it says
 */
const char *
ktg_long_text_get_words (KtgLongText *self)
{
  return self->words;
}

/**
 * ktg_long_text_get_n_layouts:
 * @self: a text
 *
 * Each takes a part of a second where the words are 100,000.
 *
 * Returns: how often all of it was laid out
 */
guint
ktg_long_text_get_n_layouts (KtgLongText *self)
{
  return self->n_layouts;
}
