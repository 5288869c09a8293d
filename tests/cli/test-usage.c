/* test-usage.c - what ktg says when it is called wrongly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <string.h>

static void
wrong_usage_exits_two_and_touches_nothing (void)
{
  static const char *const calls[][6] = {
    { NULL },
    { "fly", NULL },
    { "--fly", NULL },
    { "file", NULL },
    { "file", "a.json", "b.json", NULL },
    { "file", "a.json", "--foto", "b.jpg", NULL },
    { "file", "a.json", "--photo", NULL },
    { "list", "extra", NULL },
    { "list", "--jason", NULL },
    { "show", NULL },
    { "show", "a", "b", NULL },
    { "enrol", "https://server.example", NULL },
    { "enrol", "https://server.example", "CODE", "more", NULL },
    { "sync", "now", NULL },
    { "admit", NULL },
    { "admit", "--name", "Siti", "--role", "officer", NULL },
    { "admit", "--name=Siti", "--role=boss", "--region=34", NULL },
    { "admitted", "all", NULL },
    { "cancel", NULL },
    { "cancel", "Siti", NULL },
    { "confirm", NULL },
    { "confirm", "2", "abdi", "abjad", NULL },
    { "revoke", NULL },
    { "revoke", "2", "3", NULL },
    { "verify", "all", NULL },
    { "free", "all", NULL },
    { "free", "--no", NULL },
    { "withdraw", "3f0c2f5e", NULL },
    { "amend", NULL },
    { "amend", "3f0c2f5e", NULL },
    { "amend", "3f0c2f5e", "a.json", NULL },
    { "amend", "3f0c2f5e", "a.json", "--reason", " ", NULL },
    { "withdraw", "3f0c2f5e", " ", NULL },
    { "case", NULL },
    { "case", "3f0c2f5e", "--for-office", NULL },
    { "step", "3f0c2f5e", NULL },
    { "step", "3f0c2f5e", "\xff", NULL },
    { "step", "3f0c2f5e", "received", "--to", "Bantul", NULL },
    { "step", "3f0c2f5e", "received", "--date", "2024-13-01", NULL },
    { "note", "3f0c2f5e", NULL },
    { "note", "3f0c2f5e", " ", NULL },
    { "assign", "3f0c2f5e", " ", NULL },
    { "assign", "3f0c2f5e", "Rini", "--until", "later", NULL },
    { "join", "3f0c2f5e", NULL },
    { "print", "3f0c2f5e", NULL },
    { "cover", "3f0c2f5e", "1", NULL },
    { "cover", "3f0c2f5e", "1", "copy.jpg", NULL },
    { "cover", "3f0c2f5e", "0", "copy.jpg", "--rectangle=1,1,2,2", NULL },
    { "cover", "3f0c2f5e", "1", "copy.jpg", "--rectangle=1,1,2", NULL },
    { "cover", "3f0c2f5e", "1", "copy.jpg", "--rectangle=1,1,0,2", NULL },
    { "export", "3f0c2f5e", NULL },
    { "retry", "a", "b", NULL },
    { "refile", NULL },
    { "refile", "a", "b", NULL },
    { "regions", "export", "a.csv", NULL },
    { "regions", "import", NULL },
    { "packs", "import", NULL },
    { "packs", "export", "a.json", NULL },
    { "library", "--date", "2024-13-01", NULL },
    { "library", "--date", "10000-01-01", NULL },
    { "rekap", "--from", "12/11/10000", NULL },
    { "forms", "--day", "10000-01-01", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (KtgPost) post = ktg_post_new ();
      g_autoptr (KtgCall) call = ktg_post_call (post,
                                                calls[i][0],
                                                calls[i][1],
                                                calls[i][2],
                                                calls[i][3],
                                                calls[i][4],
                                                NULL);

      if (call->exit != 2)
        g_error ("ktg %s: exit %d", calls[i][0], call->exit);

      g_assert_cmpstr (call->out, ==, "");
      g_assert_true (g_str_has_prefix (call->err, "ktg: "));
      g_assert_false (g_file_test (post->profile, G_FILE_TEST_EXISTS));
    }
}

static void
what_is_wrong_with_a_call_is_named (void)
{
  static const char *const calls[][5] = {
    { "free", "x", NULL, NULL, "“x” is one word too many." },
    { "show", "a", "b", NULL, "“b” is one word too many." },
    { "print", NULL, NULL, NULL, "Something is missing behind “print”." },
    { "print", "--", "--x.pdf", NULL, "Something is missing behind “--x.pdf”." },
    { "rekap", "--csv", "--json", NULL, "“--json” and “--csv” do not go together." },
    { "rekap", "--reports", "--json", NULL, "“--json” and “--reports” do not go together." },
    { "rekap", "--csv", "--pdf=a.pdf", NULL, "“--csv” and “--pdf” do not go together." },
    { "show", "3f0c", "--json", "--form=a", "“--json” and “--form” do not go together." },
    { "limits", "pause", "resume", NULL, "“pause” and “resume” do not go together." },
    { "limits", "day=5", "pause", "day=6", "“day=5” and “day=6” do not go together." },
    { "limits", "originals=always", "originals=held", NULL, "“originals=held” do not go" },
  };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgCall) dashed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (KtgCall) call
          = ktg_post_call (post, calls[i][0], calls[i][1], calls[i][2], calls[i][3], NULL);

      g_test_message ("%s", call->err);
      g_assert_cmpint (call->exit, ==, 2);
      g_assert_nonnull (strstr (call->err, calls[i][4]));
    }
  g_assert_false (g_file_test (post->profile, G_FILE_TEST_EXISTS));

  dashed = ktg_post_call (post, "print", "3f0c2f5e", "--", "--x.pdf", NULL);
  g_assert_cmpint (dashed->exit, ==, 1);
}

/* No sentence of a library stands in its place. */
static void
bytes_that_are_no_letters_are_said_to_be_none (void)
{
  static const char *const calls[][5] = {
    { "rekap", "--from", "\xff", "“--from”", NULL },
    { "rekap", "--to=2024-\xfe", "--json", "“--to”", NULL },
    { "rekap", "--from=2024-11-01", "--to=\xfe", "“--to”", NULL },
    { "library", "--date", "\xff", "“--date”", NULL },
    { "forms", "--day", "\xff", "“--day”", NULL },
    { "list", "--find", "Desa \xe9", "“--find”", NULL },
    { "amend", "3f0c2f5e", "--reason=\xff", "“--reason”", NULL },
    { "show", "3f0c2f5e", "--form=\xff", "“--form”", NULL },
    { "cover", "1", "--rectangle=\xff", "“--rectangle”", NULL },
  };
  g_autoptr (KtgPost) post = ktg_post_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (KtgCall) call = ktg_post_call (post, calls[i][0], calls[i][1], calls[i][2], NULL);

      g_assert_cmpint (call->exit, ==, 2);
      g_assert_cmpstr (call->out, ==, "");
      g_assert_nonnull (strstr (call->err, calls[i][3]));
      g_assert_nonnull (strstr (call->err, "is no text in UTF-8. Set the terminal to UTF-8"));
    }
}

