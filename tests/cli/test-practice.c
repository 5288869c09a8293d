/* test-practice.c - a folder of invented reports, and that none of them is ever sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <string.h>

static void
every_state_is_there_and_everything_is_sound (void)
{
  static const struct
  {
    const char *key;
    gint64      n;
  } counts[] = {
    { "drafts", 2 }, { "queued", 2 }, { "delivered", 1 }, { "complete", 6 }, { "parked", 1 }
  };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *said = ktg_post_ask (post, "practice", NULL);
  g_autofree char *verified = ktg_post_ask (post, "verify", NULL);
  g_autofree char *status = ktg_post_ask (post, "status", NULL);

  g_assert_nonnull (strstr (said, "nothing is sent"));
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpint (ktg_post_count (post, counts[i].key), ==, counts[i].n);
  g_assert_nonnull (strstr (status, "For practice, as Ratna Dewi Lestari. Nothing is sent."));
}

/* What is due is due after today, whenever somebody practises, and wherever: a day begins and ends
 * where it happened. At any hour one of these two has another day than Yogyakarta. */
static void
the_days_are_those_of_who_practises (void)
{
  static const char *const zones[] = { "HST10", "LINT-14" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (KtgPost) post = ktg_post_new ();
      g_autofree char *said = NULL;
      g_autofree char *list = NULL;

      post->zone = zones[i];
      said = ktg_post_ask (post, "practice", NULL);
      list = ktg_post_ask (post, "list", NULL);
      g_assert_nonnull (said);
      g_assert_nonnull (strstr (list, "1 day left"));
      g_assert_nonnull (strstr (list, "last day today"));
    }
}

/* What is told of, and what a photo says of itself, "2026:11:14 20:12:31" in its first bytes. */
static void
expect_photo_of_day (const char *folder, const char *name, const char *day)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *photo = NULL;
  g_autoptr (GError) error = NULL;
  gsize       size_bytes = 0;
  const char *taken;

  g_file_get_contents (path, &photo, &size_bytes, &error);
  g_assert_no_error (error);
  taken = memmem (photo, MIN (size_bytes, 1024), "2026:11:", 8);
  if (taken != NULL && strncmp (taken + 8, day + 8, 2) != 0)
    g_error ("%s was taken on %.10s, and what it shows happened on %.10s", name, taken, day);
}

static void
each_photo_is_of_the_day_that_is_told_of (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "practice", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autoptr (GRegex) told
      = g_regex_new ("\"(?:happened|original_name)\": \"([^\"]+)\"", 0, 0, NULL);
  guint n_photos = 0;

  for (const char *file = g_dir_read_name (files); file != NULL; file = g_dir_read_name (files))
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *report = NULL;
      g_autofree char *day = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      if (!g_str_has_suffix (file, ".json") || !g_file_get_contents (path, &report, NULL, NULL)
          || !g_regex_match (told, report, 0, &match))
        continue;

      day = g_match_info_fetch (match, 1); /* a report says when before it says what shows it */
      for (; g_match_info_next (match, NULL); n_photos++)
        {
          g_autofree char *name = g_match_info_fetch (match, 1);

          expect_photo_of_day (folder, name, day);
        }
    }

  g_assert_cmpuint (n_photos, ==, 15);
}

static void
expect_failure (KtgPost *post, const char *sentence, const char *verb, const char *a, const char *b)
{
  g_autoptr (KtgCall) call = ktg_post_call (post, verb, a, b, NULL);

  g_assert_cmpint (call->exit, ==, 1);
  if (strstr (call->err, sentence) == NULL)
    g_error ("\"%s\" does not say \"%s\"", call->err, sentence);
}

static GSocket *
listen_on_loopback (guint16 *port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket *socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return socket;
}

static void
nobody_is_spoken_to (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *said = ktg_post_ask (post, "practice", NULL);
  guint16          port = 0;
  g_autoptr (GSocket) socket = listen_on_loopback (&port);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);

  g_assert_nonnull (said);
  expect_failure (post, "only for practice", "sync", NULL, NULL);
  expect_failure (post, "only for practice", "enrol", url, "ABCD-EFGH-JKLM-NPQR");
  g_assert_cmpint (g_socket_condition_check (socket, G_IO_IN), ==, 0);
}

/* A folder is for practice from its beginning or never. */
static void
real_reports_do_not_become_practice (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);

  g_assert_nonnull (id);
  expect_failure (post, "a folder of its own", "practice", NULL, NULL);
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

static void
practice_is_not_begun_twice (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *said = ktg_post_ask (post, "practice", NULL);

  g_assert_nonnull (said);
  expect_failure (post, "a folder of its own", "practice", NULL, NULL);
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/practice/every-state-is-there-and-everything-is-sound",
                   every_state_is_there_and_everything_is_sound);
  g_test_add_func ("/cli/practice/the-days-are-those-of-who-practises",
                   the_days_are_those_of_who_practises);
  g_test_add_func ("/cli/practice/each-photo-is-of-the-day-that-is-told-of",
                   each_photo_is_of_the_day_that_is_told_of);
  g_test_add_func ("/cli/practice/nobody-is-spoken-to", nobody_is_spoken_to);
  g_test_add_func ("/cli/practice/real-reports-do-not-become-practice",
                   real_reports_do_not_become_practice);
  g_test_add_func ("/cli/practice/practice-is-not-begun-twice", practice_is_not_begun_twice);

  return g_test_run ();
}
