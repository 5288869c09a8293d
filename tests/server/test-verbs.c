/* test-verbs.c - what an administrator asks, of a folder and of a running server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-control.h>
#include <ktg-export.h>
#include <ktg-fault-disk.h>
#include <ktg-random.h>
#include <ktg-service.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>
#include <ktg-verb.h>
#include <ktg-writer-private.h>

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *device;
  GBytes        *photo;
  char          *sha256;
  char          *report_id;
} World;

static void
world_open (World *world, const char *original_name)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  g_autoptr (KtgEnvelope) filed = NULL;
  KtgEvidence *file;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->device = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->photo = g_bytes_new_static ("a photo, as far as the server knows", 35);
  world->sha256 = ktg_sha256_of_bytes (world->photo);
  world->report_id = ktg_random_dup_uuid ();

  file = ktg_test_evidence_new (world->photo, NULL);
  g_free (file->original_name);
  file->original_name = g_strdup (original_name);
  g_ptr_array_add (evidence, file);
  filed = ktg_test_device_file (world->device, world->report_id, evidence);
  ktg_exchange_answer_free (ktg_test_device_send (world->device, filed));
}

static void
send_photo (World *world)
{
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_patch (world->device, world->sha256, 0, world->photo, TRUE);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
world_close (World *world)
{
  ktg_test_device_free (world->device);
  ktg_test_server_free (world->server);
  g_bytes_unref (world->photo);
  g_free (world->sha256);
  g_free (world->report_id);
}

static void
assert_says (World *world, int status, const char *part, const char *verb, const char *word)
{
  g_assert_cmpint (ktg_test_server_hear (world->server, verb, word, part), ==, status);
}

static void
test_list (void)
{
  World            world;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  world_open (&world, "a.jpg");
  before = g_strdup_printf ("\"report\": \"%s\"", world.report_id);
  assert_says (&world, 0, world.report_id, "list", NULL);
  assert_says (&world, 0, "delivered", "list", NULL);
  assert_says (&world, 0, before, "list", "--json");
  assert_says (&world, 0, "\"complete\": false", "list", "--json");
  send_photo (&world);
  after = g_strdup_printf ("\"sha256\": \"%s\"", world.sha256);
  assert_says (&world, 0, "complete", "list", NULL);
  assert_says (&world, 0, after, "list", "--json");
  assert_says (&world, 0, "\"complete\": true", "list", "--json");
  world_close (&world);
}

static void
test_show (void)
{
  World            world;
  g_autofree char *capitals = NULL;

  world_open (&world, "a.jpg");
  capitals = g_ascii_strup (world.report_id, -1);
  assert_says (&world, 0, "spanduk", "show", world.report_id);
  assert_says (&world, 0, "missing", "show", capitals);
  assert_says (&world, 1, "there is no report", "show", "nothing");
  assert_says (&world, 2, "Usage", "show", NULL);
  world_close (&world);
}

static void
test_code_words (void)
{
  static const char *const wrong[][4] = {
    { "", "officer", "34.71", "--name" },       { "Siti", "king", "34.71", "--role" },
    { "Siti", "officer", "Yogya", "--region" }, { "Siti", "officer", "", "whole country" },
    { "Siti", "office", "34.7", "--region" },
  };
  World            world;
  g_autofree char *out = NULL;

  world_open (&world, "a.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *said = NULL;

      g_assert_cmpint (ktg_test_server_run (world.server,
                                            &said,
                                            "code",
                                            "--name",
                                            wrong[i][0],
                                            "--role",
                                            wrong[i][1],
                                            "--region",
                                            wrong[i][2],
                                            NULL),
                       ==,
                       2);
      g_assert_nonnull (strstr (said, wrong[i][3]));
    }

  g_assert_cmpint (ktg_test_server_run (world.server,
                                        &out,
                                        "code",
                                        "--name",
                                        "Kantor",
                                        "--role",
                                        "centre",
                                        "--region",
                                        "",
                                        NULL),
                   ==,
                   0);
  g_assert_cmpuint (strlen (out), ==, 40);
  world_close (&world);
}

static void
test_unknown (void)
{
  World world;

  world_open (&world, "a.jpg");
  assert_says (&world, 2, "Usage", "destroy", NULL);
  assert_says (&world, 2, "--purge", "list", "--purge");
  assert_says (&world, 1, "no device", "revoke", "somebody");
  world_close (&world);
}

/* One key in 64 does: a stolen device must not be the one that cannot be shut out. */
static void
test_a_key_may_begin_with_a_hyphen (void)
{
  World world;
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();

  while (*ktg_signing_key_get_public (key) != '-')
    {
      g_clear_pointer (&key, ktg_signing_key_unref);
      key = ktg_signing_key_new ();
    }

  world_open (&world, "a.jpg");
  assert_says (&world, 1, "no device", "revoke", ktg_signing_key_get_public (key));
  assert_says (&world, 1, "no device", "revoke", "--json");
  g_assert_cmpint (ktg_test_server_run (world.server,
                                        NULL,
                                        "revoke",
                                        "--",
                                        ktg_signing_key_get_public (world.device->key),
                                        NULL),
                   ==,
                   0);
  world_close (&world);
}