static void
help_names_every_verb (void)
{
  static const char *const verbs[]
      = { "enrol",    "file",     "forms",  "list",    "show",    "status", "sync",
          "verify",   "withdraw", "retry",  "unpark",  "regions", "refile", "packs",
          "practice", "amend",    "case",   "step",    "note",    "assign", "join",
          "cover",    "export",   "print",  "limits",  "free",    "rekap",  "library",
          "admit",    "admitted", "cancel", "confirm", "revoke" };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *help = ktg_post_ask (post, "--help", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  %s ", verbs[i]);
      g_autofree char *usage = g_strdup_printf ("Usage:\n  ktg [OPTION…] %s ", verbs[i]);
      g_autofree char *verb_help = ktg_post_ask (post, verbs[i], "--help", NULL);

      g_assert_nonnull (strstr (help, line));
      g_assert_nonnull (strstr (verb_help, usage));
    }

  g_assert_false (g_file_test (post->profile, G_FILE_TEST_EXISTS));
}

/* At the first start, without a profile. */
static void
the_library_is_looked_up_as_of_a_day (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *all = ktg_post_ask (post, "library", NULL);
  g_autofree char *found = ktg_post_ask (post, "library", "dua", "jari", NULL);
  g_autofree char *now = ktg_post_ask (post, "library", "ke-05", "--date", "12 Nov 2024", NULL);
  g_autofree char *then = ktg_post_ask (post, "library", "DS-05", "--date=2023-01-05", NULL);
  g_autofree char *json = ktg_post_ask (post, "library", "KE-05", "--json", NULL);
  g_autoptr (KtgCall) nothing = ktg_post_call (post, "library", "zzyzx", NULL);

  g_assert_nonnull (strstr (all, "Suspected Violations\n"));
  g_assert_nonnull (strstr (found, "two_fingers  "));
  g_assert_nonnull (strstr (now, "PP 42/2004"));
  g_assert_nonnull (strstr (now, "What holds on"));
  g_assert_nonnull (strstr (then, "UU 5/2014"));
  g_assert_null (strstr (then, "ps 52(3)"));
  g_assert_nonnull (strstr (json, "\"code\": \"KE-05\""));
  g_assert_cmpint (nothing->exit, ==, 1);
  g_assert_nonnull (strstr (nothing->err, "Nothing was found."));
  g_assert_false (g_file_test (post->profile, G_FILE_TEST_EXISTS));
}

