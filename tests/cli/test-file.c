/* test-file.c - ktg file: either the whole report with its photos, or nothing and a clear reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <glib/gstdio.h>
#include <ktg-photo.h>
#include <ktg-trouble.h>
#include <memory-limit.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MINIMAL                                                                                    \
  "{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\"},\"times\":{\"known\":\"2024-11-12\"},"        \
  "\"account\":\"Berfoto bersama.\"%s}"

static char *
get_body (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "report-minimal.json", NULL);
}

/* Exit 1, one line on standard error that holds @named, nothing on standard output and nothing
 * stored. */
static void
assert_refused (KtgPost *post, KtgCall *call, const char *named)
{
  if (call->exit != 1)
    g_error ("exit %d: %s", call->exit, call->err);

  g_assert_cmpstr (call->out, ==, "");

  if (strstr (call->err, named) == NULL)
    g_error ("\"%s\" does not name %s", call->err, named);

  g_assert_true (g_str_has_prefix (call->err, "ktg: "));
  g_assert_true (g_str_has_suffix (call->err, "\n"));
  g_assert_false (g_file_test (post->profile, G_FILE_TEST_EXISTS));
}

static void
assert_report_refused (const char *text, const char *named)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path = ktg_post_write (post, "report.json", text);
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", path, NULL);

  g_assert_nonnull (strstr (call->err, "report.json: "));
  g_assert_cmpuint (strlen (call->err), <, 500);
  g_assert_null (strchr (strchr (call->err, '\n') + 1, '\n'));
  assert_refused (post, call, named);
}

