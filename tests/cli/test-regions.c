/* test-regions.c - the list of regions is taken whole, or left as it was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <string.h>
#include <unistd.h>

static char *
load_kept (KtgPost *post)
{
  g_autofree char *path = g_build_filename (post->folder, "kentongan", "regions.csv", NULL);
  char            *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* The whole country, since less is not taken, between what is said before and after it. */
static char *
write_country (KtgPost *post, const char *before, const char *after)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("KENTONGAN_PACKS"), "regions-2025-04-25.2.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *list = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  list = g_strconcat (before, strstr (text, "\n11,") + 1, after, NULL);
  return ktg_post_write (post, "list.csv", list);
}

static void
a_list_is_kept_with_its_version_first (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *list = write_country (post, "kode,nama\n", "");
  g_autofree char *said
      = ktg_post_ask (post, "regions", "import", list, "--version", "2025-05-25", NULL);
  g_autofree char *kept = load_kept (post);

  g_assert_nonnull (strstr (said, "Provinces 38"));
  g_assert_true (g_str_has_prefix (kept, "# version: 2025-05-25\n# sha256: "));
  g_assert_nonnull (strstr (kept, "\n11,Aceh\n11.01,"));
  g_assert_false (g_file_test (post->profile, G_FILE_TEST_EXISTS));
}

static void
a_list_may_say_its_version_itself (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *list = write_country (post, "\xef\xbb\xbf# version: 2025-05-02\n", "");
  g_autofree char *said = ktg_post_ask (post, "regions", "import", list, NULL);
  g_autofree char *kept = load_kept (post);

  g_assert_true (g_str_has_prefix (kept, "# version: 2025-05-02\n"));
}

static void
a_version_may_be_written_as_people_write_days (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *list = write_country (post, "", "");
  g_autofree char *said
      = ktg_post_ask (post, "regions", "import", list, "--version", "25 May 2025", NULL);
  g_autofree char *kept = load_kept (post);

  g_assert_nonnull (strstr (said, "2025-05-25"));
  g_assert_true (g_str_has_prefix (kept, "# version: 2025-05-25\n"));
}

static void
bad_lines_are_named_and_left_out (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *list
      = write_country (post, "34,DI Yogyakarta\n3x,Nowhere\n34.71 Kota\n34.71,\n", "");
  g_autoptr (KtgCall) call
      = ktg_post_call (post, "regions", "import", list, "--version", "2025-05-25", NULL);

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_nonnull (strstr (call->err, "Line 2:"));
  g_assert_nonnull (strstr (call->err, "Line 3:"));
  g_assert_nonnull (strstr (call->err, "Line 4, 34.71:"));
  g_assert_nonnull (strstr (call->err, "3 lines"));
}

static void
what_is_no_list_changes_nothing (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *good = write_country (post, "", "");
  g_autofree char *part = ktg_post_write (post, "part.csv", "34,DI Yogyakarta\n");
  g_autofree char *text = ktg_post_write (post, "text.csv", "Dear all,\nhere is the list.\n");
  g_autofree char *empty = ktg_post_write (post, "empty.csv", "");
  g_autofree char *missing = g_build_filename (post->folder, "missing.csv", NULL);
  g_autofree char *said
      = ktg_post_ask (post, "regions", "import", good, "--version", "2025-05-25", NULL);
  g_autofree char *before = load_kept (post);
  const char      *bad[][2]
      = { { text, "2025-06-01" },         { empty, "2025-06-01" }, { missing, "2025-06-01" },
          { post->folder, "2025-06-01" }, { part, "2025-06-01" },  { good, "9999-12-31" },
          { good, "2025-04-25" },         { good, "newest" } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (KtgCall) call
          = ktg_post_call (post, "regions", "import", bad[i][0], "--version", bad[i][1], NULL);
      g_autofree char *after = load_kept (post);

      g_assert_cmpint (call->exit, ==, 1);
      g_assert_cmpstr (call->out, ==, "");
      g_assert_cmpstr (after, ==, before);
    }
}

