/* test-profile.c - what ktg says of a profile, and what it does to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <glib/gstdio.h>
#include <ktg-store.h>
#include <string.h>

static void
an_empty_profile_is_empty_lists_and_zeroes (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char         *list = ktg_post_ask (post, "list", "--json", NULL);
  static const char *const keys[]
      = { "drafts", "queued", "delivered", "complete", "parked", "bytes_waiting" };

  g_assert_cmpstr (list, ==, "[]");

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpint (ktg_post_count (post, keys[i]), ==, 0);
}

static void
json_is_one_document_and_nothing_else (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *id = ktg_post_file (post, photo);
  const char      *calls[][3] = {
         { "list", "--json" }, { "status", "--json" }, { "sync", "--json" }, { "show", id, "--json" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (KtgCall) call = ktg_post_call (post, calls[i][0], calls[i][1], calls[i][2], NULL);
      g_autoptr (JsonNode) root = ktg_call_parse (call);

      g_assert_true (JSON_NODE_HOLDS_OBJECT (root) || JSON_NODE_HOLDS_ARRAY (root));
    }
}

static void
a_report_is_shown_by_the_beginning_of_its_id (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);
  g_autofree char *beginning = g_strndup (id, 8);
  g_autofree char *capitals = g_ascii_strup (id, -1);
  g_autofree char *shown = ktg_post_ask (post, "show", beginning, NULL);
  g_autoptr (KtgCall) whole = ktg_post_call (post, "show", capitals, "--json", NULL);
  g_autoptr (JsonNode) root = ktg_call_parse (whole);
  JsonObject *object = json_node_get_object (root);

  g_assert_nonnull (strstr (shown, id));
  g_assert_nonnull (strstr (shown, "Balai Desa Notoprajan"));
  g_assert_cmpstr (json_object_get_string_member (object, "report"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "queued");
  g_assert_cmpint (json_object_get_int_member (object, "events"), ==, 1);
}

static void
an_unknown_report_is_an_error (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  static const char *const ids[] = { "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10", "3f0", "", "../.." };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (KtgCall) call = ktg_post_call (post, "show", ids[i], "--json", NULL);

      g_assert_cmpint (call->exit, ==, 1);
      g_assert_cmpstr (call->out, ==, "");
    }
}

/* Codes are for scripts, and stand in the JSON. */
static void
a_report_is_shown_by_names (void)
{
  static const char *const names[] = { "Suspected violation: KE-05 · ",
                                       "Towards whom: Before candidates are fixed",
                                       "Reported party: B. S., Lurah",
                                       "Witness: Ani",
                                       "Place of the event: Kantor Kelurahan Notoprajan, ",
                                       "Date known: Tuesday, 12 Nov 2024",
                                       "Time of the event: Tuesday, 12 Nov 2024, 19:30 WIB",
                                       "Time limit: ",
                                       "  By calendar days: until the end of 19 Nov 2024, WIB",
                                       "  By working days: until the end of 21 Nov 2024, WIB",
                                       "  The law says: “days”, and not which",
                                       "  Legal basis: Supervision result becomes a finding",
                                       "Put in the queue, " };
  static const char *const codes[] = { "bakal_calon", ": lhp", "camat_lurah" };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = g_test_build_filename (G_TEST_DIST, "data", "report-full.json", NULL);
  g_autofree char *id = ktg_post_ask (post, "file", body, NULL);
  g_autofree char *shown = ktg_post_ask (post, "show", id, NULL);
  g_autofree char *listed = ktg_post_ask (post, "list", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (shown, names[i]) == NULL)
      g_error ("\"%s\" does not say \"%s\"", shown, names[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_null (strstr (shown, codes[i]));

  g_assert_nonnull (strstr (listed, "days over"));
  g_assert_null (strstr (listed, "KE-05"));
}

static JsonObject *
get_deadline (JsonNode *shown)
{
  JsonObject *object = JSON_NODE_HOLDS_ARRAY (shown)
                           ? json_array_get_object_element (json_node_get_array (shown), 0)
                           : json_node_get_object (shown);

  return json_object_has_member (object, "deadline")
             ? json_object_get_object_member (object, "deadline")
             : NULL;
}

static void
a_script_reads_until_when_a_report_may_be_filed (void)
{
  static const char *const verbs[] = { "list", "show" };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = g_test_build_filename (G_TEST_DIST, "data", "report-full.json", NULL);
  g_autofree char *id = ktg_post_ask (post, "file", body, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (KtgCall) call = ktg_post_call (post, verbs[i], "--json", i == 1 ? id : NULL, NULL);
      g_autoptr (JsonNode) root = ktg_call_parse (call);
      JsonObject *deadline = get_deadline (root);

      g_assert_cmpstr (json_object_get_string_member (deadline, "day"), ==, "2024-11-19");
      g_assert_cmpstr (json_object_get_string_member (deadline, "ends"),
                       ==,
                       "2024-11-20T00:00:00+07:00");
      g_assert_cmpint (json_object_get_int_member (deadline, "days_left"), <, 0);
      g_assert_cmpstr (json_object_get_string_member (deadline, "in_time"), ==, "no");
    }
}

static void
the_status_names_what_is_due_next (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = g_test_build_filename (G_TEST_DIST, "data", "report-full.json", NULL);
  g_autofree char *late = ktg_post_ask (post, "file", body, NULL);
  g_autofree char *path = ktg_post_write (post,
                                          "report.json",
                                          "{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\"},"
                                          "\"times\":{\"known\":\"hari ini\"},"
                                          "\"account\":\"Dilihat.\"}");
  g_autoptr (KtgCall) before = ktg_post_call (post, "status", "--json", NULL);
  g_autoptr (JsonNode) none = ktg_call_parse (before);
  g_autofree char *id = ktg_post_ask (post, "file", path, NULL);
  g_autoptr (KtgCall) after = ktg_post_call (post, "status", "--json", NULL);
  g_autoptr (JsonNode) next = ktg_call_parse (after);
  g_autofree char *said = ktg_post_ask (post, "status", NULL);

  g_assert_nonnull (late);
  g_assert_null (get_deadline (none));
  g_assert_cmpint (ktg_post_count (post, "overdue"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (get_deadline (next), "report"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (get_deadline (next), "in_time"), ==, "yes");
  g_assert_nonnull (strstr (said, "Next time limit: "));
  g_assert_nonnull (strstr (said, id));
}

static void
a_withdrawn_report_stays_to_be_seen (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);
  g_autofree char *said = ktg_post_ask (post, "withdraw", id, "Salah orang.", NULL);
  g_autoptr (KtgCall) show = ktg_post_call (post, "show", id, "--json", NULL);
  g_autoptr (JsonNode) root = ktg_call_parse (show);
  JsonObject *object = json_node_get_object (root);

  g_assert_true (json_object_get_boolean_member (object, "withdrawn"));
  g_assert_cmpint (json_object_get_int_member (object, "events"), ==, 2);
  g_assert_nonnull (strstr (show->out, "Salah orang."));
}

static void
what_a_report_says_does_not_command_the_terminal (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path
      = ktg_post_write (post,
                        "report.json",
                        "{\"kind\":\"lhp\",\"place\":{\"words\":\"a\\u001b["
                        "2Jb\\u202e\\u200f\\u061cc\"},"
                        "\"times\":{\"known\":\"2024-11-12\"},\"account\":\"one\\u0007\\ntwo\"}");
  g_autofree char *id = ktg_post_ask (post, "file", path, NULL);
  g_autofree char *list = ktg_post_ask (post, "list", NULL);
  g_autofree char *shown = ktg_post_ask (post, "show", id, NULL);

  g_assert_null (strpbrk (list, "\x1b\x07"));
  g_assert_null (strstr (list, "\xe2\x80\xae"));
  g_assert_null (strstr (list, "\u200f"));
  g_assert_null (strstr (list, "\u061c"));
  g_assert_null (strpbrk (shown, "\x1b\x07"));
  g_assert_null (strstr (shown, "\xe2\x80\xae"));
}

/* The key of a report that somebody sent is said again in the complaint about it. */
static void
what_is_wrong_with_a_report_does_not_command_the_terminal (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path = ktg_post_write (post,
                                          "report.json",
                                          "{\"kind\":\"lhp\",\"place\":{\"words\":\"a\"},"
                                          "\"times\":{\"known\":\"2024-11-12\"},\"account\":\"b\","
                                          "\"k\\u001b[31m\\u009b2J\\u202e\\u200fx\":1}");
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", path, NULL);

  g_assert_cmpint (call->exit, ==, 1);
  g_assert_nonnull (strstr (call->err, "[31m"));
  g_assert_null (strchr (call->err, '\x1b'));
  g_assert_null (strstr (call->err, "\xc2\x9b"));
  g_assert_null (strstr (call->err, "\u202e"));
  g_assert_null (strstr (call->err, "\u200f"));
}

static void
json_writes_what_a_terminal_would_obey_as_numbers (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path
      = ktg_post_write (post,
                        "report.json",
                        "{\"kind\":\"lhp\",\"place\":{\"words\":\"a\\u009b2J\\u202eb\\u007f\"},"
                        "\"times\":{\"known\":\"2024-11-12\"},\"account\":\"\\udb40\\udc41\"}");
  g_autofree char *id = ktg_post_ask (post, "file", path, NULL);
  g_autofree char *list = ktg_post_ask (post, "list", "--json", NULL);
  g_autofree char *shown = ktg_post_ask (post, "show", id, "--json", NULL);

  g_assert_nonnull (strstr (list, "a\\u009b2J\\u202eb\\u007f"));
  g_assert_nonnull (strstr (shown, "a\\u009b2J\\u202eb\\u007f"));
  g_assert_nonnull (strstr (shown, "\\udb40\\udc41"));
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer store)
{
  g_autoptr (GError) error = NULL;

  *(KtgStore **)store = ktg_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer is_closed)
{
  *(gboolean *)is_closed = ktg_store_close_finish (KTG_STORE (object), result, NULL);
}

static KtgStore *
open_store (KtgPost *post)
{
  KtgStore *store = NULL;

  ktg_store_open_async (post->profile, 0, opened_cb, &store);
  while (store == NULL)
    g_main_context_iteration (NULL, TRUE);

  return store;
}

static void
close_store (KtgStore *store)
{
  gboolean is_closed = FALSE;

  ktg_store_close_async (store, closed_cb, &is_closed);
  while (!is_closed)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (store);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **)slot = g_object_ref (result);
}

/* As the sync does with the only event that is owed, when nothing comes of it. */
static void
park_event (KtgStore *store, const char *problem_type)
{
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) applied = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (GError) error = NULL;
  const KtgOwedEvent *event;
  KtgNews            *news = ktg_news_new ();

  ktg_store_load_owed_async (store, NULL, answered_cb, &loaded);
  while (loaded == NULL)
    g_main_context_iteration (NULL, TRUE);
  owed = ktg_store_load_owed_finish (store, loaded, &error);
  event = owed->events->pdata[0];
  g_ptr_array_add (news->refused, ktg_refusal_new (event->event_id, problem_type, "-"));

  ktg_store_apply_news_async (store, news, answered_cb, &applied);
  while (applied == NULL)
    g_main_context_iteration (NULL, TRUE);
  ktg_store_apply_news_finish (store, applied, &error);
  g_assert_no_error (error);
}

static void
what_was_given_up_is_not_said_to_be_refused (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);
  KtgStore        *store = open_store (post);
  g_autofree char *shown = NULL;

  park_event (store, "urn:kentongan:problem:gave-up");
  close_store (store);
  g_assert_cmpint (ktg_post_count (post, "parked"), ==, 1);
  shown = ktg_post_ask (post, "show", id, NULL);
  g_assert_nonnull (
      strstr (shown,
              "Sending it was tried several times and nothing came of it. It is safe on this "
              "device. Try again when the signal is better. If it does not help, ask your "
              "office."));
  g_assert_null (strstr (shown, "refused"));
}