static void
a_bad_report_names_its_mistake (void)
{
  static const struct
  {
    const char *text;
    const char *named;
  } cases[] = {
    { "", "empty" },
    { " \n", "JSON" },
    { "kind: lhp", "line 1" },
    { "{\n  'kind': 'lhp'\n}", "line 2" },
    { "[]", "object" },
    { "null", "object" },
    { "{}", "kind" },
    { "{\"kind\":\"lhp\"} x", "JSON" },
    { "{\"kind\":\"lhp\",\"kind\":\"lhp\"}", "kind" },
    { "{\"kind\":\"\xff\"}", "UTF-8" },
    { "\xef\xbb\xbf{}", "byte order mark" },
    { "{\"kind\":\"\\ud800\"}", "JSON" },
    { "{\"kind\":7}", "kind" },
    { "{\"kind\":\"lhp\",\"time\":{}}", "time" },
    { "{\"kind\":\"lhp\",\"number\":\"TL-0001\",\"account\":\"x\"}", "number" },
    { "{\"kind\":\"lhp\",\"place\":{\"words\":\"x\"},\"times\":{\"known\":\"entah\"},"
      "\"account\":\"x\"}",
      "times.known" },
    { "{\"kind\":\"lhp\",\"place\":{\"words\":\"x\"},\"times\":{\"known\":\"2024-11-12\"}}",
      "account" },
  };
  static const struct
  {
    const char *extra;
    const char *named;
  } extras[] = {
    { ",\"acount\":\"x\"", "acount" },
    { ",\"evidence\":[]", "evidence" },
    { ",\"\\u001b[31mred\":1", "[31mred" },
    { ",\"ballot_number\":\"2\"", "ballot_number" },
    { ",\"ballot_number\":1e400", "ballot_number" },
    { ",\"ballot_number\":123456789012345678901234567890", "JSON" },
    { ",\"violations\":\"KE-05\"", "violations" },
    { ",\"violations\":[5]", "violations[0]" },
    { ",\"persons\":[{\"role\":\"reported\"}]", "persons[0].name" },
    { ",\"persons\":[{\"name\":\"x\"}]", "persons[0].role" },
    { ",\"persons\":[{\"role\":\"reported\",\"name\":\"x\",\"job\":\"y\"}]", "persons[0].job" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_report_refused (cases[i].text, cases[i].named);

  for (gsize i = 0; i < G_N_ELEMENTS (extras); i++)
    {
      g_auto (GStrv) halves = g_strsplit (MINIMAL, "%s", 2);
      g_autofree char *text = g_strconcat (halves[0], extras[i].extra, halves[1], NULL);

      assert_report_refused (text, extras[i].named);
    }
}

#define TIMED                                                                                      \
  "{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\"},\"times\":{\"happened\":\"%s\",\"known\":\"%" \
  "s\"},"                                                                                          \
  "\"account\":\"Berfoto bersama.\"}"

static void
assert_times (const char *happened, const char *known, const char *said, const char *stored)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *text = g_strdup_printf (TIMED, happened, known);
  g_autofree char *path = ktg_post_write (post, "report.json", text);
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", path, NULL);
  g_autofree char *shown = NULL;

  g_assert_cmpint (call->exit, ==, 0);
  if (strstr (call->err, said) == NULL)
    g_error ("\"%s\" does not say %s", call->err, said);

  shown = ktg_post_ask (post, "show", g_strstrip (call->out), "--json", NULL);
  if (strstr (shown, stored) == NULL)
    g_error ("\"%s\" does not have %s", shown, stored);
}

/* And the answer on standard output stays the id alone. */
static void
a_time_may_be_written_as_people_do_and_is_said_back (void)
{
  assert_times ("Selasa, 12 November 2024 pukul 19.30 WITA",
                "13 Nov 2024",
                "times.happened, “Selasa, 12 November 2024 pukul 19.30 WITA”: Tuesday, 12 Nov "
                "2024, "
                "19:30 WITA",
                "\"2024-11-12T19:30:00+08:00\"");
  assert_times ("2024-11-12", "13/11/2024", "Wednesday, 13 Nov 2024", "\"2024-11-13\"");
  assert_times ("2024-11-12", "2024-11-12", "", "\"2024-11-12\"");
}

static void
a_time_in_doubt_is_filed_and_asked_about (void)
{
  assert_times ("12 Nov 1970", "2024-11-12", "long ago. Is it right", "\"1970-11-12\"");
  assert_times ("2024-11-12", "2999-01-01", "which is still to come", "\"2999-01-01\"");
  assert_times ("2024-11-12",
                "2024-11-11",
                "Known on Monday, 11 Nov 2024, before it happened on Tuesday, 12 Nov 2024. Is it "
                "right?",
                "\"2024-11-11\"");
}

static void
a_time_that_is_none_says_why_and_nothing_is_filed (void)
{
  static const char *const cases[][2] = {
    { "31 Februari 2024", "No calendar has this day" },
    { "12 Nov 2024 25.00", "No day has this hour" },
    { "kemarin sore", "The hour is missing" },
    { "Minggu lalu", "This may be one of two days" },
    { "Senin, 12 Nov 2024", "That date is another day of the week" },
    { "kemarin jam 12 malam", "Midnight belongs to two days" },
    { "12 Nov 2024 19.30-21.00", "This says more than one time" },
    { "entah", "Not understood yet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (TIMED, cases[i][0], "2024-11-12");

      assert_report_refused (text, cases[i][1]);
      assert_report_refused (text, cases[i][0]);
    }
}

/* The clock of the form's field, too. */
static void
a_time_of_a_form_is_read_and_said_back (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path
      = ktg_post_write (post,
                        "report.json",
                        "{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\"},\"times\":{\"known\":"
                        "\"2024-11-12\"},"
                        "\"account\":\"Berfoto.\",\"form\":{\"code\":\"form_a_pilkada\"},"
                        "\"fields\":{\"dispute_time\":\"12 Nov 2024 jam 7 malam "
                        "WIT\",\"object_date\":\"11/11/2024\"}}");
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", path, NULL);
  g_autofree char *shown = NULL;

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_nonnull (strstr (call->err, "fields.object_date, “11/11/2024”: Monday, 11 Nov 2024"));
  shown = ktg_post_ask (post, "show", g_strstrip (call->out), "--json", NULL);
  g_assert_nonnull (strstr (shown, "\"2024-11-12T19:00:00+09:00\""));
  g_assert_nonnull (strstr (shown, "\"2024-11-11\""));
}

static void
a_report_beyond_measure_does_no_harm (void)
{
  g_autofree char *account = g_strnfill (5 * 1024 * 1024, 'a');
  g_autofree char *large = g_strdup_printf ("{\"kind\":\"lhp\",\"account\":\"%s\"}", account);
  g_autofree char *levels = g_strnfill (100000, '[');
  g_autofree char *deep = g_strdup_printf ("{\"kind\":%s", levels);

  assert_report_refused (large, "more than one report may hold");
  assert_report_refused (deep, "deep");
}

static void
a_report_file_that_is_none_is_named (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *missing = g_build_filename (post->folder, "no\x1b[31m.json", NULL);
  g_autoptr (KtgCall) absent = ktg_post_call (post, "file", missing, NULL);
  g_autoptr (KtgCall) folder = ktg_post_call (post, "file", post->folder, NULL);

  assert_refused (post, absent, "no");
  g_assert_null (strchr (absent->err, '\x1b'));
  assert_refused (post, folder, post->folder);
}

static void
a_bad_photo_is_named_and_the_good_one_is_not_stored (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = get_body ();
  g_autofree char *good = ktg_post_paint (post, "good.jpg");
  g_autofree char *empty = ktg_post_write (post, "empty.jpg", "");
  g_autofree char *text = ktg_post_write (post, "text.jpg", "\1\2\3 of no known kind\n");
  g_autofree char *missing = g_build_filename (post->folder, "missing.jpg", NULL);
  g_autofree char *pipe = g_build_filename (post->folder, "pipe.jpg", NULL);
  const char      *bad[] = { empty, text, missing, post->folder, pipe };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (KtgCall) call
          = ktg_post_call (post, "file", body, "--photo", good, "--photo", bad[i], NULL);

      assert_refused (post, call, bad[i]);
    }
}

#define NO_ACCOUNT                                                                                 \
  "{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\"},\"times\":{\"known\":\"2024-11-12\"}}"

/* As in the windows, and like everything else that is filed, before the device is enrolled. */
static void
a_photo_says_enough_without_an_account (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = ktg_post_write (post, "report.json", NO_ACCOUNT);
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autoptr (KtgCall) alone = ktg_post_call (post, "file", body, NULL);
  g_autofree char *id = NULL;
  g_autofree char *shown = NULL;

  assert_refused (post, alone, "neither “account” nor a photo");
  id = g_strchomp (ktg_post_ask (post, "file", body, "--photo", photo, NULL));
  shown = ktg_post_ask (post, "show", id, "--json", NULL);
  g_assert_nonnull (strstr (shown, "photo.jpg"));
  g_assert_nonnull (strstr (shown, "\"queued\""));
}

/* What the windows say of the same file; what is safe and what to do may be said otherwise. */
static void
a_bad_photo_is_said_to_be_what_the_windows_say (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = get_body ();
  g_autofree char *empty = ktg_post_write (post, "empty.jpg", "");
  g_autofree char *text = ktg_post_write (post, "text.jpg", "\1\2\3 of no known kind\n");
  g_autofree char *missing = g_build_filename (post->folder, "missing.jpg", NULL);
  const struct
  {
    const char   *path;
    KtgPhotoError code;
  } rows[] = { { empty, KTG_PHOTO_ERROR_EMPTY },
               { text, KTG_PHOTO_ERROR_NOT_EVIDENCE },
               { missing, KTG_PHOTO_ERROR_MISSING },
               { post->folder, KTG_PHOTO_ERROR_FOLDER } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KtgCall) call = ktg_post_call (post, "file", body, "--photo", rows[i].path, NULL);
      g_autoptr (GError) error = g_error_new_literal (KTG_PHOTO_ERROR, (int)rows[i].code, "-");
      g_autofree char *expected = g_strdup_printf ("ktg: %s: %s Nothing was filed.",
                                                   rows[i].path,
                                                   ktg_trouble_of_error (error).happened);

      assert_refused (post, call, expected);
    }
}

