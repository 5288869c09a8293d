/* test-http-life.c - clients that are slow, silent, many, or gone; answers that come late
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-caller.h"
#include "ktg-http-site.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Whoever has not heard by then hangs. */
#define HEAR_MS 30000
#define LOOK_AGAIN_US 1000
/* What a sanitizer puts around each piece of memory is not the server's. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KIB_WHILE_WAITING 20
#else
#define KIB_WHILE_WAITING 10
#endif
#define GET "GET /v1/ping HTTP/1.1\r\nHost: x\r\n"
#define UPLOAD "PATCH /v1/files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n"

/* Impatient, so that a test need not wait for long. What must get through in spite of that sets its
 * own limit longer: a machine may be busy for a second. */
static KtgHttpLimits
impatient (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;

  limits.header_within_ms = 400;
  limits.idle_ms = 400;
  limits.body_grace_ms = 400;
  limits.body_bytes_per_s = 1000000;
  limits.collect_grace_ms = 400;
  limits.collect_bytes_per_s = 1000000;
  limits.collect_within_ms = 400;
  limits.answer_within_ms = 400;
  limits.stop_within_ms = 400;
  return limits;
}

static gint64
get_ms_since (gint64 began_us)
{
  return (g_get_monotonic_time () - began_us) / 1000;
}

/* One byte each 50 ms until the other side has had enough; TRUE when it had within HEAR_MS. */
static gboolean
drip_until_cut (int fd, const char *text)
{
  const gint64 began_us = g_get_monotonic_time ();

  while (get_ms_since (began_us) < HEAR_MS)
    {
      struct pollfd closed = { fd, POLLIN | POLLRDHUP, 0 };

      if (poll (&closed, 1, 50) == 1)
        return TRUE;
      if (!ktg_http_caller_send (fd, *text != '\0' ? text++ : "a", 1))
        return TRUE;
    }
  return FALSE;
}

/* Who came and went may still be in the listening socket's queue: behind them all, one is answered.
 */
static void
let_all_in (KtgHttpSite *site)
{
  const int fd = ktg_http_site_call (site);
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, GET "\r\n");
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  close (fd);
}

static guint
count_descriptors (void)
{
  DIR  *directory = opendir ("/proc/self/fd");
  guint count = 0;

  g_assert_nonnull (directory);
  while (readdir (directory) != NULL)
    count++;
  closedir (directory);
  return count;
}

static void
wait_for_descriptors (guint expected)
{
  const gint64 began_us = g_get_monotonic_time ();

  while (count_descriptors () > expected && get_ms_since (began_us) < HEAR_MS)
    g_usleep (LOOK_AGAIN_US);
  g_assert_cmpuint (count_descriptors (), ==, expected);
}

static gsize
get_rss_kib (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10);
}

static void
test_silent_client (void)
{
  const KtgHttpLimits limits = impatient ();
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", &limits);
  const gint64 began_us = g_get_monotonic_time ();
  const int    fd = ktg_http_site_call (site);
  g_autoptr (KtgHttpReply) reply = ktg_http_caller_hear (fd, HEAR_MS);

  g_assert_true (reply->closed);
  g_assert_cmpint (get_ms_since (began_us), >=, 390);
  g_assert_cmpint (get_ms_since (began_us), <, HEAR_MS);
  close (fd);
  ktg_http_site_wait_until_nobody (site);
}

static void
test_dripping_header (void)
{
  const KtgHttpLimits limits = impatient ();
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", &limits);
  const gint64 began_us = g_get_monotonic_time ();
  const int    fd = ktg_http_site_call (site);

  g_assert_true (drip_until_cut (fd, GET "A: "));
  g_assert_cmpint (get_ms_since (began_us), <, HEAR_MS);
  g_assert_cmpint (site->pings, ==, 0);
  close (fd);
  ktg_http_site_wait_until_nobody (site);
}

/* The second request of a connection may not drip either, not even its first line. */
static void
test_dripping_second_header (void)
{
  KtgHttpLimits limits = impatient ();
  g_autoptr (KtgHttpSite) site = NULL;
  g_autoptr (KtgHttpReply) reply = NULL;
  int fd;

  limits.header_within_ms = HEAR_MS;
  limits.body_grace_ms = HEAR_MS;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  fd = ktg_http_site_call (site);
  ktg_http_caller_say (fd, GET "\r\n");
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_true (drip_until_cut (fd, "GET /"));
  close (fd);
  ktg_http_site_wait_until_nobody (site);
}

