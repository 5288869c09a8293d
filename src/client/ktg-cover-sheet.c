/* ktg-cover-sheet.c - what of a picture nobody shall see, and how it came to that
 *
 * Rectangles in pixels of the upright picture. Each change can be taken back, one after another; a
 * drawn line is one change, however far the pointer went.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cover-sheet.h"

#include <glib/gi18n.h>
#include <ktg-signal.h>

#define MOST_COVERS 64  /* as many as one copy has */
#define FIRST_SIZE 0.2  /* of a cover that is not drawn, in parts of the picture */
#define FIRST_PLACE 0.4 /* where it begins, likewise */

struct _KtgCoverSheet
{
  GObject parent_instance;

  int        width, height;
  GArray    *covers; /* (element-type KtgRasterPart) */
  GPtrArray *before; /* (element-type GArray), the last change last */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgCoverSheet, ktg_cover_sheet, G_TYPE_OBJECT)

static void
say_changed (KtgCoverSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Inside the picture, and at least a pixel of it. */
static KtgRasterPart
hold_inside (KtgCoverSheet *self, const KtgRasterPart *part)
{
  KtgRasterPart held = { .width = CLAMP (part->width, 1, self->width),
                         .height = CLAMP (part->height, 1, self->height) };

  held.x = CLAMP (part->x, 0, self->width - held.width);
  held.y = CLAMP (part->y, 0, self->height - held.height);
  return held;
}

static void
ktg_cover_sheet_finalize (GObject *object)
{
  KtgCoverSheet *self = KTG_COVER_SHEET (object);

  g_array_unref (self->covers);
  g_ptr_array_unref (self->before);

  G_OBJECT_CLASS (ktg_cover_sheet_parent_class)->finalize (object);
}

static void
ktg_cover_sheet_class_init (KtgCoverSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_cover_sheet_finalize;
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_COVER_SHEET, G_TYPE_NONE);
}

static void
ktg_cover_sheet_init (KtgCoverSheet *self)
{
  self->covers = g_array_new (FALSE, FALSE, sizeof (KtgRasterPart));
  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
}

/**
 * ktg_cover_sheet_new:
 * @width: of the upright picture, in its own pixels
 * @height: likewise
 *
 * Returns: (transfer full): a sheet on which nothing is covered
 */
KtgCoverSheet *
ktg_cover_sheet_new (int width, int height)
{
  KtgCoverSheet *self = g_object_new (KTG_TYPE_COVER_SHEET, NULL);

  self->width = width;
  self->height = height;
  return self;
}

/**
 * ktg_cover_sheet_get_size:
 * @self: a sheet
 * @width: (out): of the upright picture, in its own pixels
 * @height: (out): likewise
 */
void
ktg_cover_sheet_get_size (KtgCoverSheet *self, int *width, int *height)
{
  *width = self->width;
  *height = self->height;
}

/**
 * ktg_cover_sheet_get_n_covers:
 * @self: a sheet
 *
 * Returns: how many rectangles there are
 */
guint
ktg_cover_sheet_get_n_covers (KtgCoverSheet *self)
{
  return self->covers->len;
}

/**
 * ktg_cover_sheet_get:
 * @self: a sheet
 * @i: one of its covers, from 0
 *
 * Returns: (transfer none): it and, behind it, those that follow; until the sheet changes
 */
const KtgRasterPart *
ktg_cover_sheet_get (KtgCoverSheet *self, guint i)
{
  return &g_array_index (self->covers, KtgRasterPart, i);
}

/**
 * ktg_cover_sheet_begin_change:
 * @self: a sheet
 *
 * What follows is taken back as one.
 */
void
ktg_cover_sheet_begin_change (KtgCoverSheet *self)
{
  g_ptr_array_add (self->before, g_array_copy (self->covers));
}

/**
 * ktg_cover_sheet_add:
 * @self: a sheet
 * @part: what is to be covered, too
 *
 * Returns: %FALSE where there are as many as one copy has
 */
gboolean
ktg_cover_sheet_add (KtgCoverSheet *self, const KtgRasterPart *part)
{
  KtgRasterPart held = hold_inside (self, part);

  if (self->covers->len >= MOST_COVERS)
    return FALSE;

  ktg_cover_sheet_begin_change (self);
  g_array_append_val (self->covers, held);
  say_changed (self);
  return TRUE;
}

/**
 * ktg_cover_sheet_add_in_the_middle:
 * @self: a sheet
 *
 * For whoever draws without a pointer.
 *
 * Returns: as of ktg_cover_sheet_add()
 */