static void
every_mistake_is_told_at_once (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *report = ktg_post_write (post, "report.json", "{}");
  g_autofree char *empty = ktg_post_write (post, "empty.jpg", "");
  g_autofree char *text = ktg_post_write (post, "text.jpg", "\1\2\3 of no known kind\n");
  g_autoptr (KtgCall) call
      = ktg_post_call (post, "file", report, "--photo", empty, "--photo", text, NULL);

  assert_refused (post, call, "report.json");
  assert_refused (post, call, "empty.jpg");
  assert_refused (post, call, "text.jpg");
}

static void
a_report_is_filed_and_its_id_is_the_only_output (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "IMG-20241112-WA0003.jpg");
  g_autofree char *id = ktg_post_file (post, photo);

  g_assert_true (g_uuid_string_is_valid (id));
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

/* An account is enough; the rest is told, not demanded, and the report can be named by people. */
static void
what_is_lacking_is_told_and_not_demanded (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path
      = ktg_post_write (post, "report.json", "{\"kind\":\"lhp\",\"account\":\"Berfoto.\"}");
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", path, NULL);
  g_autofree char *listed = ktg_post_ask (post, "list", NULL);
  g_autofree char *shown = ktg_post_ask (post, "show", g_strstrip (call->out), "--json", NULL);

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_nonnull (strstr (call->err, "when and where it happened"));
  g_assert_nonnull (strstr (listed, "  0001 "));
  g_assert_nonnull (strstr (shown, "\"number\": \"0001\""));
}