static void
test_dripping_body (void)
{
  KtgHttpLimits limits = impatient ();
  g_autoptr (KtgHttpSite) site = NULL;
  const gint64 began_us = g_get_monotonic_time ();
  int          fd;

  limits.header_within_ms = HEAR_MS;
  limits.idle_ms = HEAR_MS;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  fd = ktg_http_site_call (site);
  ktg_http_caller_say (fd, UPLOAD "\r\n");
  g_assert_true (drip_until_cut (fd, "abc"));
  g_assert_cmpint (get_ms_since (began_us), <, HEAR_MS);
  ktg_http_site_wait_for (&site->aborted, 1);
  g_assert_cmpint (site->ended, ==, 0);
  close (fd);
  ktg_http_site_wait_until_nobody (site);
}

/* However fast it was at first. */
static void
assert_collecting_ends (KtgHttpLimits *limits)
{
  g_autoptr (KtgHttpSite) site = NULL;
  g_autofree char *much = g_strnfill (60000, 'a');
  int              fd;

  limits->header_within_ms = HEAR_MS;
  site = ktg_http_site_new ("127.0.0.1:0", limits);
  fd = ktg_http_site_call (site);
  ktg_http_caller_say (fd, "POST /v1/collect HTTP/1.1\r\nHost: x\r\nContent-Length: 65000\r\n\r\n");
  ktg_http_caller_say (fd, much);
  g_assert_true (drip_until_cut (fd, "a"));
  close (fd);
  ktg_http_site_wait_until_nobody (site);
}

static void
test_slow_collection (void)
{
  KtgHttpLimits rate = impatient ();
  KtgHttpLimits time = impatient ();

  rate.collect_within_ms = HEAR_MS;
  assert_collecting_ends (&rate);
  time.collect_bytes_per_s = 1;
  assert_collecting_ends (&time);
}

/* Slower than it may be for long, and longer than that: what it sent at first makes up for it. */
static void
test_slow_but_honest_body (void)
{
  KtgHttpLimits limits = impatient ();
  g_autoptr (KtgHttpSite) site = NULL;
  g_autoptr (KtgHttpReply) reply = NULL;
  int fd;

  limits.header_within_ms = HEAR_MS;
  limits.idle_ms = HEAR_MS;
  limits.body_bytes_per_s = 1;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  fd = ktg_http_site_call (site);
  ktg_http_caller_say (fd,
                       "PATCH /v1/files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 44\r\n\r\n"
                       "twenty bytes at once");
  for (guint i = 0; i < 12; i++)
    {
      struct pollfd closed = { fd, POLLIN, 0 };

      g_assert_cmpint (poll (&closed, 1, 90), ==, 0);
      g_assert_true (ktg_http_caller_say (fd, "ab"));
    }
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  close (fd);
}

static void
test_reset_in_the_middle (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const guint before = count_descriptors ();

  for (guint i = 0; i < 20; i++)
    {
      const int fd = ktg_http_site_call (site);

      ktg_http_caller_say (fd, UPLOAD "\r\nhalf of it");
      ktg_http_caller_reset (fd);
    }

  let_all_in (site);
  ktg_http_site_wait_until_nobody (site);
  g_assert_cmpint (site->aborted, ==, site->freed);
  g_assert_cmpint (site->ended, ==, 0);
  wait_for_descriptors (before);
}

/* Each way a client can leave: politely, in the middle of anything, while it waits, and by being
 * thrown out. */
static void
test_descriptors (void)
{
  static const char *const sayings[] = {
    "",
    "GET /v1",
    GET,
    GET "\r\n",
    "GET /v1/never HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /v1/later HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /v1/file HTTP/1.1\r\nHost: x\r\n\r\n",
    UPLOAD "\r\nabc",
    UPLOAD "Decide: never\r\n\r\nabc",
    UPLOAD "Decide: refuse\r\n\r\nabc",
    UPLOAD "Transfer-Encoding: chunked\r\n\r\nabc",
  };
  KtgHttpLimits limits = ktg_http_limits_default;
  g_autoptr (KtgHttpSite) site = NULL;
  guint before;

  limits.answer_within_ms = 1000;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  before = count_descriptors ();
  for (guint i = 0; i < 10 * G_N_ELEMENTS (sayings); i++)
    {
      const int fd = ktg_http_site_call (site);

      ktg_http_caller_say (fd, sayings[i % G_N_ELEMENTS (sayings)]);
      if (i % 3 == 0)
        ktg_http_caller_reset (fd);
      else
        close (fd);
    }

  let_all_in (site);
  ktg_http_site_wait_until_nobody (site);
  wait_for_descriptors (before);
}

