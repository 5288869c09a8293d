/* test-bookmark.c - how far the server's book goes is kept, grows, and never goes back unsaid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-bookmark-json.h>
#include <ktg-moment.h>
#include <ktg-signed-envelope.h>

#define LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define HEAD_AT "2024-11-02T01:20:00.113Z"
#define LATER_AT "2024-11-03T01:20:00.113Z"
#define AHEAD_AT "2027-01-11T01:20:00.113Z"

typedef struct
{
  KtgStoreDevice *device;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (fixture->device, &error));
  g_assert_true (ktg_store_device_enrol (fixture->device, &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
}

static const KtgServerNotes *
get_notes (Fixture *fixture)
{
  return ktg_store_get_server_notes (fixture->device->store);
}

static KtgNews *
new_news (void)
{
  KtgNews *news = ktg_news_new ();

  news->life = g_strdup (LIFE);
  return news;
}

static void
assert_alarm (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (fixture->device, NULL);

  g_assert_cmpuint (problems->len, ==, 1);
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (get_notes (fixture)->alarms, 0), ==, "book-back");
}

static gint64
read_time (const char *at)
{
  gint64 at_us;

  g_assert_true (ktg_moment_parse_server_time (at, &at_us));
  return at_us;
}

/* Signed at @at, and handed on at @now. */
static KtgNews *
new_timed_head (KtgSigningKey *signer,
                const char    *node,
                guint64        seq,
                char           letter,
                const char    *at,
                const char    *now)
{
  KtgNews *news = new_news ();
  g_autoptr (KtgBookmark) head = ktg_bookmark_new ();
  g_autoptr (GBytes) bytes = NULL;

  head->node = g_strdup (node);
  head->seq = seq;
  head->id = g_strnfill (64, letter);
  head->at = g_strdup (at);
  bytes = ktg_bookmark_json_write (head);
  news->book = ktg_signed_envelope_new (bytes, signer);
  news->server_now_us = read_time (now);
  return news;
}

static KtgNews *
new_head (KtgSigningKey *signer, const char *node, guint64 seq, char letter)
{
  return new_timed_head (signer, node, seq, letter, HEAD_AT, HEAD_AT);
}

static void
bring_timed_head (Fixture *fixture, guint64 seq, char letter, const char *at, const char *now)
{
  KtgSigningKey *server = fixture->device->server;

  ktg_store_device_take (fixture->device,
                         new_timed_head (server,
                                         ktg_signing_key_get_public (server),
                                         seq,
                                         letter,
                                         at,
                                         now));
}

static void
bring_head (Fixture *fixture, guint64 seq, char letter)
{
  KtgSigningKey *server = fixture->device->server;

  ktg_store_device_take (fixture->device,
                         new_head (server, ktg_signing_key_get_public (server), seq, letter));
}

static guint64
load_known_head (Fixture *fixture)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);

  return owed->book;
}

static void
test_head_of_book_grows (Fixture *fixture, gconstpointer data)
{
  KtgNews *later = new_news ();

  g_assert_cmpint (get_notes (fixture)->roles_at_us, ==, 0);
  g_assert_cmpuint (load_known_head (fixture), ==, 0);
  bring_head (fixture, 3, 'a');
  bring_head (fixture, 4, 'b');
  g_assert_cmpuint (load_known_head (fixture), ==, 4);
  g_assert_cmpint (get_notes (fixture)->roles_at_us, ==, read_time (HEAD_AT));
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);

  /* what is more than a day old is asked for anew */
  later->server_now_us = read_time (HEAD_AT) + 2 * G_TIME_SPAN_DAY;
  ktg_store_device_take (fixture->device, later);
  g_assert_cmpuint (load_known_head (fixture), ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_head_that_went_back_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  bring_head (fixture, 4, 'b');
  bring_head (fixture, 3, 'a');
  g_assert_cmpuint (load_known_head (fixture), ==, 4);
  assert_alarm (fixture);
}

static void
test_another_head_at_its_number_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  bring_head (fixture, 4, 'b');
  bring_head (fixture, 4, 'c');
  assert_alarm (fixture);
}

static void
assert_known (Fixture *fixture, guint64 asked, const char *at)
{
  g_assert_cmpuint (load_known_head (fixture), ==, asked);
  g_assert_cmpint (get_notes (fixture)->roles_at_us, ==, at != NULL ? read_time (at) : 0);
}