/* What a report says is for reading, not for the terminal to obey. */
static void
test_show_is_harmless (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autofree char *text = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  world_open (&world, "a.jpg");
  text
      = g_strdup_printf ("{\"v\":1,\"type\":\"report.filed\",\"report\":\"%s\",\"author\":\"%s\","
                         "\"seq\":2,\"prev\":\"%s\",\"at\":{\"wall\":\"2024-11-01T08:12:33+07:00\","
                         "\"boot_ms\":1},\"body\":{\"kind\":\"lhp\",\"place\":{\"words\":\"\\u001b["
                         "2Jx\"},"
                         "\"times\":{\"known\":\"2024-11-12\",\"filed\":\"2024-11-12\"},"
                         "\"account\":\"satu\\u001b]0;dua\\u202etiga\\nempat\"}}",
                         report_id,
                         ktg_signing_key_get_public (world.device->key),
                         world.device->prev);
  g_ptr_array_add (events, ktg_test_device_sign_bytes (world.device, text));
  answer = ktg_test_device_exchange (world.device, events, NULL);
  g_assert_cmpuint (answer->refused->len, ==, 0);

  g_assert_cmpint (ktg_test_server_run (world.server, &out, "show", report_id, NULL), ==, 0);
  g_assert_nonnull (strstr (out, "satu[U+001B]]0;dua[U+202E]tiga\nempat"));
  g_assert_nonnull (strstr (out, "[2Jx"));
  g_assert_null (strchr (out, '\033'));
  world_close (&world);
}

/* --- verify --- */

static gboolean
spoil (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  return ktg_db_execute (db, data, error);
}

/* Changes rows as no program would, and expects to be told. */
static void
assert_noticed (const char *sql, const char *said)
{
  World world;
  g_autoptr (GError) error = NULL;

  world_open (&world, "a.jpg");
  send_photo (&world);
  assert_says (&world, 0, "1 events and 1 files checked, 0 wrong", "verify", NULL);
  ktg_writer_run (ktg_archive_get_writer (world.server->archive), spoil, (gpointer)sql, &error);
  g_assert_no_error (error);
  assert_says (&world, 1, said, "verify", NULL);
  world_close (&world);
}

static void
test_verify_events (void)
{
  assert_noticed ("UPDATE body SET bytes = cast (bytes || ' ' AS BLOB)",
                  "its bytes have another hash");
  assert_noticed ("UPDATE body SET sig = zeroblob (64)", "signature is wrong");
  assert_noticed ("UPDATE event SET seq = 2", "filed under another");
  assert_noticed ("UPDATE report SET id = '00000000-0000-4000-8000-000000000000'",
                  "filed under another");
  assert_noticed ("UPDATE device SET key = 'x'", "signature is wrong");
  assert_noticed ("UPDATE file SET bytes = 1", "length");
  assert_noticed ("UPDATE file SET sha256 = zeroblob (32)", "no such file");
  assert_noticed ("PRAGMA ignore_check_constraints = 1; UPDATE file SET sha256 = x'00'",
                  "no such file");
}

