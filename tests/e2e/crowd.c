/* crowd.c - devices and strangers who hold the server up wherever one may be slow
 *
 * Usage: crowd PORT CODE...
 *
 * Each code enrols one device. The first half of them says no more after a beginning, the others
 * one byte a while. Each has a head that does not end, a message, a file, an answer that it does
 * not read, an enrolment and an unsigned message. Says "ready", goes on until its standard input
 * ends, and says how many of the connections were left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-sha256.h>
#include <ktg-test-device.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BODY_BYTES 100000
#define ENROL_BYTES 4000
#define FILE_BYTES (4 * 1024 * 1024)
#define EVERY_MS 100

typedef struct
{
  int      fd;
  gboolean is_dripping;
  gboolean is_reading; /* drips in, not out */
} Line;

static int
begin (KtgTestDevice *device, const char *text, const char *body)
{
  int fd = ktg_test_device_connect (device);

  g_assert_cmpint (send (fd, text, strlen (text), MSG_NOSIGNAL), ==, strlen (text));
  if (body != NULL)
    g_assert_cmpint (send (fd, body, strlen (body), MSG_NOSIGNAL), ==, strlen (body));
  return fd;
}

static int
begin_message (KtgTestDevice *device, const char *path, gsize size_bytes)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size_bytes), size_bytes);
  KtgTestRequest   request = { .body = body };
  g_autofree char *head = ktg_test_device_write_head (device, "POST", path, &request);

  return begin (device, head, "{");
}

static GBytes *
file_photo (KtgTestDevice *device, gsize size_bytes)
{
  g_autofree guint8 *bytes = g_malloc (size_bytes);
  GBytes            *photo;
  g_autoptr (KtgEnvelope) filed = NULL;

  for (gsize i = 0; i < size_bytes; i++)
    bytes[i] = (guint8)g_random_int ();
  photo = g_bytes_new (bytes, size_bytes);
  filed = ktg_test_device_file_photo (device, photo);
  ktg_exchange_answer_free (ktg_test_device_send (device, filed));
  return photo;
}

static int
begin_file (KtgTestDevice *device)
{
  g_autoptr (GBytes) photo = file_photo (device, BODY_BYTES);

  return ktg_test_device_begin_patch (device, photo, 0, 1000);
}

/* Before it is a nuisance it is answered like anybody. */
static void
assert_part_is_sent (KtgTestDevice *device, const char *path)
{
  KtgTestRequest request = { .headers = "Range: bytes=100-199\r\n" };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, "GET", path, &request);

  g_assert_cmpuint (reply->status, ==, 206);
  g_assert_cmpuint (g_bytes_get_size (reply->content), ==, 100);
}

/* Asks for a file of its own, and leaves the answer where it is. */
static int
begin_answer (KtgTestDevice *device)
{
  g_autoptr (GBytes) photo = file_photo (device, FILE_BYTES);
  g_autofree char *sha256 = ktg_sha256_of_bytes (photo);
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);
  KtgTestRequest   request = { 0 };
  g_autoptr (KtgTestReply) reply = ktg_test_device_patch (device, sha256, 0, photo, TRUE);
  g_autofree char *head = ktg_test_device_write_head (device, "GET", path, &request);

  g_assert_cmpuint (reply->status, ==, 200);
  assert_part_is_sent (device, path);
  return begin (device, head, NULL);
}

static void
add (GArray *lines, int fd, gboolean is_dripping, gboolean is_reading)
{
  Line line = { fd, is_dripping, is_reading };

  g_array_append_val (lines, line);
}

static void
join_crowd (GArray *lines, KtgTestDevice *device, gboolean is_dripping)
{
  static const char unsigned_head[]
      = "POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n";

  add (lines, begin_answer (device), is_dripping, TRUE);
  add (lines, begin_file (device), is_dripping, FALSE);
  add (lines, begin_message (device, "/v1/exchange", BODY_BYTES), is_dripping, FALSE);
  add (lines, begin_message (device, "/v1/enrol", ENROL_BYTES), is_dripping, FALSE);
  add (lines, begin (device, unsigned_head, "{"), is_dripping, FALSE);
  add (lines, begin (device, "POST /v1/exch", NULL), is_dripping, FALSE);
}

static void
drip (Line *line)
{
  char   byte = 'a';
  gssize n;

  if (line->fd < 0 || !line->is_dripping)
    return;

  n = line->is_reading ? recv (line->fd, &byte, 1, MSG_DONTWAIT)
                       : send (line->fd, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (n == 0 || (n < 0 && errno != EAGAIN))
    {
      close (line->fd);
      line->fd = -1;
    }
}

static gboolean
is_asked_to_end (void)
{
  struct pollfd input = { STDIN_FILENO, POLLIN, 0 };

  return poll (&input, 1, EVERY_MS) != 0;
}

static guint
count_open (GArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      struct pollfd gone = { g_array_index (lines, Line, i).fd, POLLRDHUP, 0 };

      n += gone.fd >= 0 && poll (&gone, 1, 0) == 0 ? 1 : 0;
    }
  return n;
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GPtrArray) devices
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_test_device_free);

  g_assert_cmpint (argc, >, 2);
  g_assert_true (ktg_seal_init ());
  for (int i = 2; i < argc; i++)
    {
      KtgTestDevice *device = ktg_test_device_new ((guint)atoi (argv[1]));
      g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, argv[i]);

      g_assert_cmpuint (reply->status, ==, 200);
      g_ptr_array_add (devices, device);
    }
  for (guint i = 0; i < devices->len; i++)
    join_crowd (lines, g_ptr_array_index (devices, i), i >= devices->len / 2);

  printf ("ready %u\n", lines->len);
  fflush (stdout);
  while (!is_asked_to_end ())
    for (guint i = 0; i < lines->len; i++)
      drip (&g_array_index (lines, Line, i));

  printf ("%u\n", count_open (lines));
  return 0;
}
