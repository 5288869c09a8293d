/* ktg-verb-pages.c - what is long, told in pages
 *
 * A page is read as one job of the writer, between two commits, and told before the next one is
 * read: so neither the writer nor anybody's memory has more than one of them, and no transaction
 * waits for a reader. What is listed goes by a number that only grows: nothing is told twice, and
 * what comes meanwhile may be told or not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

typedef struct
{
  const KtgVerbListing *listing;
  gpointer              data;
  KtgPage               page;
  GPtrArray            *rows;
} Reading;

/**
 * ktg_verb_send_page:
 *
 * Takes what is in `out` and `err` to whoever asked, and waits until it is under way. Not on the
 * writer's thread: a reader may be slow.
 *
 * Returns: FALSE if nobody reads any more, or the server stops: the verb ends with KTG_EXIT_UNTOLD
 */
gboolean
ktg_verb_send_page (KtgVerb *self)
{
  if (self->send == NULL)
    return TRUE;
  if (self->out->len == 0 && self->err->len == 0)
    return !g_cancellable_is_cancelled (self->cancellable);
  if (g_cancellable_is_cancelled (self->cancellable)
      || !self->send (self->out, self->err, self->send_data))
    return FALSE;

  g_string_truncate (self->out, 0);
  g_string_truncate (self->err, 0);
  return TRUE;
}

static gboolean
load_page (KtgCatalog *catalog, gpointer data, GError **error)
{
  Reading *self = data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = self->listing->load (catalog, &self->page, self->data, error);
  return self->rows != NULL;
}

/* The rows after the last ones; FALSE at the end, or with @error. */
static gboolean
turn_page (Reading *self, KtgVerb *verb, GError **error)
{
  if (!self->page.has_more)
    return FALSE;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->page.after = self->page.last;

  return !g_cancellable_set_error_if_cancelled (verb->cancellable, error)
         && ktg_writer_run (ktg_archive_get_writer (verb->archive), load_page, self, error)
         && self->rows->len > 0;
}

/**
 * ktg_verb_tell_pages:
 * @data: for both functions of @listing
 *
 * Returns: 0, or an exit status; what went wrong has been said
 */
int
ktg_verb_tell_pages (KtgVerb *self, const KtgVerbListing *listing, gpointer data)
{
  Reading reading = { listing, data, { 0, 0, TRUE }, NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_told = TRUE;

  while (is_told && turn_page (&reading, self, &error))
    {
      listing->tell (self, reading.rows, data);
      is_told = ktg_verb_send_page (self);
    }

  g_clear_pointer (&reading.rows, g_ptr_array_unref);
  if (error != NULL)
    return ktg_verb_fail (self, error);

  return is_told ? 0 : KTG_EXIT_UNTOLD;
}

/**
 * ktg_verb_run_listing:
 * @pages: (nullable): where @listing's pages are JSON, what they were added to
 * @data: for both functions of @listing
 *
 * All that a verb does that lists one table.
 *
 * Returns: 0, or an exit status; what went wrong has been said
 */
int
ktg_verb_run_listing (KtgVerb              *self,
                      const KtgVerbListing *listing,
                      KtgJsonPages         *pages,
                      gpointer              data)
{
  int status = ktg_verb_tell_pages (self, listing, data);

  if (status == 0 && pages != NULL)
    ktg_json_pages_end (pages, self->out);

  return status;
}

/* What is known not to be here, being told. */
typedef struct
{
  GString *into;
  guint    n_gone;
} Missing;

static GPtrArray *
load_missing (KtgCatalog *catalog, KtgPage *page, gpointer data, GError **error)
{
  return ktg_missing_dup_page (catalog, page, error);
}

static void
tell_missing (KtgVerb *self, GPtrArray *rows, gpointer data)
{
  Missing *missing = data;

  for (guint i = 0; i < rows->len; i++)
    {
      const KtgMissing *of_device = g_ptr_array_index (rows, i);

      ktg_missing_append_lines (of_device, missing->into);
      missing->n_gone += of_device->files->len;
    }
}

/**
 * ktg_verb_tell_missing:
 * @into: what takes it, `out` or `err`
 * @n_gone: (inout): grows by the number of files, which by the server's own record are to be here
 *
 * What is known not to be here: a line for each device's events, and for each file.
 *
 * Returns: 0, or an exit status; what went wrong has been said
 */
int
ktg_verb_tell_missing (KtgVerb *self, GString *into, guint *n_gone)
{
  static const KtgVerbListing listing = { load_missing, tell_missing };
  Missing                     missing = { into, 0 };
  int                         status = ktg_verb_tell_pages (self, &listing, &missing);

  *n_gone += missing.n_gone;
  return status;
}
