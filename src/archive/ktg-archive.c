/* ktg-archive.c - a server's data folder, open
 *
 * lock         held by the one process that has the folder
 * server.key   who the server is
 * root.key     what lets it be so; best kept elsewhere
 * server.db    what it remembers
 * files/       whole files, named by their hash
 * partial/     files that are still coming
 * packs/       what was published here
 * snapshot-…   a copy of server.db, until whoever asked for it takes it away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-private.h"

#include "ktg-archive-recovery.h"
#include "ktg-archive-resources.h"
#include "ktg-catalog-rows.h"
#include "ktg-census.h"
#include "ktg-charter.h"
#include "ktg-device-table.h"
#include "ktg-life-table.h"
#include "ktg-routing.h"
#include "ktg-server-key.h"
#include "ktg-upstream-settings.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <ktg-query.h>
#include <sys/file.h>
#include <unistd.h>

#define MAX_WAITING_JOBS 2048

/* One file a schema change, in order; a folder of an earlier program is brought up at its opening.
 */
static const char *const migration_names[]
    = { "001-archive",    "002-enrolment", "003-uploads", "004-lives",    "005-audit",
        "006-deliveries", "007-key-names", "008-starts",  "009-numbers",  "010-feed",
        "011-charter",    "012-proof",     "013-cases",   "014-indexes",  "015-pending",
        "016-carriage",   "017-terms",     "018-askers",  "019-states",   "020-upstream",
        "021-nodes",      "022-level",     "023-letters", "024-versions", "025-census",
        "026-stranger",   "027-links" };

/* Room for the indexes of some hundred thousand events, and a checkpoint as rare as the log's limit
 * of 8 MiB allows. */
static const char tuning[] = "PRAGMA cache_size=-12000; PRAGMA wal_autocheckpoint=2000";

struct _KtgArchive
{
  char          *folder;
  char          *db_path;
  char         **migrations;
  KtgClock       now_ms;
  int            lock_fd;
  KtgDepot      *depot;
  KtgSigningKey *key;
  KtgSigningKey *root; /* NULL: it is kept elsewhere */
  char          *root_key;
  const char    *holder; /* what it is by its own certificate; whoever reads it may be any thread */
  KtgCharter     charter;
  KtgRoster     *roster;
  KtgShelf      *shelf;
  KtgWriter     *writer;
  GMutex         lock;
  char          *life; /* guarded by the lock */
  KtgBook       *book;
};

static char *
dup_migration (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/id/kentongan/archive/migrations/%s.sql", name);
  g_autoptr (GBytes) script = g_resource_lookup_data (ktg_archive_get_resource (),
                                                      path,
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                      NULL);

  g_assert (script != NULL);
  return g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
}

static char **
load_migrations (void)
{
  char **scripts = g_new0 (char *, G_N_ELEMENTS (migration_names) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (migration_names); i++)
    scripts[i] = dup_migration (migration_names[i]);

  return scripts;
}

static gboolean
take_lock (KtgArchive *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "lock", NULL);

  self->lock_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock_fd < 0)
    return ktg_archive_error_set_errno (error, "cannot open the lock file");

  if (flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_LOCKED,
               "another process has this data folder: %s",
               g_strerror (errno));
  return FALSE;
}

/* A folder that once had a key must not get another: its receipts would be worth nothing. */
static gboolean
check_key (KtgArchive *self, KtgDb *db, GError **error)
{
  const char *public_key = ktg_signing_key_get_public (self->key);
  gint64      is_its_key;

  if (!ktg_query_run (db,
                      "INSERT OR IGNORE INTO setting (name, value) VALUES ('server_key', ?)",
                      KTG_WITH (KTG_TEXT (public_key)),
                      error)
      || !ktg_query_get_int (db,
                             "SELECT value = ? FROM setting WHERE name = 'server_key'",
                             KTG_WITH (KTG_TEXT (public_key)),
                             &is_its_key,
                             error))
    return FALSE;
  if (is_its_key)
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_DAMAGED,
                       "server.key is not the key of this data folder");
  return FALSE;
}