gboolean
ktg_cover_sheet_add_in_the_middle (KtgCoverSheet *self)
{
  KtgRasterPart part = { .x = (int)(self->width * FIRST_PLACE),
                         .y = (int)(self->height * FIRST_PLACE),
                         .width = (int)(self->width * FIRST_SIZE),
                         .height = (int)(self->height * FIRST_SIZE) };

  return ktg_cover_sheet_add (self, &part);
}

/**
 * ktg_cover_sheet_change:
 * @self: a sheet, whose change was begun
 * @i: one of its covers
 * @part: where it is now
 */
void
ktg_cover_sheet_change (KtgCoverSheet *self, guint i, const KtgRasterPart *part)
{
  g_array_index (self->covers, KtgRasterPart, i) = hold_inside (self, part);
  say_changed (self);
}

/**
 * ktg_cover_sheet_move:
 * @self: a sheet
 * @i: one of its covers
 * @across: how far to the right, in pixels of the picture
 * @down: how far down, likewise
 */
void
ktg_cover_sheet_move (KtgCoverSheet *self, guint i, int across, int down)
{
  KtgRasterPart part = *ktg_cover_sheet_get (self, i);

  part.x += across;
  part.y += down;
  ktg_cover_sheet_begin_change (self);
  ktg_cover_sheet_change (self, i, &part);
}

/**
 * ktg_cover_sheet_grow:
 * @self: a sheet
 * @i: one of its covers
 * @across: how much wider, in pixels of the picture
 * @down: how much higher, likewise
 *
 * Its upper left corner stays where it is.
 */
void
ktg_cover_sheet_grow (KtgCoverSheet *self, guint i, int across, int down)
{
  KtgRasterPart part = *ktg_cover_sheet_get (self, i);

  part.width = CLAMP (part.width + across, 1, self->width - part.x);
  part.height = CLAMP (part.height + down, 1, self->height - part.y);
  ktg_cover_sheet_begin_change (self);
  ktg_cover_sheet_change (self, i, &part);
}

/**
 * ktg_cover_sheet_remove:
 * @self: a sheet
 * @i: a cover that is one no longer
 */
void
ktg_cover_sheet_remove (KtgCoverSheet *self, guint i)
{
  ktg_cover_sheet_begin_change (self);
  g_array_remove_index (self->covers, i);
  say_changed (self);
}

/**
 * ktg_cover_sheet_undo:
 * @self: a sheet
 *
 * Takes back the last change that was not taken back.
 *
 * Returns: whether there was one
 */
gboolean
ktg_cover_sheet_undo (KtgCoverSheet *self)
{
  if (self->before->len == 0)
    return FALSE;

  g_array_unref (self->covers);
  self->covers = g_ptr_array_steal_index (self->before, self->before->len - 1);
  say_changed (self);
  return TRUE;
}

/**
 * ktg_cover_sheet_can_undo:
 * @self: a sheet
 *
 * Returns: whether there is a change to take back
 */
gboolean
ktg_cover_sheet_can_undo (KtgCoverSheet *self)
{
  return self->before->len > 0;
}

/* In thirds of the picture, by its middle. */
static const char *
get_place (KtgCoverSheet *self, const KtgRasterPart *part)
{
  static const char *const places[3][3] = {
    { N_ ("top left"), N_ ("top"), N_ ("top right") },
    { N_ ("left"), N_ ("middle"), N_ ("right") },
    { N_ ("bottom left"), N_ ("bottom"), N_ ("bottom right") },
  };
  int across = (2 * part->x + part->width) * 3 / (2 * self->width);
  int down = (2 * part->y + part->height) * 3 / (2 * self->height);

  return _ (places[CLAMP (down, 0, 2)][CLAMP (across, 0, 2)]);
}

/**
 * ktg_cover_sheet_dup_words:
 * @self: a sheet
 * @i: one of its covers
 *
 * Returns: what it is called by whoever does not see it: which one, where, how large
 */
char *
ktg_cover_sheet_dup_words (KtgCoverSheet *self, guint i)
{
  const KtgRasterPart *part = ktg_cover_sheet_get (self, i);

  /* Translators: a rectangle over a picture, as in "Cover 1 of 2, top left, 20 % wide, 10 % high"
   */
  return g_strdup_printf (_ ("Cover %u of %u, %s, %d %% wide, %d %% high"),
                          i + 1,
                          self->covers->len,
                          get_place (self, part),
                          MAX (1, part->width * 100 / self->width),
                          MAX (1, part->height * 100 / self->height));
}