static void
the_version_is_said (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *version = ktg_post_ask (post, "--version", NULL);

  g_assert_true (g_str_has_prefix (version, "ktg "));
}

static void
a_profile_may_be_named_after_the_verb (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *other = g_build_filename (post->folder, "other", NULL);
  g_autofree char *said = ktg_post_ask (post, "status", "--profile", other, NULL);

  g_assert_true (g_file_test (other, G_FILE_TEST_IS_DIR));
  g_assert_false (g_file_test (post->profile, G_FILE_TEST_EXISTS));
}

/* A full disk behind standard output, as `ktg list > /media/stick/list.txt` may meet. */
static void
output_that_cannot_be_written_is_a_failure (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *command
      = g_strdup_printf ("exec \"$KTG\" --profile '%s' status --json >/dev/full", post->profile);
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL, "sh", "-c", command, NULL);
  g_autofree char *err = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_true (g_str_has_prefix (err, "ktg: "));
}

/* A script that hears of a failure does it again, and the office gets it twice. */
static void
what_was_filed_and_could_not_be_told_exits_seven_and_names_it (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = g_test_build_filename (G_TEST_DIST, "data", "report-minimal.json", NULL);
  g_autofree char *command
      = g_strdup_printf ("exec \"$KTG\" --profile '%s' file '%s' >/dev/full", post->profile, body);
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL, "sh", "-c", command, NULL);
  g_autofree char *err = NULL;
  g_autofree char *list = NULL;
  g_autofree char *number = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 7);
  list = ktg_post_ask (post, "list", NULL);
  number = g_strndup (list + 38, strcspn (list + 38, " "));
  list[36] = '\0'; /* its id */
  g_assert_nonnull (strstr (err, list));
  g_assert_nonnull (strstr (err, number));
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

static void
a_change_that_could_not_be_told_exits_seven (void)
{
  static const char *const calls[]
      = { "amend \"$ID\" --reason keliru", "withdraw \"$ID\" keliru", "retry", "unpark" };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *command = g_strdup_printf ("ID=%s; \"$KTG\" --profile '%s' %s >/dev/full",
                                                  id,
                                                  post->profile,
                                                  calls[i]);
      g_autoptr (GSubprocess) process
          = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "sh", "-c", command, NULL);

      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 7);
    }
}

