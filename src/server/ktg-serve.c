/* ktg-serve.c - the program: serving, or one verb
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-serve.h"

#include "ktg-backup.h"
#include "ktg-control.h"
#include "ktg-export.h"
#include "ktg-node.h"
#include "ktg-publishing.h"
#include "ktg-relay.h"
#include "ktg-service.h"
#include "ktg-upstream-words.h"
#include "ktg-verb.h"

#include <errno.h>
#include <glib-unix.h>
#include <ktg-pack-json.h>
#include <ktg-whole-file.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_KEEP_DAYS 3650
#define SECONDS_A_MINUTE 60
#define DEFAULT_LISTEN "127.0.0.1:8480"

static int
fail (const GError *error)
{
  fprintf (stderr, "kentongan-server: %s\n", ktg_upstream_words_get (error));

  if (g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_LOCKED))
    return KTG_EXIT_LOCKED;
  if (g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_USAGE))
    return KTG_EXIT_USAGE;

  return KTG_EXIT_FAILED;
}

/* Many devices need many descriptors. */
static void
prepare_process (void)
{
  struct rlimit files;

  umask (0077);
  signal (SIGPIPE, SIG_IGN);
  if (getrlimit (RLIMIT_NOFILE, &files) == 0)
    {
      files.rlim_cur = files.rlim_max;
      setrlimit (RLIMIT_NOFILE, &files);
    }
}

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
note (KtgArchive *archive, const char *what)
{
  g_autoptr (GError) error = NULL;

  if (!ktg_archive_note (archive, what, 0, 0, &error))
    g_warning ("%s is not in the audit: %s", what, error->message);
}

static gboolean
minute_passed_cb (gpointer user_data)
{
  ktg_node_tell_refusals (user_data);
  return G_SOURCE_CONTINUE;
}

/* NULL with no error: there is no server above. */
static KtgRelay *
open_relay (KtgArchive *archive, const char *upstream, GError **error)
{
  g_autoptr (KtgRelay) relay = ktg_relay_new (archive, error);

  if (relay == NULL)
    return NULL;
  if (ktg_relay_get_account (relay) != NULL)
    return upstream == NULL || ktg_relay_set_url (relay, upstream, error) ? g_steal_pointer (&relay)
                                                                          : NULL;

  if (upstream != NULL)
    g_set_error_literal (error,
                         KTG_ARCHIVE_ERROR,
                         KTG_ARCHIVE_ERROR_USAGE,
                         "--upstream is for a relay, and this data folder is none: `join` makes it"
                         " one");
  return NULL;
}

static int
serve (const char *folder, const KtgNodeOptions *options, const char *upstream)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (KtgArchive) archive = NULL;
  g_autoptr (KtgNode) node = NULL;
  g_autoptr (KtgControl) control = NULL;
  g_autoptr (KtgRelay) relay = NULL;
  g_autoptr (GError) error = NULL;

  archive = ktg_archive_open (folder, ktg_service_get_now_ms, &error);
  if (archive == NULL)
    return fail (error);

  /* From here on somebody may be answered, so from here on it ends in order. */
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);

  relay = open_relay (archive, upstream, &error);
  if (error != NULL)
    return fail (error);

  node = ktg_node_start (archive, options, &error);
  if (node == NULL)
    return fail (error);

  control = ktg_control_new (archive, &error);
  if (control == NULL)
    return fail (error);

  note (archive, "start");
  if (relay != NULL)
    ktg_relay_start (relay);
  g_timeout_add_seconds (SECONDS_A_MINUTE, minute_passed_cb, node);
  printf ("listening on %s\n", ktg_node_get_address (node));
  fflush (stdout);
  g_main_loop_run (loop);
  note (archive, "stop");
  return 0;
}

/**
 * ktg_serve_run:
 * @words: "serve" and its options
 *
 * Returns: an exit status, once SIGTERM or SIGINT came and all that was taken is finished
 */