static void
test_nobody_answers (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int fd = ktg_http_site_call (site);
  g_autoptr (KtgHttpReply) late = NULL;
  g_autoptr (KtgHttpReply) next = NULL;

  ktg_http_caller_say (fd, "GET /v1/never HTTP/1.1\r\nHost: x\r\n\r\n");
  late = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (late), ==, 503);
  g_assert_cmpuint (ktg_http_reply_count (late, "Retry-After: "), ==, 1);

  ktg_http_caller_say (fd, GET "\r\n");
  next = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (next), ==, 200);
  close (fd);
}

static void
test_upload_decided_later (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int        fd = ktg_http_site_call (site);
  g_autofree char *body = g_strnfill (1000000, 'b');
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, UPLOAD "Decide: later\r\n\r\n");
  ktg_http_caller_say (fd, body);
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpuint (ktg_http_reply_count (reply, "1000000 bytes"), ==, 1);
  close (fd);
}

static void
test_expectation (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int        fd = ktg_http_site_call (site);
  g_autofree char *body = g_strnfill (1000000, 'b');
  g_autoptr (KtgHttpReply) go_on = NULL;
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, UPLOAD "Decide: later\r\nExpect: 100-continue\r\n\r\n");
  go_on = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (go_on), ==, 100);
  ktg_http_caller_say (fd, body);
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  close (fd);
}

/* 64 connections, each with its next request as soon as it has its answer, all answers by another
 * thread: none is forgotten. libmicrohttpd had a fault here once, so this is tried with many
 * requests. */
static void
test_no_stall (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  static const char request[] = "GET /v1/later HTTP/1.1\r\nHost: x\r\n\r\n";
  struct pollfd     fds[64];
  guint             answers = 0;
  gint64            longest_ms = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i].fd = ktg_http_site_call (site);
      fds[i].events = POLLIN;
      ktg_http_caller_say (fds[i].fd, request);
    }

  while (answers < 20000)
    {
      const gint64 began_us = g_get_monotonic_time ();

      g_assert_cmpint (poll (fds, G_N_ELEMENTS (fds), HEAR_MS), >, 0);
      longest_ms = MAX (longest_ms, get_ms_since (began_us));
      for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
        {
          g_autoptr (KtgHttpReply) reply = NULL;

          if (fds[i].revents == 0)
            continue;
          reply = ktg_http_caller_hear_one (fds[i].fd, HEAR_MS);
          g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
          answers++;
          ktg_http_caller_say (fds[i].fd, request);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (KtgHttpReply) last = ktg_http_caller_hear_one (fds[i].fd, HEAR_MS);

      g_assert_cmpuint (ktg_http_reply_get_status (last), ==, 200);
      close (fds[i].fd);
    }
  g_test_message ("longest silence %" G_GINT64_FORMAT " ms", longest_ms);
}

static void
test_silent_crowd (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;
  g_autoptr (KtgHttpSite) site = NULL;
  int    crowd[300];
  gint64 began_us;
  int    fd;
  g_autoptr (KtgHttpReply) reply = NULL;

  limits.header_within_ms = 2 * HEAR_MS;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  for (guint i = 0; i < G_N_ELEMENTS (crowd); i++)
    {
      crowd[i] = ktg_http_site_call (site);
      ktg_http_caller_say (crowd[i], i % 2 == 0 ? "GET /v1" : UPLOAD "\r\nabc");
    }

  began_us = g_get_monotonic_time ();
  fd = ktg_http_site_call (site);
  ktg_http_caller_say (fd, GET "\r\n");
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpint (get_ms_since (began_us), <, HEAR_MS);

  close (fd);
  for (guint i = 0; i < G_N_ELEMENTS (crowd); i++)
    close (crowd[i]);
  ktg_http_site_wait_until_nobody (site);
}

