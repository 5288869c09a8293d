/* ktg-verb-verify.c - `verify`: everything that is held, read and checked again
 *
 * Page by page, so that devices are answered meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-event-table.h"
#include "ktg-file-table.h"

#include <ktg-event-json.h>
#include <ktg-sha256.h>

#include <string.h>

#define PAGE_ROWS 500

typedef struct
{
  KtgVerb   *verb;
  guint      n_events;
  guint      n_files;
  guint      n_wrong;
  gint64     after;
  GPtrArray *page;
} Check;

static void
say_wrong (Check *self, const char *what, const char *id, const char *why)
{
  g_string_append_printf (self->verb->out, "%s %s: %s\n", what, id, why);
  self->n_wrong++;
}

/* The rows after `after` into `page`; FALSE at the end, or with @error. */
static gboolean
turn_page (Check *self, gboolean (*read) (KtgDb *db, gpointer data, GError **error), GError **error)
{
  g_clear_pointer (&self->page, g_ptr_array_unref);

  return !g_cancellable_set_error_if_cancelled (self->verb->cancellable, error)
         && ktg_writer_run (ktg_archive_get_writer (self->verb->archive), read, self, error)
         && self->page->len > 0;
}

/* --- events --- */

static gboolean
read_events (KtgDb *db, gpointer data, GError **error)
{
  Check *self = data;

  g_clear_pointer (&self->page, g_ptr_array_unref);
  self->page = ktg_event_table_dup_page (db, (guint64)self->after, PAGE_ROWS, error);
  return self->page != NULL;
}

static gboolean
is_signed (const KtgStoredEvent *stored)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (stored->envelope->bytes, &size);

  return stored->author != NULL
         && ktg_signature_is_valid (stored->author, bytes, size, stored->envelope->signature);
}

static void
check_meaning (Check *self, const KtgStoredEvent *stored)
{
  const char *id = stored->envelope->id;
  g_autoptr (KtgEvent) event = ktg_event_json_parse (stored->envelope->bytes, NULL);

  if (event == NULL)
    {
      say_wrong (self, "event", id, "it cannot be read");
      return;
    }

  if (g_strcmp0 (event->author, stored->author) != 0 || event->seq != stored->seq
      || g_strcmp0 (event->report_id, stored->report_id) != 0
      || g_strcmp0 (event->type, stored->type) != 0)
    say_wrong (self, "event", id, "it is filed under another author, number, report or type");

  if (stored->before != NULL && g_strcmp0 (event->prev, stored->before) != 0)
    say_wrong (self, "event", id, "it does not follow its author's event before it");

  if (stored->before == NULL && stored->seq > 1)
    g_string_append_printf (self->verb->out,
                            "event %s: its author's event before it has not come (no damage)\n",
                            id);
}

static void
check_event (Check *self, const KtgStoredEvent *stored)
{
  g_autofree char *hash = ktg_sha256_of_bytes (stored->envelope->bytes);

  self->n_events++;
  if (strcmp (hash, stored->envelope->id) != 0)
    say_wrong (self, "event", stored->envelope->id, "its bytes have another hash");
  else if (!is_signed (stored))
    say_wrong (self, "event", stored->envelope->id, "its author's signature is wrong");
  else
    check_meaning (self, stored);
}

static gboolean
check_events (Check *self, GError **error)
{
  g_autoptr (GError) page_error = NULL;

  self->after = 0;
  while (turn_page (self, read_events, &page_error))
    for (guint i = 0; i < self->page->len; i++)
      {
        const KtgStoredEvent *stored = g_ptr_array_index (self->page, i);

        check_event (self, stored);
        self->after = (gint64)stored->index;
      }

  if (page_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&page_error));
  return FALSE;
}

/* --- files --- */

static gboolean
read_files (KtgDb *db, gpointer data, GError **error)
{
  Check *self = data;

  g_clear_pointer (&self->page, g_ptr_array_unref);
  self->page = ktg_file_table_dup_complete (db, self->after, PAGE_ROWS, error);
  return self->page != NULL;
}

static gboolean
read_begun (KtgDb *db, gpointer data, GError **error)
{
  Check *self = data;

  g_clear_pointer (&self->page, g_ptr_array_unref);
  self->page = ktg_file_table_dup_begun (db, error);
  return self->page != NULL;
}

static void
check_file (Check *self, const KtgFileRow *file)
{
  guint64 size_bytes = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = ktg_depot_dup_hash (ktg_archive_get_depot (self->verb->archive),
                                              KTG_DEPOT_WHOLE,
                                              file->sha256,
                                              &size_bytes,
                                              &error);

  self->n_files++;
  if (hash == NULL)
    say_wrong (self, "file", file->sha256, error->message);
  else if (strcmp (hash, file->sha256) != 0)
    say_wrong (self, "file", file->sha256, "its bytes have another hash");
  else if (size_bytes != file->size_bytes)
    say_wrong (self, "file", file->sha256, "its length is recorded wrongly");
}

static gboolean
check_files (Check *self, GError **error)
{
  g_autoptr (GError) page_error = NULL;

  self->after = 0;
  while (turn_page (self, read_files, &page_error))
    for (guint i = 0; i < self->page->len; i++)
      {
        const KtgFileRow *file = g_ptr_array_index (self->page, i);

        if (g_cancellable_set_error_if_cancelled (self->verb->cancellable, error))
          return FALSE;
        check_file (self, file);
        self->after = file->number;
      }

  if (page_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&page_error));
  return FALSE;
}

static gboolean
check_begun (Check *self, GError **error)
{
  KtgDepot *depot = ktg_archive_get_depot (self->verb->archive);

  if (!ktg_writer_run (ktg_archive_get_writer (self->verb->archive), read_begun, self, error))
    return FALSE;

  for (guint i = 0; i < self->page->len; i++)
    {
      const KtgFileRow *file = g_ptr_array_index (self->page, i);

      if (ktg_depot_get_partial_size (depot, file->sha256) < (gint64)file->offset)
        say_wrong (self, "file", file->sha256, "less of it is here than was promised");
    }

  return TRUE;
}

/* --- the database itself --- */

static gboolean
check_db_work (KtgDb *db, gpointer data, GError **error)
{
  return ktg_db_check (db, error);
}

/* It would hold up every device, so not while they are answered. */
static void
check_db (Check *self)
{
  g_autoptr (GError) error = NULL;

  if (self->verb->is_serving)
    g_string_append (self->verb->out,
                     "the database's own check is left out while the server runs\n");
  else if (!ktg_writer_run (ktg_archive_get_writer (self->verb->archive),
                            check_db_work,
                            NULL,
                            &error))
    say_wrong (self, "database", "server.db", error->message);
}

int
ktg_verb_verify (KtgVerb *self, char **words)
{
  GOptionEntry entries[] = { { NULL } };
  Check        check = { .verb = self };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_whole;

  if (!ktg_verb_parse (self, words, entries, 0, &rest))
    return KTG_EXIT_USAGE;

  check_db (&check);
  is_whole = check_events (&check, &error) && check_files (&check, &error)
             && (self->is_serving || check_begun (&check, &error));
  g_clear_pointer (&check.page, g_ptr_array_unref);
  if (!is_whole)
    return ktg_verb_fail (self, error);

  g_string_append_printf (self->out,
                          "%u events and %u files checked, %u wrong\n",
                          check.n_events,
                          check.n_files,
                          check.n_wrong);
  return check.n_wrong > 0 ? KTG_EXIT_FAILED : 0;
}