/* The centre's clock was ahead, and is right again: one answer says so, the next heals. */
static void
test_clock_that_was_ahead (Fixture *fixture, gconstpointer data)
{
  KtgNews *right = new_news ();

  bring_timed_head (fixture, 3, 'a', AHEAD_AT, AHEAD_AT);
  assert_known (fixture, 3, AHEAD_AT);

  right->server_now_us = read_time (HEAD_AT);
  ktg_store_device_take (fixture->device, right);
  assert_known (fixture, 0, NULL);
  ktg_store_device_reopen (fixture->device);
  assert_known (fixture, 0, NULL);

  bring_timed_head (fixture, 3, 'a', HEAD_AT, HEAD_AT);
  assert_known (fixture, 3, HEAD_AT);
  ktg_store_device_assert_sound (fixture->device);
}

/* Whom somebody revoked since is known at once, and a book that went back is an alarm. */
static void
test_no_clock_hides_a_number (Fixture *fixture, gconstpointer data)
{
  bring_timed_head (fixture, 3, 'a', AHEAD_AT, AHEAD_AT);
  bring_timed_head (fixture, 4, 'b', HEAD_AT, HEAD_AT);
  assert_known (fixture, 4, HEAD_AT);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);

  bring_timed_head (fixture, 3, 'a', LATER_AT, LATER_AT);
  assert_known (fixture, 4, HEAD_AT);
  assert_alarm (fixture);
}

static void
test_book_goes_back_while_known_ahead (Fixture *fixture, gconstpointer data)
{
  bring_timed_head (fixture, 4, 'b', AHEAD_AT, AHEAD_AT);
  bring_timed_head (fixture, 3, 'a', HEAD_AT, HEAD_AT);
  assert_alarm (fixture);
}

/* A relay whose clock is right hands on what was signed ahead, or keeps it for another day. */
static void
test_word_from_ahead_is_not_fresh (Fixture *fixture, gconstpointer data)
{
  bring_timed_head (fixture, 3, 'a', AHEAD_AT, HEAD_AT);
  assert_known (fixture, 3, HEAD_AT);
  bring_timed_head (fixture, 3, 'a', AHEAD_AT, "2024-11-12T01:20:00.113Z");
  assert_known (fixture, 0, HEAD_AT);

  bring_timed_head (fixture, 3, 'a', LATER_AT, "2024-11-12T01:20:00.113Z");
  assert_known (fixture, 0, LATER_AT);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_late_word_is_no_alarm (Fixture *fixture, gconstpointer data)
{
  bring_timed_head (fixture, 4, 'b', LATER_AT, LATER_AT);
  bring_timed_head (fixture, 3, 'a', HEAD_AT, LATER_AT);
  assert_known (fixture, 4, LATER_AT);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

static void
assert_untrusted (Fixture *fixture, KtgNews *news)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ktg_store_device_apply (fixture->device, news, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  g_assert_cmpint (get_notes (fixture)->roles_at_us, ==, 0);
}

static void
test_head_of_another_server_is_not_believed (Fixture *fixture, gconstpointer data)
{
  KtgSigningKey *server = fixture->device->server;
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();

  assert_untrusted (fixture, new_head (other, ktg_signing_key_get_public (server), 4, 'b'));
  assert_untrusted (fixture, new_head (other, ktg_signing_key_get_public (other), 4, 'b'));
  assert_untrusted (fixture, new_head (server, ktg_signing_key_get_public (other), 4, 'b'));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/bookmark/the-head-of-a-book-grows", test_head_of_book_grows);
  ADD ("/bookmark/a-head-that-went-back-is-an-alarm", test_head_that_went_back_is_an_alarm);
  ADD ("/bookmark/another-head-at-its-number-is-an-alarm",
       test_another_head_at_its_number_is_an_alarm);
  ADD ("/bookmark/a-clock-that-was-ahead-is-healed", test_clock_that_was_ahead);
  ADD ("/bookmark/no-clock-hides-a-number", test_no_clock_hides_a_number);
  ADD ("/bookmark/a-book-goes-back-while-it-is-known-from-ahead",
       test_book_goes_back_while_known_ahead);
  ADD ("/bookmark/a-word-from-ahead-makes-nothing-fresh", test_word_from_ahead_is_not_fresh);
  ADD ("/bookmark/a-late-word-is-no-alarm", test_late_word_is_no_alarm);
  ADD ("/bookmark/a-head-of-another-server-is-not-believed",
       test_head_of_another_server_is_not_believed);

  return g_test_run ();
}
