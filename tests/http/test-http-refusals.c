/* test-http-refusals.c - who is refused hears it, whatever he still sends, and it costs nobody else
 * anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-caller.h"
#include "ktg-http-site.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* Whoever has not heard by then hangs. */
#define HEAR_MS 30000
#define READ_AWAY_PER_S ((gsize)4 * 1024 * 1024)
/* What the kernel takes for a connection that nobody reads. */
#define BUFFERS_BYTES ((gsize)5 * 1024 * 1024)
#define GET "GET /v1/ping HTTP/1.1\r\nHost: x\r\n"
#define UPLOAD "PATCH /v1/files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n"

static gint64
get_ms_since (gint64 began_us)
{
  return (g_get_monotonic_time () - began_us) / 1000;
}

static void
test_expectation_refused (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int fd = ktg_http_site_call (site);
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, UPLOAD "Decide: refuse\r\nExpect: 100-continue\r\n\r\n");
  reply = ktg_http_caller_hear (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 409);
  g_assert_true (reply->closed);
  close (fd);
}

/* The refusal is there though the client pushed all of its body before it looked. */
static void
test_refusal_is_heard (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int        fd = ktg_http_site_call (site);
  g_autofree char *body = g_strnfill (1000000, 'b');
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, UPLOAD "Decide: refuse\r\n\r\n");
  g_assert_true (ktg_http_caller_say (fd, body));
  reply = ktg_http_caller_hear (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 409);
  g_assert_cmpuint (ktg_http_reply_count (reply, "refused"), ==, 1);
  g_assert_cmpint (site->aborted + site->ended, ==, 0);
  close (fd);
}

/* Though many who were refused say no more, and stay. */
static void
test_refusal_is_heard_in_a_crowd (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autofree char *body = g_strnfill (1000000, 'b');
  g_autoptr (KtgHttpReply) reply = NULL;
  int crowd[300];
  int fd;

  for (guint i = 0; i < G_N_ELEMENTS (crowd); i++)
    {
      g_autoptr (KtgHttpReply) refused = NULL;

      crowd[i] = ktg_http_site_call (site);
      ktg_http_caller_say (crowd[i], UPLOAD "Decide: refuse\r\n\r\n");
      refused = ktg_http_caller_hear_one (crowd[i], HEAR_MS);
      g_assert_cmpuint (ktg_http_reply_get_status (refused), ==, 409);
    }
  fd = ktg_http_site_call (site);
  ktg_http_caller_say (fd, UPLOAD "Decide: refuse\r\n\r\n");
  g_assert_true (ktg_http_caller_say (fd, body));
  reply = ktg_http_caller_hear (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 409);

  close (fd);
  for (guint i = 0; i < G_N_ELEMENTS (crowd); i++)
    close (crowd[i]);
}

/* Sends zeros until the other side has had enough. */
static gsize
push_until_cut (int *fds, guint n_fds)
{
  static const char zeros[65536];
  const gint64      began_us = g_get_monotonic_time ();
  gsize             total = 0;
  guint             n_open = n_fds;

  for (guint i = 0; n_open > 0; i = (i + 1) % n_fds)
    {
      struct pollfd writable = { fds[i], POLLOUT, 0 };
      gssize        n;

      g_assert_cmpint (get_ms_since (began_us), <, HEAR_MS);
      if (fds[i] < 0 || poll (&writable, 1, 1) == 0)
        continue;
      n = send (fds[i], zeros, sizeof zeros, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (n < 0 && errno != EAGAIN)
        {
          close (fds[i]);
          fds[i] = -1;
          n_open--;
        }
      total += MAX (n, 0);
    }
  return total;
}

/* Once refused, who sends on costs next to nothing: it is for the sake of honest ones that more is
 * read at all. */
static void
test_refused_bodies_are_hardly_read (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const gint64 began_us = g_get_monotonic_time ();
  int          fds[8];
  gsize        total;

  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = ktg_http_site_call (site);
      ktg_http_caller_say (fds[i],
                           "PATCH /v1/files/a HTTP/1.1\r\nHost: x\r\n"
                           "Content-Length: 400000000\r\nDecide: refuse\r\n\r\n");
    }
  total = push_until_cut (fds, G_N_ELEMENTS (fds));
  g_assert_cmpuint (total,
                    <,
                    READ_AWAY_PER_S * (get_ms_since (began_us) / 1000 + 1)
                        + G_N_ELEMENTS (fds) * BUFFERS_BYTES);
}

static void
test_short_refusal_keeps_the_connection (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int fd = ktg_http_site_call (site);
  g_autoptr (KtgHttpReply) refused = NULL;
  g_autoptr (KtgHttpReply) next = NULL;

  ktg_http_caller_say (fd,
                       "PATCH /v1/files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                       "Decide: refuse\r\n\r\nabc");
  refused = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (refused), ==, 409);
  ktg_http_caller_say (fd, GET "\r\n");
  next = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (next), ==, 200);
  close (fd);
}

static void
test_answer_in_the_middle (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int        fd = ktg_http_site_call (site);
  g_autofree char *body = g_strnfill (1000000, 'b');
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, UPLOAD "Decide: middle\r\n\r\n");
  ktg_http_caller_say (fd, body);
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 507);
  close (fd);
  ktg_http_site_wait_until_nobody (site);
  g_assert_cmpint (site->aborted + site->ended, ==, 0);
  g_assert_cmpint (site->freed, ==, 1);
}

/* A newer request takes the file over: what the older one still has in flight is not delivered. */
static void
test_cut_in_the_middle (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int        fd = ktg_http_site_call (site);
  g_autofree char *body = g_strnfill (1000000, 'b');
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, UPLOAD "Decide: cut\r\n\r\n");
  ktg_http_caller_say (fd, body);
  reply = ktg_http_caller_hear (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 0);
  g_assert_true (reply->closed);
  close (fd);
  ktg_http_site_wait_for (&site->freed, 1);
  g_assert_cmpint (site->aborted, ==, 1);
  g_assert_cmpint (site->ended, ==, 0);
  g_assert_cmpint (site->upload_bytes, <, 200000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/refusals/a-refused-expectation-gets-no-continue",
                   test_expectation_refused);
  g_test_add_func ("/http/refusals/a-refusal-is-heard-after-the-body", test_refusal_is_heard);
  g_test_add_func ("/http/refusals/a-refusal-is-heard-in-a-crowd-of-refused",
                   test_refusal_is_heard_in_a_crowd);
  g_test_add_func ("/http/refusals/refused-bodies-are-hardly-read",
                   test_refused_bodies_are_hardly_read);
  g_test_add_func ("/http/refusals/a-refusal-of-a-short-body-keeps-the-connection",
                   test_short_refusal_keeps_the_connection);
  g_test_add_func ("/http/refusals/an-answer-in-the-middle-of-a-body", test_answer_in_the_middle);
  g_test_add_func ("/http/refusals/a-request-cut-by-its-owner-delivers-nothing-more",
                   test_cut_in_the_middle);
  return g_test_run ();
}