static void
a_profile_in_use_exits_five (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  KtgStore *store = open_store (post);
  g_autoptr (KtgCall) call = NULL;

  call = ktg_post_call (post, "status", "--json", NULL);
  g_assert_cmpint (call->exit, ==, 5);
  g_assert_cmpstr (call->out, ==, "");
  g_assert_true (g_str_has_prefix (call->err, "ktg: "));

  close_store (store);
  g_free (ktg_post_ask (post, "status", NULL));
}

/* The largest file of the profile's evidence. */
static char *
find_evidence (KtgPost *post)
{
  g_autofree char *folder = g_build_filename (post->profile, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_nonnull (name);
  return g_build_filename (folder, name, NULL);
}

static void
a_changed_byte_is_found_by_verify (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *id = ktg_post_file (post, photo);
  g_autofree char *sound = ktg_post_ask (post, "verify", NULL);
  g_autofree char *path = find_evidence (post);
  g_autofree char *bytes = NULL;
  gsize            size_bytes = 0;
  g_autoptr (KtgCall) call = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, &size_bytes, NULL));
  bytes[size_bytes / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, size_bytes, NULL));

  call = ktg_post_call (post, "verify", NULL);
  g_assert_cmpint (call->exit, ==, 1);
  g_assert_true (g_str_has_prefix (call->out, "file "));
}

