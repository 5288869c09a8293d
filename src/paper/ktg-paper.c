/* ktg-paper.c - pages of paper
 *
 * Blocks are broken into pages, once; what they are of is a matter of who made them, and how a page
 * is drawn knows only the pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper.h"

#include "ktg-paper-drawing.h"

#include <ktg-shown-text.h>
#include <pango/pangocairo.h>

struct _KtgPaper
{
  GObject parent_instance;

  GPtrArray    *blocks; /* (element-type KtgPaperBlock) */
  GPtrArray    *pages;  /* (element-type KtgPaperPage) */
  KtgPaperFrame frame;
  char         *author;
  GPtrArray    *pictures; /* (element-type KtgPaperPicture): of the page fetched last */
};

G_DEFINE_FINAL_TYPE (KtgPaper, ktg_paper, G_TYPE_OBJECT)

static void
ktg_paper_finalize (GObject *object)
{
  KtgPaper *self = KTG_PAPER (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_object (&self->frame.context);
  g_clear_pointer (&self->frame.title, g_free);
  g_clear_pointer (&self->frame.band, g_free);
  g_clear_pointer (&self->author, g_free);

  G_OBJECT_CLASS (ktg_paper_parent_class)->finalize (object);
}

static void
ktg_paper_class_init (KtgPaperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_paper_finalize;
}

static void
ktg_paper_init (KtgPaper *self)
{
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_paper_picture_free);
}

/* As on paper everywhere: nothing is moved to where a screen has its pixels. */
static PangoContext *
new_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

/**
 * ktg_paper_new:
 * @blocks: (transfer full) (element-type KtgPaperBlock): what stands on it, in order
 * @title: what it is called, at the foot of each page
 * @author: (nullable): whose it is
 * @band: (nullable): what the paper is not, at the head of each page
 *
 * Returns: (transfer full): its pages
 */
KtgPaper *
ktg_paper_new (GPtrArray *blocks, const char *title, const char *author, const char *band)
{
  KtgPaper *self = g_object_new (KTG_TYPE_PAPER, NULL);

  self->blocks = blocks;
  self->author = ktg_shown_text_dup_line (author);
  self->frame.context = new_context ();
  self->frame.title = g_strdup (title);
  self->frame.band = g_strdup (band);
  self->pages = ktg_paper_layout_new (self->frame.context, self->blocks);
  self->frame.n_pages = self->pages->len;
  return self;
}

/**
 * ktg_paper_get_n_pages:
 * @self: pages
 *
 * Returns: how many pages there are, at least one
 */
guint
ktg_paper_get_n_pages (KtgPaper *self)
{
  return self->pages->len;
}

/**
 * ktg_paper_get_title:
 * @self: pages
 *
 * Returns: what it is called
 */
const char *
ktg_paper_get_title (KtgPaper *self)
{
  return self->frame.title;
}

/**
 * ktg_paper_get_author:
 * @self: pages
 *
 * Returns: (nullable): whose it is
 */
const char *
ktg_paper_get_author (KtgPaper *self)
{
  return self->author;
}

/**
 * ktg_paper_list_photos:
 * @self: pages
 *
 * Returns: (transfer container) (element-type KtgEvidence): the files that can be seen on them, and
 *   not only in a list
 */
GPtrArray *
ktg_paper_list_photos (KtgPaper *self)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const KtgPaperBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == KTG_PAPER_PICTURE)
        g_ptr_array_add (found, block->evidence);
    }

  return found;
}

typedef struct
{
  KtgStore *store;
  guint     page;
  guint     i; /* of its pieces */
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->store);
  g_free (loading);
}

static void load_next (GTask *task);

static void
picture_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask           *task = user_data;
  KtgPaper        *self = g_task_get_source_object (task);
  GError          *error = NULL;
  KtgPaperPicture *picture = ktg_paper_picture_load_finish (result, &error);

  if (picture == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->pictures, picture);
  load_next (task);
}

/* One at a time. */
static void
load_next (GTask *task)
{
  KtgPaper           *self = g_task_get_source_object (task);
  Loading            *loading = g_task_get_task_data (task);
  const KtgPaperPage *page = g_ptr_array_index (self->pages, loading->page);

  while (loading->i < page->pieces->len)
    {
      const KtgPaperPiece *piece = g_ptr_array_index (page->pieces, loading->i++);

      if (piece->block->kind == KTG_PAPER_PICTURE)
        {
          ktg_paper_picture_load_async (loading->store,
                                        piece->block->evidence,
                                        piece->block->is_here,
                                        g_task_get_cancellable (task),
                                        picture_loaded_cb,
                                        task);
          return;
        }
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * ktg_paper_load_page_async:
 * @self: pages
 * @store: where its files are
 * @i: a page, from 0
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Fetches the photos of one page, and lets go of those of the page before.
 */
void
ktg_paper_load_page_async (KtgPaper           *self,
                           KtgStore           *store,
                           guint               i,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask   *task = g_task_new (self, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);

  loading->store = g_object_ref (store);
  loading->page = i;
  g_task_set_source_tag (task, ktg_paper_load_page_async);
  g_task_set_task_data (task, loading, (GDestroyNotify)loading_free);
  g_ptr_array_set_size (self->pictures, 0);
  load_next (task);
}

/**
 * ktg_paper_load_page_finish:
 * @self: pages
 * @result: given to the callback
 * @error: %G_IO_ERROR_CANCELLED, and no other: what cannot be shown is said on the page
 *
 * Returns: %TRUE: the page can be drawn
 */
gboolean
ktg_paper_load_page_finish (KtgPaper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ktg_paper_draw_page:
 * @self: pages
 * @cr: in points, its origin at the upper left corner of the paper
 * @i: the page that was fetched last, from 0
 */
void
ktg_paper_draw_page (KtgPaper *self, cairo_t *cr, guint i)
{
  ktg_paper_drawing_draw (cr,
                          &self->frame,
                          g_ptr_array_index (self->pages, i),
                          i + 1,
                          self->pictures);
}

/**
 * ktg_paper_visit_headings:
 * @self: pages
 * @visit: called with each heading, its page from 1, and how far from the page's top it is
 * @user_data: for @visit
 */
void
ktg_paper_visit_headings (KtgPaper *self, KtgPaperVisit visit, gpointer user_data)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const KtgPaperPage *page = g_ptr_array_index (self->pages, i);

      for (guint j = 0; j < page->pieces->len; j++)
        {
          const KtgPaperPiece *piece = g_ptr_array_index (page->pieces, j);

          if (piece->block->outline != NULL)
            visit (piece->block->outline, i + 1, piece->y, user_data);
        }
    }
}