int
ktg_serve_run (const char *folder, char **words)
{
  g_autofree char *listen = NULL;
  g_autofree char *packs = NULL;
  g_autofree char *upstream = NULL;
  int              max_connections = 0;
  int              keep_days = KTG_KEEP_DAYS;
  GOptionEntry     entries[] = {
        { "listen", 0, 0, G_OPTION_ARG_STRING, &listen, NULL, NULL },
        { "packs", 0, 0, G_OPTION_ARG_FILENAME, &packs, NULL, NULL },
        { "max-connections", 0, 0, G_OPTION_ARG_INT, &max_connections, NULL, NULL },
        { "upstream", 0, 0, G_OPTION_ARG_STRING, &upstream, NULL, NULL },
        { "keep-days", 0, 0, G_OPTION_ARG_INT, &keep_days, NULL, NULL },
        { NULL },
  };
  g_autoptr (GString) err = g_string_new (NULL);
  g_auto (GStrv) rest = NULL;
  KtgVerb        verb = { .err = err };
  KtgNodeOptions options = { 0 };

  if (ktg_verb_parse (&verb, words, entries, 0, &rest) && max_connections < 0)
    g_string_append (err, "kentongan-server serve: --max-connections must not be below 0\n");

  if (keep_days < 1 || keep_days > MAX_KEEP_DAYS)
    g_string_append (err, "kentongan-server serve: --keep-days must be 1 to 3650\n");

  if (err->len > 0)
    {
      fputs (err->str, stderr);
      return KTG_EXIT_USAGE;
    }

  options.listen = listen != NULL ? listen : DEFAULT_LISTEN;
  options.packs_folder = packs != NULL ? packs : KTG_PKGDATADIR "/packs";
  options.max_connections = (guint)max_connections;
  options.keep_days = (guint)keep_days;
  prepare_process ();

  return serve (folder, &options, upstream);
}

/* --- one verb --- */

static gboolean
send_end (KtgVerb *verb)
{
  return verb->send (verb->out, verb->err, verb->send_data);
}

static int
ask_here (KtgArchive *archive, char **words, KtgVerbSend send, gpointer send_data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) err = g_string_new (NULL);
  KtgVerb verb = { archive, FALSE, NULL, out, err, send, send_data };
  int     status = ktg_verb_run (&verb, words);

  return status != KTG_EXIT_UNTOLD && send_end (&verb) ? status : KTG_EXIT_UNTOLD;
}

static const char *
get_packs_folder (void)
{
  const char *folder = g_getenv ("KENTONGAN_PACKS");

  return folder != NULL ? folder : KTG_PKGDATADIR "/packs";
}

/* Who has the folder: this process, or a server that is asked. */
typedef struct
{
  const char *folder;
  KtgArchive *archive; /* NULL: a server */
} Source;

