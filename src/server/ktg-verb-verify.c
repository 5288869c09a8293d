/* ktg-verb-verify.c - `verify`: everything that is held, read and checked again
 *
 * Page by page, so that devices are answered meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-book-check.h"
#include "ktg-charter-check.h"
#include "ktg-depot-reader.h"
#include "ktg-publishing-check.h"

#include <ktg-event-json.h>
#include <ktg-named-file.h>
#include <ktg-sha256.h>

#include <string.h>

#define MAX_GAP_DAYS 7
#define MS_A_DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

typedef struct
{
  KtgVerb *verb;
  guint    n_events;
  guint    n_files;
  guint    n_wrong;
} Check;

static void
say_wrong (Check *self, const char *what, const char *id, const char *why)
{
  g_string_append_printf (self->verb->out, "%s %s: %s\n", what, id, why);
  self->n_wrong++;
}

static gboolean
is_signed (const KtgStoredEvent *stored)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (stored->envelope->bytes, &size);

  return stored->author != NULL
         && ktg_signature_is_valid (stored->author, bytes, size, stored->envelope->signature);
}

/* Whether this event was refused, and kept for a person to look at. */
static gboolean
is_aside (Check *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  gboolean has = FALSE;

  if (id == NULL || !ktg_sha256_is_hex (id))
    return FALSE;
  if (!ktg_verb_ask_of (self->verb, ktg_catalog_has_aside, id, &has, &error))
    say_wrong (self, "event", id, error->message);

  return has;
}

/* What is on its way comes within days; after that somebody has to ask the officer. */
static void
check_gap (Check *self, const KtgStoredEvent *stored)
{
  gint64 age_ms = g_get_real_time () / 1000 - stored->received_at_ms;

  if (age_ms > MAX_GAP_DAYS * MS_A_DAY)
    say_wrong (self,
               "event",
               stored->envelope->id,
               "its author's event before it has not come for a week");
  else
    g_string_append_printf (self->verb->out,
                            "event %s: its author's event before it has not come yet (no damage)\n",
                            stored->envelope->id);
}

/* What came first is not what its author signed later that it is. */
static void
say_contradicted (Check *self, const KtgStoredEvent *stored)
{
  g_autofree char *why = g_strdup_printf ("its author's next event, %s, names another before it",
                                          stored->envelope->id);

  say_wrong (self, "event", stored->before, why);
}

static void
check_chain (Check *self, const KtgStoredEvent *stored, const KtgEvent *event)
{
  const char *id = stored->envelope->id;

  if (stored->before == NULL ? stored->seq <= 1 : g_strcmp0 (event->prev, stored->before) == 0)
    return;

  if (is_aside (self, event->prev))
    g_string_append_printf (self->verb->out,
                            "event %s: its author's event before it was refused and is kept aside"
                            " (no damage)\n",
                            id);
  else if (stored->before != NULL)
    say_contradicted (self, stored);
  else
    check_gap (self, stored);
}

static guint
count_files (const KtgEvent *event)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) files = ktg_named_file_list (event);

  for (guint i = 0; i < files->len; i++)
    g_hash_table_add (hashes, (gpointer)g_array_index (files, KtgNamedFile, i).sha256);

  return g_hash_table_size (hashes);
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

  if (count_files (event) != stored->n_files)
    say_wrong (self, "event", id, "the files that it names are not those on record");

  check_chain (self, stored, event);
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

static void
check_events (KtgVerb *verb, GPtrArray *events, gpointer data)
{
  for (guint i = 0; i < events->len; i++)
    check_event (data, g_ptr_array_index (events, i));
}

static void
check_file (Check *self, const KtgArchiveFileRow *file)
{
  guint64 size_bytes = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = ktg_depot_dup_hash (ktg_archive_get_depot (self->verb->archive),
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

static void
check_files (KtgVerb *verb, GPtrArray *files, gpointer data)
{
  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (verb->cancellable); i++)
    check_file (data, g_ptr_array_index (files, i));
}

static gboolean
read_begun (KtgCatalog *catalog, gpointer data, GError **error)
{
  GPtrArray **begun = data;

  g_clear_pointer (begun, g_ptr_array_unref);
  *begun = ktg_catalog_list_begun (catalog, error);
  return *begun != NULL;
}

static int
check_begun (Check *self)
{
  KtgDepot *depot = ktg_archive_get_depot (self->verb->archive);
  g_autoptr (GPtrArray) begun = NULL;
  g_autoptr (GError) error = NULL;

  if (!ktg_writer_run (ktg_archive_get_writer (self->verb->archive), read_begun, &begun, &error))
    return ktg_verb_fail (self->verb, error);

  for (guint i = 0; i < begun->len; i++)
    {
      const KtgUploadRow *upload = g_ptr_array_index (begun, i);
      g_autofree char    *part = ktg_depot_dup_part_name (upload->device, upload->sha256);

      if (ktg_depot_get_partial_size (depot, part) < (gint64)upload->offset)
        say_wrong (self, "file", upload->sha256, "less of it is here than was promised");
    }

  return 0;
}

/* --- the database itself --- */

static gboolean
check_db_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_catalog_check (catalog, error);
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

/**
 * ktg_verb_verify:
 * @self: a verb at work
 * @words: "verify" and what follows it
 *
 * Reads and checks again all that is held.
 *
 * Returns: an exit status
 */
int
ktg_verb_verify (KtgVerb *self, char **words)
{
  static const KtgVerbListing events = { ktg_catalog_list_events, check_events };
  static const KtgVerbListing files = { ktg_catalog_list_files, check_files };
  Check                       check = { .verb = self };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!ktg_verb_parse (self, words, NULL, 0, &rest))
    return KTG_EXIT_USAGE;

  check_db (&check);
  if (!ktg_book_check (self->archive, self->cancellable, self->out, &check.n_wrong, &error)
      || !ktg_publishing_check (self->archive, self->out, &check.n_wrong, &error))
    return ktg_verb_fail (self, error);

  status = ktg_charter_check_run (self, &check.n_wrong);
  if (status == 0)
    status = ktg_verb_tell_pages (self, &events, (KtgPage){ 0 }, &check);
  if (status == 0)
    status = ktg_verb_tell_pages (self, &files, (KtgPage){ 0 }, &check);
  if (status == 0)
    status = ktg_verb_tell_missing (self, self->out, &check.n_wrong);
  if (status == 0 && !self->is_serving)
    status = check_begun (&check);
  if (status != 0)
    return status;

  g_string_append_printf (self->out,
                          "%u events and %u files checked, %u wrong\n",
                          check.n_events,
                          check.n_files,
                          check.n_wrong);
  return check.n_wrong > 0 ? KTG_EXIT_FAILED : 0;
}
