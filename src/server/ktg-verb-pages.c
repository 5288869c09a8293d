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

#include <ktg-json-pages.h>
#include <ktg-report-link.h>

typedef struct
{
  KtgCatalogList list;
  KtgPage        page;
  GPtrArray     *rows;
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
  self->rows = self->list (catalog, &self->page, error);
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
 * @page: of what, and after which row
 * @data: for what tells
 *
 * Returns: 0, or an exit status; what went wrong has been said
 */
int
ktg_verb_tell_pages (KtgVerb *self, const KtgVerbListing *listing, KtgPage page, gpointer data)
{
  Reading reading = { listing->list, page, NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_told = TRUE;

  reading.page.last = page.after;
  reading.page.has_more = TRUE;
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

/* --- a table --- */

typedef struct
{
  const KtgVerbTable *table;
  gboolean            as_json;
  KtgJsonPages        pages;
} Telling;

static GPtrArray *
make_lines (KtgVerb *self, const KtgVerbTable *table, GPtrArray *rows)
{
  GPtrArray *lines;

  if (table->line == NULL)
    return g_ptr_array_ref (rows);

  lines = g_ptr_array_new_with_free_func (table->free_line != NULL ? table->free_line : g_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (lines, table->line (self, g_ptr_array_index (rows, i)));

  return lines;
}

static void
tell_rows (KtgVerb *self, GPtrArray *rows, gpointer data)
{
  Telling *telling = data;
  g_autoptr (GPtrArray) lines = make_lines (self, telling->table, rows);
  g_autoptr (GBytes) text = telling->as_json ? telling->table->write (lines) : NULL;

  if (text != NULL)
    ktg_json_pages_add (&telling->pages, text, self->out);
  else
    for (guint i = 0; i < lines->len; i++)
      telling->table->print (self, g_ptr_array_index (lines, i));
}

/**
 * ktg_verb_tell_table:
 * @page: after which row
 *
 * Shows one table, from there on.
 *
 * Returns: 0, or an exit status; what went wrong has been said
 */
int
ktg_verb_tell_table (KtgVerb *self, const KtgVerbTable *table, KtgPage page, gboolean as_json)
{
  const KtgVerbListing listing = { table->list, tell_rows };
  Telling              telling = { table, as_json, { 0 } };
  int                  status = ktg_verb_tell_pages (self, &listing, page, &telling);

  if (status == 0 && as_json)
    ktg_json_pages_end (&telling.pages, self->out);

  return status;
}

/* --- a report --- */

typedef struct
{
  KtgHolding           *holding;
  const KtgVerbHearing *hearing; /* or NULL */
  gpointer              data;
} Holding;

static void
take_events (KtgVerb *self, GPtrArray *events, gpointer data)
{
  const Holding *reading = data;

  if (reading->hearing != NULL)
    reading->hearing->events (self, events, reading->data);
  ktg_holding_add_events (reading->holding, events);
}

static void
take_files (KtgVerb *self, GPtrArray *files, gpointer data)
{
  const Holding *reading = data;

  if (reading->hearing != NULL)
    reading->hearing->files (self, files, reading->data);
  ktg_holding_add_files (reading->holding, files);
}

/**
 * ktg_verb_read_holding:
 * @id: of a report
 * @hearing: (nullable): what else hears of its events and files, page by page
 * @data: for @hearing
 * @holding: (out) (transfer full): all that is held of it; set with 0
 *
 * Returns: 0, or an exit status; what went wrong has been said
 */
int
ktg_verb_read_holding (KtgVerb              *self,
                       const char           *id,
                       const KtgVerbHearing *hearing,
                       gpointer              data,
                       KtgHolding          **holding)
{
  static const KtgVerbListing events = { ktg_catalog_list_report_events, take_events };
  static const KtgVerbListing files = { ktg_catalog_list_report_files, take_files };
  g_autoptr (GError) error = NULL;
  g_autofree char *kept_id = ktg_report_link_dup_kept_id (id);
  g_autoptr (KtgHolding) found = ktg_holding_find (self->archive, kept_id, &error);
  Holding reading = { found, hearing, data };
  int     status;

  if (found == NULL)
    return ktg_verb_fail (self, error);

  status = ktg_verb_tell_pages (self, &events, ktg_holding_get_page (found), &reading);
  if (status == 0)
    status = ktg_verb_tell_pages (self, &files, ktg_holding_get_page (found), &reading);
  if (status == 0)
    *holding = g_steal_pointer (&found);

  return status;
}

/* --- what is not here --- */

typedef struct
{
  GString *into;
  guint    n_gone;
} Missing;

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
  static const KtgVerbListing listing = { ktg_missing_list, tell_missing };
  Missing                     missing = { into, 0 };
  int status = ktg_verb_tell_pages (self, &listing, (KtgPage){ 0 }, &missing);

  *n_gone += missing.n_gone;
  return status;
}

/* --- a verb that is a table --- */

/**
 * ktg_verb_run_table:
 * @words: the verb and what follows it, which may be `--json`
 *
 * All that a verb does that shows one table and nothing else.
 *
 * Returns: an exit status; what went wrong has been said
 */
int
ktg_verb_run_table (KtgVerb *self, char **words, const KtgVerbTable *table)
{
  g_auto (GStrv) rest = NULL;
  guint    n_gone = 0;
  gboolean as_json;
  int      status = 0;

  if (!ktg_verb_parse_json (self, words, 0, &rest, &as_json))
    return KTG_EXIT_USAGE;

  if (table->is_after_missing)
    status = ktg_verb_tell_missing (self, self->err, &n_gone);

  return status != 0 ? status : ktg_verb_tell_table (self, table, (KtgPage){ 0 }, as_json);
}