static void
source_close (Source *self)
{
  g_clear_pointer (&self->archive, ktg_archive_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_close)

static gboolean
source_open (Source *self, GError **error)
{
  g_autoptr (GError) open_error = NULL;

  self->archive = ktg_archive_open (self->folder, ktg_service_get_now_ms, &open_error);
  if (self->archive != NULL)
    return ktg_publishing_stock (self->archive, get_packs_folder (), FALSE, error);
  if (g_error_matches (open_error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_LOCKED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&open_error));
  return FALSE;
}

static gboolean
ask (Source *self, char **words, KtgVerbSend send, gpointer send_data, int *status, GError **error)
{
  if (!source_open (self, error))
    return FALSE;
  if (self->archive == NULL)
    return ktg_control_ask (self->folder, words, send, send_data, status, error);

  *status = ask_here (self->archive, words, send, send_data);
  return TRUE;
}

static gboolean
fetch (const char   *sha256,
       KtgExportTake take,
       gpointer      take_data,
       gpointer      user_data,
       GError      **error)
{
  Source *self = user_data;

  return self->archive != NULL ? ktg_export_fetch_from_depot (sha256,
                                                              take,
                                                              take_data,
                                                              ktg_archive_get_depot (self->archive),
                                                              error)
                               : ktg_control_fetch (self->folder, sha256, take, take_data, error);
}

static gboolean
is_there (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A page as it comes; what goes wrong is kept, since the verb was done all the same. */
static gboolean
print_page (const GString *out, const GString *err, gpointer user_data)
{
  int *failure = user_data;

  fwrite (err->str, 1, err->len, stderr);
  if (fwrite (out->str, 1, out->len, stdout) == out->len && fflush (stdout) == 0)
    return TRUE;

  *failure = errno;
  return FALSE;
}

/* A reader that has read enough is no fault to speak of. */
static int
say_untold (int failure)
{
  if (failure != EPIPE)
    fprintf (stderr,
             "kentongan-server: done, but the answer could not be written: %s\n",
             g_strerror (failure));

  return KTG_EXIT_UNTOLD;
}

typedef struct
{
  KtgExport *written;
  GError    *error;
} Export;

/* Gathered and fetched where the folder is open, written here: the server may write nowhere but in
 * its folder. */
static gboolean
write_page (const GString *out, const GString *err, gpointer user_data)
{
  Export *self = user_data;

  fwrite (err->str, 1, err->len, stderr);
  return out->len == 0 || ktg_export_take (self->written, out, &self->error);
}

static int
finish_export (KtgExport *written, const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (!ktg_export_finish (written, &error))
    return fail (error);

  if (printf ("%u files in %s, all as their names say\n", ktg_export_get_n_files (written), folder)
          < 0
      || fflush (stdout) != 0)
    return say_untold (errno);

  return 0;
}

/* What codes and fields are called; without packs the report is exported as it is. */
static KtgPack *
read_packs (void)
{
  KtgPack *pack = ktg_pack_new ();
  g_autoptr (GPtrArray) faults = ktg_pack_json_read_folder (pack, get_packs_folder (), NULL, NULL);

  for (guint i = 0; i < faults->len; i++)
    fprintf (stderr, "kentongan-server: %s\n", (const char *)g_ptr_array_index (faults, i));

  return pack;
}

static int
export_report (const char *folder, char **words)
{
  char *gather[] = { (char *)"gather", words[1], NULL };
  g_auto (Source) source = { folder, NULL };
  g_autoptr (KtgPack) pack = read_packs ();
  g_autoptr (KtgExport) written = ktg_export_new (words[2], fetch, &source);
  g_autoptr (GError) error = NULL;
  Export export = { written, NULL };
  int status = KTG_EXIT_FAILED;

  ktg_export_use_pack (written, pack);
  if (ask (&source, gather, write_page, &export, &status, &error) && export.error == NULL)
    return status == 0 ? finish_export (written, words[2]) : status;

  if (error == NULL)
    error = export.error;
  return fail (error);
}

/* Somebody looks: `code` may draw. */
static char **
dup_words (char **words)
{
  g_autoptr (GStrvBuilder) more = g_strv_builder_new ();

  g_strv_builder_addv (more, (const char **)words);
  if (g_str_equal (words[0], "code") && isatty (STDOUT_FILENO))
    g_strv_builder_add (more, "--" KTG_VERB_FOR_TERMINAL);

  return g_strv_builder_end (more);
}

static int
ask_and_print (const char *folder, char **words)
{
  g_auto (GStrv) all_words = dup_words (words);
  g_auto (Source) source = { folder, NULL };
  g_autoptr (GError) error = NULL;
  int status = KTG_EXIT_FAILED;
  int failure = 0;

  if (!ask (&source, all_words, print_page, &failure, &status, &error))
    return fail (error);

  return failure == 0 ? status : say_untold (failure);
}

/* --- pack --- */

static char *
read_pack (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ktg_whole_file_read (path, KTG_SHELF_MAX_PACK_BYTES, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize            size_bytes = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;

  if (size_bytes > 0)
    g_string_append_len (text, g_bytes_get_data (bytes, NULL), (gssize)size_bytes);

  if (bytes == NULL)
    fail (error);
  else if (size_bytes > KTG_SHELF_MAX_PACK_BYTES)
    fprintf (stderr,
             "kentongan-server: %s is larger than 1 MiB: too much for the link of a village\n",
             path);
  else if (strlen (text->str) != size_bytes || !g_utf8_validate (text->str, -1, NULL))
    fprintf (stderr, "kentongan-server: %s is not text in UTF-8\n", path);
  else if (!ktg_pack_json_is_newer (bytes) && !ktg_pack_json_peek (bytes, &name, &version, &error))
    fprintf (stderr, "kentongan-server: %s is no pack: %s\n", path, error->message);
  else
    return g_string_free (g_steal_pointer (&text), FALSE);

  return NULL;
}

/* Read here: the server may not be let in where the file is. */
static int
publish_pack (const char *folder, char **words)
{
  g_autofree char *content = read_pack (words[2]);
  char            *asked[] = { words[0], words[1], content, NULL };

  return content != NULL ? ask_and_print (folder, asked) : KTG_EXIT_FAILED;
}

/* --- backup --- */

static gboolean
collect_page (const GString *out, const GString *err, gpointer user_data)
{
  fwrite (err->str, 1, err->len, stderr);
  g_string_append_len (user_data, out->str, (gssize)out->len);
  return TRUE;
}

static int
say_backup (KtgBackup *backup)
{
  g_autofree char *words = ktg_backup_dup_words (backup);

  return fputs (words, stdout) >= 0 && fflush (stdout) == 0 ? 0 : say_untold (errno);
}

/* The database is taken where it is; the rest is written here, as the server may write nowhere but
 * in its folder. */
static int
back_up (const char *folder, char **words)
{
  char *snapshot[] = { (char *)"snapshot", NULL };
  g_auto (Source) source = { folder, NULL };
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (KtgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  int status = KTG_EXIT_FAILED;

  backup = ktg_backup_new (folder, words[1], words[2] == NULL, &error);
  if (backup == NULL || !ask (&source, snapshot, collect_page, name, &status, &error))
    return fail (error);
  if (status != 0)
    return status;

  source_close (&source);
  return ktg_backup_write (backup, name->str, &error) ? say_backup (backup) : fail (error);
}

/* Which verbs are half this process's work. */
typedef struct
{
  const char *name;
  int (*run) (const char *folder, char **words);
  guint       n_words;
  const char *option; /* the only one, behind the words; or NULL */
  const char *second; /* only where this word follows; NULL: whatever does */
} SharedVerb;

static const SharedVerb shared_verbs[] = {
  { "export", export_report, 3, NULL, NULL },
  { "backup", back_up, 2, "--without-key", NULL },
  { "pack", publish_pack, 3, NULL, "publish" },
};

static const SharedVerb *
find_shared (char **words)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared_verbs); i++)
    if (g_str_equal (words[0], shared_verbs[i].name)
        && (shared_verbs[i].second == NULL || g_strcmp0 (words[1], shared_verbs[i].second) == 0))
      return &shared_verbs[i];

  return NULL;
}

static gboolean
has_option (char **words, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (g_str_has_prefix (words[i], "--"))
      return TRUE;

  return FALSE;
}

/* A folder that was forgotten must not become one that is called like the option. */
static gboolean
fits (const SharedVerb *verb, char **words)
{
  guint n_words = g_strv_length (words);

  if (has_option (words, MIN (n_words, verb->n_words)))
    return FALSE;

  return n_words == verb->n_words
         || (n_words == verb->n_words + 1 && g_strcmp0 (words[n_words - 1], verb->option) == 0);
}

/**
 * ktg_serve_ask:
 * @words: a verb other than "serve", and what follows it
 *
 * Asks the server if one runs on this folder, and opens the folder otherwise.
 *
 * Returns: an exit status; what there is to say has been printed
 */
int
ktg_serve_ask (const char *folder, char **words)
{
  const SharedVerb *shared = find_shared (words);

  if (shared != NULL ? !fits (shared, words) : !ktg_verb_is_known (words[0]))
    {
      fputs (ktg_verb_get_usage (), stderr);
      return KTG_EXIT_USAGE;
    }

  if (!ktg_verb_may_create (words[0]) && !is_there (folder))
    {
      fprintf (stderr, "kentongan-server: there is no data folder at %s\n", folder);
      return KTG_EXIT_FAILED;
    }

  umask (0077);
  signal (SIGPIPE, SIG_IGN); /* what was done is told by the exit status at least */
  return shared != NULL ? shared->run (folder, words) : ask_and_print (folder, words);
}