static void
test_connections_per_address (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;
  g_autoptr (KtgHttpSite) site = NULL;
  int fds[3];

  limits.connections_per_address = 2;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);

  /* Each is heard before the next calls: which of two that call at once is counted first, nobody
   * says. */
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (KtgHttpReply) reply = NULL;

      fds[i] = ktg_http_site_call (site);
      ktg_http_caller_say (fds[i], GET "\r\n");
      reply = ktg_http_caller_hear_one (fds[i], HEAR_MS);
      g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, i < 2 ? 200 : 0);
      g_assert_cmpint (reply->closed, ==, i == 2);
    }

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);
}

static void
test_unix_socket (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;
  g_autoptr (KtgHttpSite) site = NULL;
  g_autofree char *directory = g_dir_make_tmp ("ktg-http-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "http.sock", NULL);
  g_autofree char *address = g_strconcat ("unix:", path, NULL);
  int              fds[5];

  limits.connections_per_address = 2;
  site = ktg_http_site_new (address, &limits);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = ktg_http_caller_connect_unix (path);
      ktg_http_caller_say (fds[i], GET "\r\n");
    }
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autoptr (KtgHttpReply) reply = ktg_http_caller_hear_one (fds[i], HEAR_MS);

      g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
      close (fds[i]);
    }

  /* What a killed server leaves is replaced; a living one is not. */
  g_assert_cmpint (ktg_http_listen (address, NULL), ==, -1);
  g_clear_pointer (&site, ktg_http_site_free);
  site = ktg_http_site_new (address, &limits);
  g_clear_pointer (&site, ktg_http_site_free);

  unlink (path);
  rmdir (directory);
}

/* Waiting is what a server does most; a thousand who wait are a few megabytes. */
static void
test_waiting_is_cheap (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;
  g_autoptr (KtgHttpSite) site = NULL;
  int   fds[300];
  gsize before_kib;

  limits.header_within_ms = 2 * HEAR_MS;
  limits.answer_within_ms = 2 * HEAR_MS;
  limits.stop_within_ms = 0;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    fds[i] = ktg_http_site_call (site);
  before_kib = get_rss_kib ();
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    ktg_http_caller_say (fds[i], UPLOAD "Decide: never\r\n\r\n");
  ktg_http_site_wait_for (&site->asked, G_N_ELEMENTS (fds));
  g_test_message ("%.1f KiB for each who waits",
                  (get_rss_kib () - before_kib) / (double)G_N_ELEMENTS (fds));
  g_assert_cmpuint (get_rss_kib () - before_kib, <, KIB_WHILE_WAITING * G_N_ELEMENTS (fds));

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);
  ktg_http_stop (site->http);
}

static void
test_addresses (void)
{
  static const char *const wrong[] = { "",
                                       "8480",
                                       "localhost:8480",
                                       "127.0.0.1",
                                       "127.0.0.1:",
                                       "127.0.0.1:65536",
                                       "127.0.0.1:-1",
                                       "[::1]",
                                       "unix:relative",
                                       "unix:",
                                       "192.0.2.1:0" };
  g_autoptr (KtgHttpSite) six = ktg_http_site_new ("[::1]:0", NULL);

  g_assert_cmpuint (ktg_http_get_port (six->http), >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (ktg_http_listen (wrong[i], &error), ==, -1);
      g_assert_error (error, KTG_HTTP_ERROR, KTG_HTTP_ERROR_ADDRESS);
    }
}

/* What is in flight is finished, what waits for nobody is told, what is idle is ended, and nobody
 * new gets in. */
