/* ktg-paper.c - a report on pages of paper
 *
 * Blocks are made of the form and what the report says in it, and broken into pages. Both are done
 * once; how a page is drawn knows only the pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper.h"

#include "ktg-paper-drawing.h"
#include "ktg-paper-evidence.h"
#include "ktg-paper-form.h"
#include "ktg-paper-head.h"

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

struct _KtgPaper
{
  GObject parent_instance;

  KtgReport    *report; /* what the blocks speak of */
  GPtrArray    *blocks; /* (element-type KtgPaperBlock) */
  GPtrArray    *pages;  /* (element-type KtgPaperPage) */
  KtgPaperFrame frame;
  char         *title;
  char         *author;
  gboolean      has_photos;
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
  g_clear_pointer (&self->report, ktg_report_free);
  g_clear_object (&self->frame.context);
  g_clear_pointer (&self->frame.title, g_free);
  g_clear_pointer (&self->frame.band, g_free);
  g_clear_pointer (&self->title, g_free);
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
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_paper_block_free);
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

static char *
dup_frame_title (const KtgPaperSubject *subject)
{
  const char      *number = subject->report->number;
  g_autofree char *title = ktg_paper_head_dup_title (subject);

  return number != NULL && *number != '\0' ? g_strdup_printf ("%s · %s", number, title)
                                           : g_steal_pointer (&title);
}

static void
add_blocks (KtgPaper *self, const KtgPaperSubject *subject)
{
  ktg_paper_head_add (self->blocks, subject);
  ktg_paper_form_add (self->blocks, subject);
  ktg_paper_evidence_add_sheet (self->blocks, subject);
  if (self->has_photos)
    ktg_paper_evidence_add_photos (self->blocks, subject);
}

/**
 * ktg_paper_new:
 * @subject: what is put on paper; nothing of it is kept
 *
 * A form that is handed out, such as a receipt, has the list of files and not the photos.
 *
 * Returns: (transfer full): its pages
 */
KtgPaper *
ktg_paper_new (const KtgPaperSubject *subject)
{
  KtgPaper       *self = g_object_new (KTG_TYPE_PAPER, NULL);
  KtgPaperSubject own = *subject;

  self->report = ktg_report_copy (subject->report);
  own.report = self->report;
  self->title = dup_frame_title (&own);
  self->author
      = g_strdup (own.report->on_behalf_of != NULL ? own.report->on_behalf_of : own.officer);
  self->has_photos = own.form == NULL || own.form->issued_from == NULL;
  add_blocks (self, &own);

  self->frame.context = new_context ();
  self->frame.title = dup_frame_title (&own);
  self->frame.band = ktg_paper_head_dup_band (&own);
  self->pages = ktg_paper_layout_new (self->frame.context, self->blocks);
  self->frame.n_pages = self->pages->len;
  return self;
}

/**
 * ktg_paper_get_n_pages:
 * @self: a report on paper
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
 * @self: a report on paper
 *
 * Returns: the short number of the report, and the title of the form
 */
const char *
ktg_paper_get_title (KtgPaper *self)
{
  return self->title;
}

/**
 * ktg_paper_get_author:
 * @self: a report on paper
 *
 * Returns: (nullable): whose report it is
 */
const char *
ktg_paper_get_author (KtgPaper *self)
{
  return self->author;
}

/**
 * ktg_paper_get_files:
 * @self: a report on paper
 *
 * Returns: (element-type KtgEvidence): the files of the report
 */
GPtrArray *
ktg_paper_get_files (KtgPaper *self)
{
  return self->report->evidence;
}

/**
 * ktg_paper_has_photos:
 * @self: a report on paper
 *
 * Returns: whether the photos are on it, and not only their list
 */
gboolean
ktg_paper_has_photos (KtgPaper *self)
{
  return self->has_photos;
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
 * @self: a report on paper
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
 * @self: a report on paper
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
 * @self: a report on paper
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
 * @self: a report on paper
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
