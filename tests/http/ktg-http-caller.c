/* ktg-http-caller.c - a client that sends exactly the bytes it is given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-caller.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PATIENCE_MS 30000

int
ktg_http_caller_connect (guint port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  const int          fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_port = htons (port);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  return fd;
}

int
ktg_http_caller_connect_unix (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  const int          fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  return fd;
}

gboolean
ktg_http_caller_send (int fd, const char *bytes, gsize size_bytes)
{
  while (size_bytes > 0)
    {
      struct pollfd writable = { fd, POLLOUT, 0 };
      gssize        sent;

      if (poll (&writable, 1, PATIENCE_MS) != 1)
        return FALSE;
      sent = send (fd, bytes, size_bytes, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno != EAGAIN)
        return FALSE;
      bytes += MAX (sent, 0);
      size_bytes -= MAX (sent, 0);
    }
  return TRUE;
}

gboolean
ktg_http_caller_say (int fd, const char *text)
{
  return ktg_http_caller_send (fd, text, strlen (text));
}

/* FALSE when nothing more came. */
static gboolean
hear_some (int fd, KtgHttpReply *reply, guint silence_ms)
{
  struct pollfd readable = { fd, POLLIN, 0 };
  char          buffer[65536];
  gssize        got;

  if (poll (&readable, 1, silence_ms) != 1)
    return FALSE;

  got = recv (fd, buffer, sizeof buffer, 0);
  if (got <= 0)
    {
      reply->closed = TRUE;
      return FALSE;
    }

  g_string_append_len (reply->bytes, buffer, got);
  return TRUE;
}

static KtgHttpReply *
reply_new (void)
{
  KtgHttpReply *self = g_new0 (KtgHttpReply, 1);

  self->bytes = g_string_new (NULL);
  return self;
}

KtgHttpReply *
ktg_http_caller_hear (int fd, guint silence_ms)
{
  KtgHttpReply *reply = reply_new ();

  while (hear_some (fd, reply, silence_ms))
    continue;
  return reply;
}

KtgHttpReply *
ktg_http_caller_hear_all (int fd, guint n_answers, guint silence_ms)
{
  KtgHttpReply *reply = reply_new ();

  while (ktg_http_reply_count (reply, "HTTP/1.1 ") < n_answers
         && hear_some (fd, reply, PATIENCE_MS))
    continue;
  while (!reply->closed && hear_some (fd, reply, silence_ms))
    continue;
  return reply;
}

static gboolean
is_whole (KtgHttpReply *reply)
{
  const char *end = strstr (reply->bytes->str, "\r\n\r\n");
  const char *length = strstr (reply->bytes->str, "Content-Length: ");

  if (end == NULL)
    return FALSE;
  if (length == NULL || length > end)
    return TRUE;
  return reply->bytes->str + reply->bytes->len
         >= end + 4 + g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10);
}

KtgHttpReply *
ktg_http_caller_hear_one (int fd, guint silence_ms)
{
  KtgHttpReply *reply = reply_new ();

  while (!is_whole (reply) && hear_some (fd, reply, silence_ms))
    continue;
  return reply;
}

void
ktg_http_reply_free (KtgHttpReply *self)
{
  g_string_free (self->bytes, TRUE);
  g_free (self);
}

guint
ktg_http_reply_get_status (KtgHttpReply *self)
{
  if (!g_str_has_prefix (self->bytes->str, "HTTP/1."))
    return 0;
  return g_ascii_strtoull (self->bytes->str + strlen ("HTTP/1.1 "), NULL, 10);
}

guint
ktg_http_reply_count (KtgHttpReply *self, const char *text)
{
  guint count = 0;

  for (const char *at = strstr (self->bytes->str, text); at != NULL; at = strstr (at + 1, text))
    count++;
  return count;
}

void
ktg_http_caller_reset (int fd)
{
  const struct linger hard = { 1, 0 };

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  close (fd);
}