/* What is doubtful is told after it was filed, and the rules of its day are named. */
static void
what_the_law_of_its_day_says_is_told (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *text = g_strdup_printf (MINIMAL, ",\"violations\":[\"XX-99\"]");
  g_autofree char *path = ktg_post_write (post, "report.json", text);
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", path, NULL);
  g_autofree char *id = g_strdup (g_strchomp (call->out));
  g_autofree char *shown = ktg_post_ask (post, "show", id, NULL);
  g_autoptr (KtgCall) told = ktg_post_call (post, "show", id, "--json", NULL);
  g_autoptr (JsonNode) root = ktg_call_parse (told);
  JsonObject *body = json_object_get_object_member (json_node_get_object (root), "body");

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_true (g_str_has_prefix (call->err,
                                   "ktg: XX-99: No rules on this device have this code.\n"
                                   "ktg: Still lacking, "));
  g_assert_nonnull (strstr (shown, "XX-99\n  No rules on this device have this code.\n"));
  g_assert_nonnull (strstr (shown, "\nRules: "));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (body, "rules_version"), "20"));
}

static void
the_original_is_kept_byte_for_byte (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *id = ktg_post_file (post, photo);
  g_autoptr (KtgCall) show = ktg_post_call (post, "show", id, "--json", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *sum = NULL;
  gsize            size_bytes = 0;

  g_assert_true (g_file_get_contents (photo, &bytes, &size_bytes, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)bytes, size_bytes);
  g_assert_nonnull (strstr (show->out, sum));
}

static void
a_photo_whose_end_is_missing_is_taken_with_a_warning (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *cut = g_build_filename (post->folder, "cut.jpg", NULL);
  g_autofree char *body = get_body ();
  g_autofree char *bytes = NULL;
  gsize            size_bytes = 0;
  g_autoptr (KtgCall) call = NULL;

  g_assert_true (g_file_get_contents (photo, &bytes, &size_bytes, NULL));
  g_assert_true (g_file_set_contents (cut, bytes, size_bytes / 2, NULL));
  call = ktg_post_call (post, "file", body, "--photo", cut, NULL);

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_nonnull (strstr (call->err, "cut.jpg"));
  g_assert_true (g_uuid_string_is_valid (g_strchomp (call->out)));
}

static void
a_file_that_is_not_what_its_name_promises_is_taken_and_said (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = get_body ();
  g_autofree char *text = ktg_post_write (post, "photo.jpg", "Lurah berfoto dengan bakal calon.\n");
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", body, "--photo", text, NULL);

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_nonnull (strstr (call->err, "photo.jpg: Its name ends in .jpg, but it is plain text."));
}

static void
a_drawing_and_a_document_with_a_photos_name_are_taken_and_said (void)
{
  static const char *const cases[][2] = {
    { "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>", "(SVG)" },
    { "%PDF-1.4\n", "a PDF document" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgPost) post = ktg_post_new ();
      g_autofree char *body = get_body ();
      g_autofree char *path = ktg_post_write (post, "photo.jpg", cases[i][0]);
      g_autoptr (KtgCall) call = ktg_post_call (post, "file", body, "--photo", path, NULL);

      g_assert_cmpint (call->exit, ==, 0);
      g_assert_nonnull (strstr (call->err, cases[i][1]));
      g_assert_nonnull (strstr (call->err, "see whether it is the right file"));
      g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
    }
}

/* A @program without a path is one that gets out of hand so. */
static void
assert_filed_without_preview (const char *program, const char *said)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *own = g_strdup (g_getenv ("KENTONGAN_PICTURE"));
  g_autofree char *path = g_build_filename (post->folder, "decoders", program, NULL);
  g_autofree char *decoders = g_path_get_dirname (path);
  g_autofree char *body = get_body ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *line = g_strdup_printf ("photo.jpg: no preview: %s", said);
  g_autoptr (KtgCall) call = NULL;

  g_assert_cmpint (g_mkdir_with_parents (decoders, 0700), ==, 0);
  g_assert_cmpint (symlink (g_getenv ("KTG_UNRULY"), path), ==, 0);
  g_setenv ("KENTONGAN_PICTURE", program[0] == '/' ? program : path, TRUE);
  call = ktg_post_call (post, "file", body, "--photo", photo, NULL);
  g_setenv ("KENTONGAN_PICTURE", own, TRUE);
  g_assert_cmpint (call->exit, ==, 0);
  if (strstr (call->err, line) == NULL)
    g_error ("\"%s\" does not say %s", call->err, line);
  g_assert_nonnull (strstr (call->err, "It is taken as it is."));
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

/* Whatever becomes of the program that decodes, the photo is evidence, and the reason is named. */
static void
a_photo_that_cannot_be_decoded_is_filed_and_said (void)
{
  assert_filed_without_preview ("/bin/false",
                                "the program that shows pictures could not be started");
  assert_filed_without_preview ("/nowhere/at-all",
                                "the program that shows pictures could not be started");
  assert_filed_without_preview ("die", "the program that shows pictures broke down at this one");
  assert_filed_without_preview ("hang", "this picture takes longer than one is given");
  if (HAS_MEMORY_LIMIT)
    assert_filed_without_preview ("eat-memory", "this picture takes more memory than one is given");
}

/* What decodes the first photo takes away the last one: after it was looked at, before it is read.
 */
static void
a_photo_that_goes_away_meanwhile_is_named (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *own = g_strdup (g_getenv ("KENTONGAN_PICTURE"));
  g_autofree char *body = get_body ();
  g_autofree char *first = ktg_post_paint (post, "first.jpg");
  g_autofree char *last = ktg_post_write (post, "last.pdf", "%PDF-1.4\n");
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nexec /bin/rm -f '%s'\n", last);
  g_autofree char *thief = ktg_post_write (post, "thief", script);
  g_autofree char *said = g_strdup_printf ("%s: This file is no longer there", last);
  g_autoptr (KtgCall) call = NULL;

  g_assert_cmpint (g_chmod (thief, 0700), ==, 0);
  g_setenv ("KENTONGAN_PICTURE", thief, TRUE);
  call = ktg_post_call (post, "file", body, "--photo", first, "--photo", last, NULL);
  g_setenv ("KENTONGAN_PICTURE", own, TRUE);
  g_assert_cmpint (call->exit, ==, 1);
  g_assert_cmpstr (call->out, ==, "");
  g_assert_nonnull (strstr (call->err, said));
  g_assert_nonnull (strstr (call->err, "Nothing was filed."));
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 0);
}