static void
test_stop (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;
  g_autoptr (KtgHttpSite) site = NULL;
  const guint before = count_descriptors ();
  int         idle;
  int         waiting;
  int         reading;
  gint64      began_us;
  g_autoptr (KtgHttpReply) first = NULL;
  g_autoptr (KtgHttpReply) told = NULL;
  g_autoptr (KtgHttpReply) ended = NULL;
  g_autoptr (KtgHttpReply) cut = NULL;

  limits.stop_within_ms = 400;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  idle = ktg_http_site_call (site);
  ktg_http_caller_say (idle, GET "\r\n");
  first = ktg_http_caller_hear_one (idle, HEAR_MS);
  waiting = ktg_http_site_call (site);
  ktg_http_caller_say (waiting,
                       "PATCH /v1/files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                       "Decide: never\r\n\r\nabc");
  reading = ktg_http_site_call (site);
  ktg_http_caller_say (reading, UPLOAD "\r\nabc");
  ktg_http_site_wait_for (&site->asked, 2);

  began_us = g_get_monotonic_time ();
  ktg_http_stop (site->http);
  g_assert_cmpint (get_ms_since (began_us), <, HEAR_MS);

  ended = ktg_http_caller_hear (idle, HEAR_MS);
  g_assert_true (ended->closed);
  told = ktg_http_caller_hear (waiting, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (told), ==, 503);
  cut = ktg_http_caller_hear (reading, HEAR_MS);
  g_assert_true (cut->closed);
  g_assert_cmpint (site->ended, ==, 0);

  close (idle);
  close (waiting);
  close (reading);
  g_clear_pointer (&site, ktg_http_site_free);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

static gpointer
stop_thread (gpointer data)
{
  KtgHttpSite *site = data;

  ktg_http_stop (site->http);
  return NULL;
}

/* Once the stop has begun, that is. */
static void
assert_nobody_gets_in (KtgHttpSite *site)
{
  const gint64 began_us = g_get_monotonic_time ();
  guint        status = 200;

  while (status != 0)
    {
      const int fd = ktg_http_site_call (site);
      g_autoptr (KtgHttpReply) reply = NULL;

      g_assert_cmpint (get_ms_since (began_us), <, HEAR_MS);
      ktg_http_caller_say (fd, GET "\r\n");
      reply = ktg_http_caller_hear_one (fd, HEAR_MS);
      status = ktg_http_reply_get_status (reply);
      close (fd);
    }
}

static void
test_stop_waits_for_an_upload (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autofree char *body = g_strnfill (500000, 'b');
  const int        fd = ktg_http_site_call (site);
  g_autoptr (KtgHttpReply) go_on = NULL;
  g_autoptr (KtgHttpReply) reply = NULL;
  GThread *stopping;

  ktg_http_caller_say (fd, UPLOAD "Expect: 100-continue\r\n\r\n");
  go_on = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (go_on), ==, 100);

  stopping = g_thread_new ("stop", stop_thread, site);
  assert_nobody_gets_in (site);
  ktg_http_caller_say (fd, body);
  ktg_http_caller_say (fd, body);
  reply = ktg_http_caller_hear (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpuint (ktg_http_reply_count (reply, "1000000 bytes"), ==, 1);
  g_assert_true (reply->closed);
  g_thread_join (stopping);
  g_assert_cmpint (site->aborted, ==, 0);
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/life/a-silent-client-is-cut", test_silent_client);
  g_test_add_func ("/http/life/a-dripping-header-is-cut", test_dripping_header);
  g_test_add_func ("/http/life/a-dripping-second-header-is-cut", test_dripping_second_header);
  g_test_add_func ("/http/life/a-dripping-body-is-cut", test_dripping_body);
  g_test_add_func ("/http/life/a-collection-that-takes-too-long-is-cut", test_slow_collection);
  g_test_add_func ("/http/life/a-slow-but-honest-body-arrives", test_slow_but_honest_body);
  g_test_add_func ("/http/life/a-reset-in-the-middle-leaks-nothing", test_reset_in_the_middle);
  g_test_add_func ("/http/life/no-way-to-leave-keeps-a-descriptor", test_descriptors);
  g_test_add_func ("/http/life/a-wait-has-an-end", test_nobody_answers);
  g_test_add_func ("/http/life/an-upload-may-be-accepted-later", test_upload_decided_later);
  g_test_add_func ("/http/life/an-expectation-is-met-after-the-decision", test_expectation);
  g_test_add_func ("/http/life/64-connections-that-all-wait-never-stall", test_no_stall);
  g_test_add_func ("/http/life/a-silent-crowd-does-not-delay-an-honest-client", test_silent_crowd);
  g_test_add_func ("/http/life/one-address-has-so-many-connections", test_connections_per_address);
  g_test_add_func ("/http/life/a-unix-socket-counts-no-address", test_unix_socket);
  g_test_add_func ("/http/life/who-waits-costs-less-than-10-kib", test_waiting_is_cheap);
  g_test_add_func ("/http/life/addresses-that-are-none", test_addresses);
  g_test_add_func ("/http/life/a-stop-ends-all-and-tells-who-waits", test_stop);
  g_test_add_func ("/http/life/a-stop-waits-for-an-upload", test_stop_waits_for_an_upload);
  return g_test_run ();
}