static void
test_verify_files (void)
{
  World            world;
  char             shard[3] = { 0 };
  g_autofree char *path = NULL;

  world_open (&world, "a.jpg");
  send_photo (&world);
  shard[0] = world.sha256[0];
  shard[1] = world.sha256[1];
  path = g_build_filename (world.server->folder, "files", shard, world.sha256, NULL);
  g_assert_true (g_file_set_contents (path, "a photo, as far as the server knowS", 35, NULL));
  assert_says (&world, 1, "another hash", "verify", NULL);
  assert_says (&world, 1, world.sha256, "verify", NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_says (&world, 1, "no such file", "verify", NULL);
  world_close (&world);
}

static void
test_verify_alone (void)
{
  World            world;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  world_open (&world, "a.jpg");
  send_photo (&world);
  ktg_test_server_stop (world.server);
  world.server->archive = ktg_archive_open (world.server->folder, ktg_service_get_now_ms, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ktg_test_server_run (world.server, &out, "verify", NULL), ==, 0);
  g_assert_null (strstr (out, "left out"));
  world_close (&world);
}

/* --- export --- */

static void
assert_manifest_is_true (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "MANIFEST", NULL);
  g_autofree char *manifest = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &manifest, NULL, NULL));
  lines = g_strsplit (g_strstrip (manifest), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *file = g_build_filename (folder, *line + 66, NULL);
      g_autofree char *content = NULL;
      g_autofree char *hash = NULL;
      gsize            size;

      g_assert_true (g_file_get_contents (file, &content, &size, NULL));
      hash = ktg_sha256_of ((const guint8 *)content, size);
      g_assert_true (g_str_has_prefix (*line, hash));
    }
}

/* As the program does it: gathered by the server, written here. */
static gboolean
export_report (World *world, const char *folder, GError **error)
{
  g_autoptr (KtgExport) written = ktg_export_new (folder,
                                                  ktg_export_fetch_from_depot,
                                                  ktg_archive_get_depot (world->server->archive));
  g_autoptr (GString) bundle = g_string_new (NULL);
  g_autoptr (GString) err = g_string_new (NULL);
  char   *words[] = { (char *)"gather", world->report_id, NULL };
  KtgVerb verb
      = { .archive = world->server->archive, .is_serving = TRUE, .out = bundle, .err = err };

  g_assert_cmpint (ktg_verb_run (&verb, words), ==, 0);
  if (!ktg_export_take (written, bundle, error) || !ktg_export_finish (written, error))
    return FALSE;

  g_assert_cmpuint (ktg_export_get_n_files (written), ==, 1);
  return TRUE;
}

static void
assert_exported_as (const char *original_name, const char *ending)
{
  World            world;
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  world_open (&world, original_name);
  send_photo (&world);
  folder = g_build_filename (world.server->folder, "export", NULL);
  g_assert_true (export_report (&world, folder, &error));
  g_assert_no_error (error);
  file = g_strconcat (folder, "/files/", world.sha256, ending, NULL);
  g_assert_true (g_file_get_contents (file, &content, &size, NULL));
  g_assert_cmpmem (content, size, g_bytes_get_data (world.photo, NULL), 35);
  assert_manifest_is_true (folder);
  g_assert_false (export_report (&world, folder, NULL));
  world_close (&world);
}

static void
test_export (void)
{
  assert_exported_as ("IMG-1.JPG", ".jpg");
  assert_exported_as ("surat.pdf", ".pdf");
  assert_exported_as ("a.jpg.exe", ".bin");
  assert_exported_as ("nama", ".bin");
}

/* It may leave on a stick the moment after: the names are flushed too, not only what is in the
 * files. */
static void
test_export_is_on_the_disk (void)
{
  World            world;
  g_autofree char *folder = NULL;
  g_autofree char *trace = NULL;
  g_autofree char *end = NULL;
  g_autoptr (GError) error = NULL;

  world_open (&world, "IMG-1.JPG");
  send_photo (&world);
  folder = g_build_filename (world.server->folder, "export", NULL);
  ktg_fault_disk_arm (world.server->folder, KTG_FAULT_NONE, 0, 0);
  g_assert_true (export_report (&world, folder, &error));
  ktg_fault_disk_disarm ();

  trace = ktg_fault_disk_dup_trace ();
  g_test_message ("%s", trace);
  g_assert_nonnull (strstr (trace, ".jpg\nfsync "));
  end = g_strdup_printf ("fsync events\nfsync files\nfsync export\nfsync %s\n",
                         strrchr (world.server->folder, '/') + 1);
  g_assert_true (g_str_has_suffix (trace, end));
  world_close (&world);
}