static void
a_profile_that_is_no_folder_is_an_error (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path = ktg_post_write (post, "profile", "not a folder");
  g_autoptr (KtgCall) call = ktg_post_call (post, "status", NULL);

  g_assert_cmpint (call->exit, ==, 1);
  g_assert_true (g_str_has_prefix (call->err, "ktg: "));
}

/* A day of nothing lets no original go, and is not called everything. */
static void
a_limit_of_nothing_is_said_to_hold_originals (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *nothing = ktg_post_ask (post, "limits", "day=0", NULL);
  g_autofree char *none = ktg_post_ask (post, "limits", "day=none", NULL);

  g_assert_nonnull (strstr (nothing, "original files wait"));
  g_assert_nonnull (strstr (none, "Everything is sent."));
}

static void
a_lost_key_is_said_and_nothing_is_made_anew (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);
  g_autofree char *key = g_build_filename (post->profile, "vault.key", NULL);
  g_autoptr (KtgCall) call = NULL;

  g_assert_cmpint (g_remove (key), ==, 0);
  call = ktg_post_call (post, "list", NULL);
  g_assert_cmpint (call->exit, ==, 1);
  g_assert_nonnull (strstr (call->err, "vault.key"));
  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/an-empty-profile-is-empty-lists-and-zeroes",
                   an_empty_profile_is_empty_lists_and_zeroes);
  g_test_add_func ("/profile/json-is-one-document-and-nothing-else",
                   json_is_one_document_and_nothing_else);
  g_test_add_func ("/profile/a-report-is-shown-by-the-beginning-of-its-id",
                   a_report_is_shown_by_the_beginning_of_its_id);
  g_test_add_func ("/profile/an-unknown-report-is-an-error", an_unknown_report_is_an_error);
  g_test_add_func ("/profile/a-report-is-shown-by-names", a_report_is_shown_by_names);
  g_test_add_func ("/profile/a-script-reads-until-when-a-report-may-be-filed",
                   a_script_reads_until_when_a_report_may_be_filed);
  g_test_add_func ("/profile/the-status-names-what-is-due-next", the_status_names_what_is_due_next);
  g_test_add_func ("/profile/a-withdrawn-report-stays-to-be-seen",
                   a_withdrawn_report_stays_to_be_seen);
  g_test_add_func ("/profile/what-a-report-says-does-not-command-the-terminal",
                   what_a_report_says_does_not_command_the_terminal);
  g_test_add_func ("/profile/what-is-wrong-with-a-report-does-not-command-the-terminal",
                   what_is_wrong_with_a_report_does_not_command_the_terminal);
  g_test_add_func ("/profile/json-writes-what-a-terminal-would-obey-as-numbers",
                   json_writes_what_a_terminal_would_obey_as_numbers);
  g_test_add_func ("/profile/what-was-given-up-is-not-said-to-be-refused",
                   what_was_given_up_is_not_said_to_be_refused);
  g_test_add_func ("/profile/a-profile-in-use-exits-five", a_profile_in_use_exits_five);
  g_test_add_func ("/profile/a-changed-byte-is-found-by-verify", a_changed_byte_is_found_by_verify);
  g_test_add_func ("/profile/a-profile-that-is-no-folder-is-an-error",
                   a_profile_that_is_no_folder_is_an_error);
  g_test_add_func ("/profile/a-limit-of-nothing-is-said-to-hold-originals",
                   a_limit_of_nothing_is_said_to_hold_originals);
  g_test_add_func ("/profile/a-lost-key-is-said-and-nothing-is-made-anew",
                   a_lost_key_is_said_and_nothing_is_made_anew);

  return g_test_run ();
}