/* The other end of the pipe goes before the report comes. */
static void
a_reader_that_went_away_does_not_end_what_is_filed (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = g_test_build_filename (G_TEST_DIST, "data", "report-minimal.json", NULL);
  g_autofree char *command
      = g_strdup_printf ("exec \"$KTG\" --profile '%s' file /dev/stdin", post->profile);
  g_autofree char *text = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                              | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          NULL,
                          "sh",
                          "-c",
                          command,
                          NULL);
  GOutputStream *in = g_subprocess_get_stdin_pipe (process);

  g_assert_true (g_file_get_contents (body, &text, NULL, NULL));
  g_assert_true (g_input_stream_close (g_subprocess_get_stdout_pipe (process), NULL, NULL));
  g_assert_true (g_output_stream_write_all (in, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (in, NULL, NULL));
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 7);
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

/* A laptop that names a locale which nobody generated. */
static void
it_speaks_indonesian_where_no_locale_was_generated (void)
{
  static const char *const environments[]
      = { "LC_ALL=id_ID.UTF-8 LANGUAGE=", "LC_ALL=C.UTF-8 LANGUAGE=id" };
  g_autoptr (KtgPost) post = ktg_post_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (environments); i++)
    {
      g_autofree char *command = g_strdup_printf ("%s exec \"$KTG\" --profile '%s' status",
                                                  environments[i],
                                                  post->profile);
      g_autoptr (GSubprocess) process
          = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "sh", "-c", command, NULL);
      g_autofree char *out = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
      g_assert_nonnull (strstr (out, "Belum terdaftar"));
      g_assert_nonnull (strstr (out, "“ktg enrol”"));
    }
}

static void
a_pack_that_cannot_be_read_is_said_in_one_sentence (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *broken = ktg_post_write (post, "rules-2030-01-01.json", "{");
  g_autofree char *before = g_strdup (g_getenv ("KENTONGAN_PACKS"));
  g_autoptr (KtgCall) call = NULL;

  g_setenv ("KENTONGAN_PACKS", post->folder, TRUE);
  call = ktg_post_call (post, "packs", NULL);
  g_setenv ("KENTONGAN_PACKS", before, TRUE);

  g_assert_nonnull (strstr (call->err, "1 pack of the program cannot be read"));
  g_assert_null (strstr (call->err, "WARNING"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/usage/wrong-usage-exits-two-and-touches-nothing",
                   wrong_usage_exits_two_and_touches_nothing);
  g_test_add_func ("/usage/what-is-wrong-with-a-call-is-named", what_is_wrong_with_a_call_is_named);
  g_test_add_func ("/usage/bytes-that-are-no-letters-are-said-to-be-none",
                   bytes_that_are_no_letters_are_said_to_be_none);
  g_test_add_func ("/usage/help-names-every-verb", help_names_every_verb);
  g_test_add_func ("/usage/the-library-is-looked-up-as-of-a-day",
                   the_library_is_looked_up_as_of_a_day);
  g_test_add_func ("/usage/the-version-is-said", the_version_is_said);
  g_test_add_func ("/usage/a-profile-may-be-named-after-the-verb",
                   a_profile_may_be_named_after_the_verb);
  g_test_add_func ("/usage/output-that-cannot-be-written-is-a-failure",
                   output_that_cannot_be_written_is_a_failure);

  g_test_add_func ("/usage/what-was-filed-and-could-not-be-told-exits-seven-and-names-it",
                   what_was_filed_and_could_not_be_told_exits_seven_and_names_it);
  g_test_add_func ("/usage/a-change-that-could-not-be-told-exits-seven",
                   a_change_that_could_not_be_told_exits_seven);
  g_test_add_func ("/usage/a-reader-that-went-away-does-not-end-what-is-filed",
                   a_reader_that_went_away_does_not_end_what_is_filed);

  g_test_add_func ("/usage/it-speaks-indonesian-where-no-locale-was-generated",
                   it_speaks_indonesian_where_no_locale_was_generated);

  g_test_add_func ("/usage/a-pack-that-cannot-be-read-is-said-in-one-sentence",
                   a_pack_that_cannot_be_read_is_said_in_one_sentence);

  return g_test_run ();
}