static void
test_export_damaged (void)
{
  World            world;
  char             shard[3] = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  world_open (&world, "a.jpg");
  send_photo (&world);
  shard[0] = world.sha256[0];
  shard[1] = world.sha256[1];
  path = g_build_filename (world.server->folder, "files", shard, world.sha256, NULL);
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  folder = g_build_filename (world.server->folder, "export", NULL);
  g_assert_false (export_report (&world, folder, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, world.sha256));
  world_close (&world);
}

static void
test_export_careful (void)
{
  static const char *const names[] = { "../evil", "/etc/evil", "files/../../evil", "" };
  World                    world;

  world_open (&world, "a.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("export-%u", i);
      g_autofree char *folder = g_build_filename (world.server->folder, name, NULL);
      g_autoptr (GString) bundle = g_string_new (names[i]);
      g_autoptr (KtgExport) written
          = ktg_export_new (folder,
                            ktg_export_fetch_from_depot,
                            ktg_archive_get_depot (world.server->archive));
      g_autoptr (GError) error = NULL;

      g_string_append (bundle, " eA\n");
      g_assert_false (ktg_export_take (written, bundle, &error));
      g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED);
    }
  world_close (&world);
}

/* --- through control.sock --- */

typedef struct
{
  World     *world;
  GMainLoop *loop;
  GString   *out;
  GString   *err;
  int        status;
  gboolean   was_answered;
} Question;

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
collect (const GString *out, const GString *err, gpointer data)
{
  Question *question = data;

  g_string_append_len (question->out, out->str, (gssize)out->len);
  g_string_append_len (question->err, err->str, (gssize)err->len);
  return TRUE;
}

static gpointer
ask (gpointer data)
{
  Question *question = data;
  char     *words[] = { "list", "--json", NULL };

  question->was_answered = ktg_control_ask (question->world->server->folder,
                                            words,
                                            collect,
                                            question,
                                            &question->status,
                                            NULL);
  g_idle_add (quit_cb, question->loop);
  return NULL;
}

static void
test_control (void)
{
  World world;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) err = g_string_new (NULL);
  g_autoptr (KtgControl) control = NULL;
  g_autoptr (GError) error = NULL;
  Question question = { &world, loop, out, err, -1, FALSE };
  GThread *thread;

  world_open (&world, "a.jpg");
  control = ktg_control_new (world.server->archive, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("ask", ask, &question);
  g_main_loop_run (loop);
  g_thread_join (thread);

  g_assert_true (question.was_answered);
  g_assert_cmpint (question.status, ==, 0);
  g_assert_nonnull (strstr (out->str, world.report_id));
  g_assert_cmpstr (err->str, ==, "");
  g_clear_pointer (&control, ktg_control_free);

  ask (&question);
  g_assert_false (question.was_answered);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/verbs/list-says-what-is-held", test_list);
  g_test_add_func ("/verbs/show-says-what-a-report-says", test_show);
  g_test_add_func ("/verbs/show-gives-the-terminal-no-orders", test_show_is_harmless);
  g_test_add_func ("/verbs/code-wants-a-person-a-role-and-a-region", test_code_words);
  g_test_add_func ("/verbs/what-is-no-verb-is-told-the-usage", test_unknown);
  g_test_add_func ("/verbs/a-key-may-begin-with-a-hyphen", test_a_key_may_begin_with_a_hyphen);
  g_test_add_func ("/verbs/verify-notices-changed-rows", test_verify_events);
  g_test_add_func ("/verbs/verify-notices-changed-files", test_verify_files);
  g_test_add_func ("/verbs/verify-checks-the-database-while-nobody-is-served", test_verify_alone);
  g_test_add_func ("/verbs/export-can-be-checked-without-the-program", test_export);
  g_test_add_func ("/verbs/an-export-is-on-the-disk-when-it-is-said", test_export_is_on_the_disk);
  g_test_add_func ("/verbs/export-refuses-a-damaged-file", test_export_damaged);
  g_test_add_func ("/verbs/export-writes-nowhere-else", test_export_careful);
  g_test_add_func ("/verbs/a-running-server-is-asked-through-its-socket", test_control);

  return g_test_run ();
}