static KtgDb *
open_db (gpointer user_data, GError **error)
{
  KtgArchive *self = user_data;
  g_autoptr (KtgDb) db = ktg_db_open (self->db_path, (const char *const *)self->migrations, error);

  if (db == NULL || !ktg_db_execute (db, tuning, error) || !check_key (self, db, error)
      || !ktg_book_open (self->book, db, error))
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
load_roster (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgArchive *self = data;
  g_autoptr (GPtrArray) devices = ktg_device_table_dup_all (catalog->db, error);
  KtgUpstreamClock clock;

  if (devices == NULL || !ktg_upstream_settings_load_clock (catalog->db, &clock, error))
    return FALSE;

  ktg_roster_put_all (self->roster, devices);
  ktg_roster_set_clock (self->roster, &clock);
  return TRUE;
}

static gboolean
load_life (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgArchive *self = data;

  g_clear_pointer (&self->life, g_free);
  return ktg_life_table_find_present (catalog->db, &self->life, error);
}

/* The root is made with the folder, or for a folder of before; from then on it may be taken away.
 */
static gboolean
find_root (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgArchive *self = data;

  g_clear_pointer (&self->root_key, g_free);
  return ktg_query_find_text (catalog->db,
                              "SELECT value FROM setting WHERE name = 'root_key'",
                              NULL,
                              &self->root_key,
                              error);
}

static gboolean
is_root (KtgArchive *self, GError **error)
{
  if (self->root == NULL
      || g_strcmp0 (self->root_key, ktg_signing_key_get_public (self->root)) == 0)
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_DAMAGED,
                       "root.key is not the root of this data folder");
  return FALSE;
}

static gboolean
open_charter (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgArchive *self = data;

  return ktg_query_run (catalog->db,
                        "INSERT OR IGNORE INTO setting (name, value) VALUES ('root_key', ?)",
                        KTG_WITH (KTG_TEXT (self->root_key)),
                        error)
         && ktg_charter_open (&self->charter, catalog->db, error);
}

/* A folder that had a root must not get another: nobody would believe it. */
static gboolean
open_root (KtgArchive *self, GError **error)
{
  GError *problem = NULL;

  if (!ktg_writer_run (self->writer, find_root, self, error))
    return FALSE;

  self->root
      = ktg_server_key_load (self->folder, KTG_SERVER_KEY_ROOT, self->root_key == NULL, &problem);
  if (problem != NULL
      && !(self->root_key != NULL
           && g_error_matches (problem, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_clear_error (&problem);

  if (self->root_key == NULL)
    self->root_key = g_strdup (ktg_signing_key_get_public (self->root));
  self->charter = (KtgCharter){ self->root, self->key, self->root_key, self->now_ms };
  ktg_writer_set_charter (self->writer, &self->charter);
  return is_root (self, error) && ktg_writer_run (self->writer, open_charter, self, error);
}

static gboolean
open_census (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgArchive *self = data;
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (self->root_key);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
  const KtgCensus census = { catalog, lineage, self->now_ms (), changed };

  return ktg_census_open (&census, error);
}

static gboolean
load_holder (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgArchive *self = data;

  return ktg_charter_find_holder (&self->charter, catalog->db, &self->holder, error);
}

static gboolean
open_lists (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_routing_open (catalog->db, error);
}

/* Removes what somebody asked for and did not live to take away. */
static void
sweep_snapshots (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, KTG_ARCHIVE_SNAPSHOT_PREFIX))
        g_unlink (path);
    }
}