#define WORDS "Lurah berfoto re\xcc\x81sume\xcc\x81 \U0001f469\U0001f3fd\u200d\U0001f33e.\\n"
#define MANY_CHARS 100000

/* Letters with marks of their own, and people of several characters. */
static void
an_account_of_100_000_characters_is_kept_to_the_last (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (GString) account = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  g_autoptr (KtgCall) shown = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *body;

  while (g_utf8_strlen (account->str, -1) < MANY_CHARS)
    for (int i = 0; i < 1000; i++)
      g_string_append (account, WORDS);
  text = g_strdup_printf ("{\"kind\":\"lhp\",\"account\":\"%s\"}", account->str);
  path = ktg_post_write (post, "report.json", text);
  id = g_strchomp (ktg_post_ask (post, "file", path, NULL));
  shown = ktg_post_call (post, "show", id, "--json", NULL);
  root = ktg_call_parse (shown);
  body = json_object_get_object_member (json_node_get_object (root), "body");
  g_string_replace (account, "\\n", "\n", 0);
  g_strchomp (account->str);
  g_assert_true (g_str_equal (json_object_get_string_member (body, "account"), account->str));
}

static void
the_same_photo_twice_is_named_once (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *body = get_body ();
  g_autoptr (KtgCall) call
      = ktg_post_call (post, "file", body, "--photo", photo, "--photo", photo, NULL);
  g_autofree char *id = g_strdup (g_strchomp (call->out));
  g_autoptr (KtgCall) show = ktg_post_call (post, "show", id, "--json", NULL);
  g_autoptr (JsonNode) root = ktg_call_parse (show);
  JsonObject *body_shown = json_object_get_object_member (json_node_get_object (root), "body");

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (body_shown, "evidence")),
                    ==,
                    1);
  g_assert_nonnull (strstr (call->err, "photo.jpg: this is the same photo as one before it"));
}