/* A village that no installed list names. */
static void
a_list_that_was_imported_names_places (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *list = write_country (post, "", "91.01.01.2001,Kampung Baru\n");
  g_autofree char *report
      = ktg_post_write (post,
                        "report.json",
                        "{\"kind\":\"lhp\",\"place\":{\"region\":\"91.01.01.2001\"},"
                        "\"times\":{\"known\":\"2024-11-12\"},\"account\":\"-\"}");
  g_autofree char *id = ktg_post_ask (post, "file", report, NULL);
  g_autofree char *before = ktg_post_ask (post, "show", id, NULL);
  g_autofree char *said
      = ktg_post_ask (post, "regions", "import", list, "--version", "2025-06-01", NULL);
  g_autofree char *after = ktg_post_ask (post, "show", id, NULL);
  g_autofree char *listed = ktg_post_ask (post, "list", NULL);

  g_assert_null (strstr (before, "Kampung Baru"));
  g_assert_nonnull (strstr (before, "91.01.01.2001"));
  g_assert_nonnull (strstr (said, "villages 83763"));
  g_assert_nonnull (strstr (after, "Place of the event: Kampung Baru"));
  g_assert_nonnull (strstr (listed, "Kampung Baru"));
}

static void
a_list_that_was_damaged_is_named_and_puts_nothing_wrong (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *list = write_country (post, "", "");
  g_autofree char *said
      = ktg_post_ask (post, "regions", "import", list, "--version", "2025-06-01", NULL);
  g_autofree char *path = g_build_filename (post->folder, "kentongan", "regions.csv", NULL);
  g_autoptr (KtgCall) whole = ktg_post_call (post, "packs", NULL);
  g_autoptr (KtgCall) cut = NULL;
  g_autofree char *as_json = NULL;

  g_assert_cmpstr (whole->err, ==, "");
  g_assert_cmpint (truncate (path, 1000000), ==, 0);
  cut = ktg_post_call (post, "packs", NULL);
  g_assert_cmpint (cut->exit, ==, 0);
  g_assert_nonnull (strstr (cut->err, "regions.csv: this list of regions is damaged"));
  as_json = ktg_post_ask (post, "packs", "--json", NULL);
  g_assert_nonnull (strstr (as_json, "The installed one is used"));
}

static void
a_region_that_is_not_known_is_filed_and_told (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *report
      = ktg_post_write (post,
                        "report.json",
                        "{\"kind\":\"lhp\",\"place\":{\"region\":\"99.01.01.2004\"},"
                        "\"times\":{\"known\":\"2024-11-12\"},\"account\":\"-\"}");
  g_autoptr (KtgCall) call = ktg_post_call (post, "file", report, NULL);
  g_autofree char *shown = ktg_post_ask (post, "show", g_strstrip (call->out), NULL);

  g_assert_cmpint (call->exit, ==, 0);
  g_assert_nonnull (strstr (call->err, "99.01.01.2004 is not known here."));
  g_assert_nonnull (strstr (shown, "99.01.01.2004 is not known here."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/regions/a-list-is-kept-with-its-version-first",
                   a_list_is_kept_with_its_version_first);
  g_test_add_func ("/regions/a-list-may-say-its-version-itself", a_list_may_say_its_version_itself);
  g_test_add_func ("/regions/a-version-may-be-written-as-people-write-days",
                   a_version_may_be_written_as_people_write_days);
  g_test_add_func ("/regions/bad-lines-are-named-and-left-out", bad_lines_are_named_and_left_out);
  g_test_add_func ("/regions/what-is-no-list-changes-nothing", what_is_no_list_changes_nothing);
  g_test_add_func ("/regions/a-list-that-was-imported-names-places",
                   a_list_that_was_imported_names_places);
  g_test_add_func ("/regions/a-list-that-was-damaged-is-named-and-puts-nothing-wrong",
                   a_list_that_was_damaged_is_named_and_puts_nothing_wrong);
  g_test_add_func ("/regions/a-region-that-is-not-known-is-filed-and-told",
                   a_region_that_is_not_known_is_filed_and_told);

  return g_test_run ();
}