static gboolean
open_parts (KtgArchive *self, GError **error)
{
  gboolean is_new = !g_file_test (self->db_path, G_FILE_TEST_EXISTS);

  sweep_snapshots (self->folder);
  self->depot = ktg_depot_new (self->folder, error);
  if (self->depot == NULL)
    return FALSE;

  self->key = ktg_server_key_load (self->folder, KTG_SERVER_KEY_NODE, is_new, error);
  if (self->key == NULL)
    return FALSE;

  self->book = ktg_book_new (self->key, G_N_ELEMENTS (migration_names), self->now_ms);
  self->writer = ktg_writer_new (open_db, self, MAX_WAITING_JOBS, error);
  if (self->writer == NULL)
    return FALSE;

  ktg_writer_set_seal (self->writer, &ktg_book_seal, self->book);
  ktg_writer_set_book (self->writer, self->book);
  return open_root (self, error) && ktg_writer_run (self->writer, load_holder, self, error)
         && ktg_writer_run (self->writer, open_census, self, error)
         && ktg_writer_run (self->writer, load_roster, self, error)
         && ktg_writer_run (self->writer, load_life, self, error)
         && ktg_writer_run (self->writer, open_lists, self, error)
         && ktg_archive_recovery_run (self->writer, self->depot, self->now_ms (), error);
}

/**
 * ktg_archive_open:
 * @folder: made, readable by nobody else, when absent
 * @now_ms: the program's clock
 *
 * Takes the folder's lock, opens all in it, and puts right what a sudden end left behind.
 *
 * Returns: (transfer full): the archive, or NULL; KTG_ARCHIVE_ERROR_LOCKED if another process has
 * it
 */