/* The disk takes the first small files and then no more. */
static void
a_disk_that_takes_no_more_files_nothing (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *body = get_body ();
  g_autofree char *first = ktg_post_file (post, NULL);
  g_autoptr (KtgCall) call = NULL;

  post->max_file_bytes = 100 * 1024;
  call = ktg_post_call (post, "file", body, "--photo", photo, NULL);
  g_assert_cmpint (call->exit, ==, 1);
  g_assert_cmpstr (call->out, ==, "");
  g_assert_true (g_str_has_prefix (call->err, "ktg: "));

  post->max_file_bytes = 0;
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
  g_free (ktg_post_ask (post, "verify", NULL));
}

/* The disk has room for a text, and none for the profile's reserve. */
static void
a_report_filed_on_a_full_disk_says_so (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = get_body ();
  g_autoptr (KtgCall) call = NULL;

  post->max_file_bytes = 1024 * 1024;
  call = ktg_post_call (post, "file", body, NULL);
  g_assert_cmpint (call->exit, ==, 0);
  g_assert_true (g_uuid_string_is_valid (g_strchomp (call->out)));
  g_assert_true (g_str_has_prefix (call->err,
                                   "ktg: The disk is full. This report is filed and safe. Free "
                                   "about 20 MB before the next one.\n"));

  post->max_file_bytes = 0;
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

static void
a_report_may_come_through_a_pipe (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *body = get_body ();
  g_autofree char *command
      = g_strdup_printf ("cat '%s' | \"$KTG\" --profile '%s' file /dev/stdin", body, post->profile);
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "sh", "-c", command, NULL);
  g_autofree char *out = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_true (g_uuid_string_is_valid (g_strchomp (out)));
}

/* Stops it while the first file is taken, which is large, so that the second is still to come. */
static GSubprocess *
stop_at_first (KtgPost *post, char **large, char **last)
{
  g_autofree char *body = get_body ();
  g_autofree char *importing = g_build_filename (post->profile, "files", "importing", NULL);
  GSubprocess     *process;

  *large = ktg_post_write (post, "large.pdf", "%PDF-1.4\n");
  *last = ktg_post_write (post, "last.pdf", "%PDF-1.4\n");
  g_assert_cmpint (truncate (*large, 60 * 1024 * 1024), ==, 0);
  process = ktg_post_start (post, "file", body, "--photo", *large, "--photo", *last, NULL);
  while (!g_file_test (importing, G_FILE_TEST_EXISTS))
    g_usleep (500);
  g_subprocess_send_signal (process, SIGSTOP);
  return process;
}

static void
assert_ends_with (KtgPost *post, GSubprocess *process, const char *named, const char *said)
{
  g_autofree char *err = NULL;

  g_subprocess_send_signal (process, SIGCONT);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (err, named));
  g_assert_nonnull (strstr (err, said));
  g_assert_nonnull (strstr (err, "Nothing was filed."));
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 0);
}

static void
a_file_that_goes_away_is_named_and_nothing_is_filed (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *large = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GSubprocess) process = stop_at_first (post, &large, &last);

  g_assert_cmpint (g_unlink (last), ==, 0);
  assert_ends_with (post, process, last, "This file is no longer there");
}

/* As when a download or a copy is still under way. */
static void
a_file_that_changes_is_named_and_nothing_is_filed (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *large = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GSubprocess) process = stop_at_first (post, &large, &last);

  g_assert_cmpint (truncate (large, 61 * 1024 * 1024), ==, 0);
  assert_ends_with (post,
                    process,
                    large,
                    "This file changed while it was read, so it was not added. Nothing was "
                    "filed. Wait until it is whole");
}