KtgArchive *
ktg_archive_open (const char *folder, KtgClock now_ms, GError **error)
{
  g_autoptr (KtgArchive) self = g_new0 (KtgArchive, 1);
  g_autofree char *packs_folder = NULL;

  g_mutex_init (&self->lock);
  self->folder = g_strdup (folder);
  self->now_ms = now_ms;
  self->db_path = g_build_filename (folder, "server.db", NULL);
  self->lock_fd = -1;
  self->roster = ktg_roster_new ();
  packs_folder = g_build_filename (folder, "packs", NULL);
  self->shelf = ktg_shelf_new (packs_folder);
  self->migrations = load_migrations ();

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      ktg_archive_error_set_errno (error, "cannot make the data folder");
      return NULL;
    }

  if (!take_lock (self, error) || !open_parts (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ktg_archive_close:
 *
 * Finishes what the writer has, checkpoints, and lets go of the lock.
 */
void
ktg_archive_close (KtgArchive *self)
{
  if (self == NULL)
    return;

  ktg_writer_free (self->writer);
  ktg_book_free (self->book);
  ktg_roster_free (self->roster);
  ktg_shelf_free (self->shelf);
  ktg_depot_free (self->depot);
  g_clear_pointer (&self->key, ktg_signing_key_unref);
  g_clear_pointer (&self->root, ktg_signing_key_unref);
  g_free (self->root_key);
  g_strfreev (self->migrations);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_mutex_clear (&self->lock);
  g_free (self->life);
  g_free (self->db_path);
  g_free (self->folder);
  g_free (self);
}

/**
 * ktg_archive_get_now_ms:
 *
 * Returns: what the program's clock says, in milliseconds since the epoch
 */
gint64
ktg_archive_get_now_ms (KtgArchive *self)
{
  return self->now_ms ();
}

/**
 * ktg_archive_get_folder:
 * @self: an archive
 *
 * Returns: where it lies, as it was asked for
 */
const char *
ktg_archive_get_folder (KtgArchive *self)
{
  return self->folder;
}

/**
 * ktg_archive_get_key:
 * @self: an archive
 *
 * Returns: (transfer none): the key by which this server is known
 */
KtgSigningKey *
ktg_archive_get_key (KtgArchive *self)
{
  return self->key;
}

/**
 * ktg_archive_get_root:
 * @self: an archive
 *
 * Returns: (transfer none): the public key on which all trust rests here
 */
const char *
ktg_archive_get_root (KtgArchive *self)
{
  return self->root_key;
}

/**
 * ktg_archive_get_holder:
 * @self: an archive
 *
 * Returns: (transfer none): what kind of server this is, as its receipts say it
 */
const char *
ktg_archive_get_holder (KtgArchive *self)
{
  return g_atomic_pointer_get (&self->holder);
}

/**
 * ktg_archive_set_holder:
 * @self: an archive
 * @holder: (transfer none): static
 *
 * After the COMMIT by which it is this kind of server. From any thread.
 */
void
ktg_archive_set_holder (KtgArchive *self, const char *holder)
{
  g_atomic_pointer_set (&self->holder, (gpointer)holder);
}

/**
 * ktg_archive_get_shelf:
 * @self: an archive
 *
 * Returns: (transfer none): the packs that it hands out
 */
KtgShelf *
ktg_archive_get_shelf (KtgArchive *self)
{
  return self->shelf;
}

/**
 * ktg_archive_get_writer:
 * @self: an archive
 *
 * Returns: (transfer none): who alone speaks to its database
 */
KtgWriter *
ktg_archive_get_writer (KtgArchive *self)
{
  return self->writer;
}

/**
 * ktg_archive_get_book:
 * @self: an archive
 *
 * Returns: (transfer none): the account of its rows, for the writer's thread
 */
KtgBook *
ktg_archive_get_book (KtgArchive *self)
{
  return self->book;
}

typedef struct
{
  KtgBook    *book;
  const char *what;
  gint64      subject;
  gint64      count;
} Note;

static gboolean
add_note (KtgCatalog *catalog, gpointer data, GError **error)
{
  const Note *note = data;

  return ktg_book_note (note->book, catalog->db, note->what, note->subject, note->count, error);
}

/**
 * ktg_archive_note:
 * @what: what was done, in a word or two; no name, key or word of a report
 *
 * A line in the audit, as a job of its own. Not on the writer's thread.
 */
gboolean
ktg_archive_note (KtgArchive *self, const char *what, gint64 subject, gint64 count, GError **error)
{
  Note note = { self->book, what, subject, count };

  return ktg_writer_run (self->writer, add_note, &note, error);
}

/**
 * ktg_archive_get_depot:
 * @self: an archive
 *
 * Returns: (transfer none): its files
 */
KtgDepot *
ktg_archive_get_depot (KtgArchive *self)
{
  return self->depot;
}

/**
 * ktg_archive_get_roster:
 * @self: an archive
 *
 * Returns: (transfer none): the devices that it knows; any thread may ask it
 */
KtgRoster *
ktg_archive_get_roster (KtgArchive *self)
{
  return self->roster;
}

/**
 * ktg_catalog_check:
 * @self: a catalog
 * @error: what is wrong
 *
 * The database's own check, which holds everything up.
 *
 * Returns: %FALSE if something is wrong
 */
gboolean
ktg_catalog_check (KtgCatalog *self, GError **error)
{
  return ktg_db_check (self->db, error);
}

/**
 * ktg_archive_open_copy:
 * @path: a copy of this archive's database
 *
 * From any thread; nobody else has it open.
 */
KtgDb *
ktg_archive_open_copy (KtgArchive *self, const char *path, GError **error)
{
  return ktg_db_open (path, (const char *const *)self->migrations, error);
}

/**
 * ktg_archive_dup_life:
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): the life of this server that is on disk, if there is one
 */
char *
ktg_archive_dup_life (KtgArchive *self)
{
  char *life;

  g_mutex_lock (&self->lock);
  life = g_strdup (self->life);
  g_mutex_unlock (&self->lock);

  return life;
}

/**
 * ktg_archive_set_life:
 *
 * After the COMMIT that began it.
 */
void
ktg_archive_set_life (KtgArchive *self, const char *life)
{
  g_mutex_lock (&self->lock);
  g_free (self->life);
  self->life = g_strdup (life);
  g_mutex_unlock (&self->lock);
}