static void
a_photo_of_two_reports_waits_once (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *bytes = NULL;
  gsize            size_bytes = 0;
  gint64           n_first, n_both;

  g_assert_true (g_file_get_contents (photo, &bytes, &size_bytes, NULL));
  g_free (ktg_post_file (post, photo));
  n_first = ktg_post_count (post, "bytes_waiting");
  g_free (ktg_post_file (post, photo));
  n_both = ktg_post_count (post, "bytes_waiting");
  g_assert_cmpint (n_first, >, size_bytes);
  g_assert_cmpint (n_both, >, n_first);
  g_assert_cmpint (n_both - n_first, <, 4096); /* its text alone */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file/a-bad-report-names-its-mistake", a_bad_report_names_its_mistake);
  g_test_add_func ("/file/a-time-may-be-written-as-people-do-and-is-said-back",
                   a_time_may_be_written_as_people_do_and_is_said_back);
  g_test_add_func ("/file/a-time-in-doubt-is-filed-and-asked-about",
                   a_time_in_doubt_is_filed_and_asked_about);
  g_test_add_func ("/file/a-time-that-is-none-says-why-and-nothing-is-filed",
                   a_time_that_is_none_says_why_and_nothing_is_filed);
  g_test_add_func ("/file/a-time-of-a-form-is-read-and-said-back",
                   a_time_of_a_form_is_read_and_said_back);
  g_test_add_func ("/file/a-report-beyond-measure-does-no-harm",
                   a_report_beyond_measure_does_no_harm);
  g_test_add_func ("/file/a-report-file-that-is-none-is-named",
                   a_report_file_that_is_none_is_named);
  g_test_add_func ("/file/a-bad-photo-is-named-and-the-good-one-is-not-stored",
                   a_bad_photo_is_named_and_the_good_one_is_not_stored);
  g_test_add_func ("/file/a-photo-says-enough-without-an-account",
                   a_photo_says_enough_without_an_account);
  g_test_add_func ("/file/a-bad-photo-is-said-to-be-what-the-windows-say",
                   a_bad_photo_is_said_to_be_what_the_windows_say);
  g_test_add_func ("/file/every-mistake-is-told-at-once", every_mistake_is_told_at_once);
  g_test_add_func ("/file/a-report-is-filed-and-its-id-is-the-only-output",
                   a_report_is_filed_and_its_id_is_the_only_output);
  g_test_add_func ("/file/what-is-lacking-is-told-and-not-demanded",
                   what_is_lacking_is_told_and_not_demanded);
  g_test_add_func ("/file/what-the-law-of-its-day-says-is-told",
                   what_the_law_of_its_day_says_is_told);
  g_test_add_func ("/file/the-original-is-kept-byte-for-byte", the_original_is_kept_byte_for_byte);
  g_test_add_func ("/file/a-photo-whose-end-is-missing-is-taken-with-a-warning",
                   a_photo_whose_end_is_missing_is_taken_with_a_warning);
  g_test_add_func ("/file/a-file-that-is-not-what-its-name-promises-is-taken-and-said",
                   a_file_that_is_not_what_its_name_promises_is_taken_and_said);
  g_test_add_func ("/file/the-same-photo-twice-is-named-once", the_same_photo_twice_is_named_once);
  g_test_add_func ("/file/a-disk-that-takes-no-more-files-nothing",
                   a_disk_that_takes_no_more_files_nothing);
  g_test_add_func ("/file/a-report-filed-on-a-full-disk-says-so",
                   a_report_filed_on_a_full_disk_says_so);
  g_test_add_func ("/file/a-report-may-come-through-a-pipe", a_report_may_come_through_a_pipe);
  g_test_add_func ("/file/a-drawing-and-a-document-with-a-photos-name-are-taken-and-said",
                   a_drawing_and_a_document_with_a_photos_name_are_taken_and_said);
  g_test_add_func ("/file/a-photo-that-cannot-be-decoded-is-filed-and-said",
                   a_photo_that_cannot_be_decoded_is_filed_and_said);
  g_test_add_func ("/file/a-photo-that-goes-away-meanwhile-is-named",
                   a_photo_that_goes_away_meanwhile_is_named);
  g_test_add_func ("/file/an-account-of-100-000-characters-is-kept-to-the-last",
                   an_account_of_100_000_characters_is_kept_to_the_last);
  g_test_add_func ("/file/a-file-that-changes-is-named-and-nothing-is-filed",
                   a_file_that_changes_is_named_and_nothing_is_filed);
  g_test_add_func ("/file/a-file-that-goes-away-is-named-and-nothing-is-filed",
                   a_file_that_goes_away_is_named_and_nothing_is_filed);
  g_test_add_func ("/file/a-photo-of-two-reports-waits-once", a_photo_of_two_reports_waits_once);

  return g_test_run ();
}
