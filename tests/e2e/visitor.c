/* visitor.c - a device whose requests are repeated elsewhere, swapped, or shut out while it speaks
 *
 * Usage: visitor repeat PORT CODE OTHER-PORT OTHER-CODE
 *        visitor swap PORT CODE OTHER-CODE
 *        visitor keep PORT CODE
 *        visitor upload PORT CODE
 *
 * Says each answer on a line of its own. The last two say "ready" where they wait for a line on
 * their standard input, and go on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-sha256.h>
#include <ktg-test-device.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FILE_BYTES (4 * 1024 * 1024)
#define HALF_BYTES (FILE_BYTES / 2)
#define PIECE_BYTES (64 * 1024)
#define HEAR_MS 30000

static const char nothing_new[] = "{\"events\":[],\"files\":[]}";

static KtgTestDevice *
enrol (KtgSigningKey *key, const char *port, const char *code)
{
  KtgTestDevice *device = ktg_test_device_new ((guint)atoi (port));
  g_autoptr (KtgTestReply) reply = NULL;

  if (key != NULL)
    {
      ktg_signing_key_unref (device->key);
      device->key = ktg_signing_key_ref (key);
    }
  reply = ktg_test_device_enrol (device, code);
  g_assert_cmpuint (reply->status, ==, 200);
  return device;
}

/* Takes @reply. */
static void
say (KtgTestReply *reply)
{
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  printf ("%u %s %s\n",
          reply->status,
          problem != NULL ? problem : "-",
          reply->is_proven ? "proven" : "unproven");
  fflush (stdout);
  ktg_test_reply_free (reply);
}

static void
wait_for_a_line (void)
{
  puts ("ready");
  fflush (stdout);
  while (getchar () != '\n')
    continue;
}

static void
send_text (int fd, const char *text, gsize size_bytes)
{
  g_assert_cmpint (send (fd, text, size_bytes, MSG_NOSIGNAL), ==, (gssize)size_bytes);
}

/* A whole exchange, signed. */
static char *
write_exchange (KtgTestDevice *device)
{
  g_autoptr (GBytes) body = g_bytes_new_static (nothing_new, strlen (nothing_new));
  KtgTestRequest   request = { .headers = "Content-Type: application/json\r\n", .body = body };
  g_autofree char *head = ktg_test_device_write_head (device, "POST", "/v1/exchange", &request);

  return g_strconcat (head, nothing_new, NULL);
}

/* --- repeated at another server, where its device is enrolled, too --- */

static void
repeat (char **words)
{
  g_autoptr (KtgTestDevice) here = enrol (NULL, words[0], words[1]);
  g_autoptr (KtgTestDevice) there = enrol (here->key, words[2], words[3]);
  g_autofree char *text = write_exchange (here);
  KtgTestDevice   *servers[] = { there, here, here };

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      int fd = ktg_test_device_connect (servers[i]);

      send_text (fd, text, strlen (text));
      say (ktg_test_device_hear (servers[i], fd, "POST", text));
    }
}

/* --- the answer to another device's request, which has the same nonce --- */

static void
swap (char **words)
{
  g_autoptr (KtgTestDevice) first = enrol (NULL, words[0], words[1]);
  g_autoptr (KtgTestDevice) second = enrol (NULL, words[0], words[2]);
  KtgTestRequest   request = { .nonce = "one-nonce-for-both" };
  g_autofree char *ours = ktg_test_device_write_head (first, "GET", "/v1/packs/x", &request);
  g_autofree char *theirs = ktg_test_device_write_head (second, "GET", "/v1/packs/x", &request);
  const char      *texts[] = { theirs, ours };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      int fd = ktg_test_device_connect (first);

      send_text (fd, texts[i], strlen (texts[i]));
      say (ktg_test_device_hear (first, fd, "GET", ours));
    }
}

/* --- shut out between two requests of one connection --- */

static void
hear_some (int fd, GString *heard)
{
  char          piece[4096];
  struct pollfd readable = { fd, POLLIN, 0 };
  gssize        n = poll (&readable, 1, HEAR_MS) == 1 ? recv (fd, piece, sizeof piece, 0) : -1;

  g_assert_cmpint (n, >, 0);
  g_string_append_len (heard, piece, n);
}

static guint
count (const GString *heard, const char *words)
{
  guint n = 0;

  for (const char *p = strstr (heard->str, words); p != NULL; p = strstr (p + 1, words))
    n++;
  return n;
}

/* Half of the second request is there before, the third follows it at once. */
static void
keep (char **words)
{
  g_autoptr (KtgTestDevice) device = enrol (NULL, words[0], words[1]);
  g_autofree char *first = write_exchange (device);
  g_autofree char *second = write_exchange (device);
  g_autofree char *third = write_exchange (device);
  gsize            half = strlen (second) / 2;
  int              fd = ktg_test_device_connect (device);
  g_autoptr (GString) heard = g_string_new (NULL);

  send_text (fd, first, strlen (first));
  say (ktg_test_device_hear (device, dup (fd), "POST", first));
  send_text (fd, second, half);
  wait_for_a_line ();

  send_text (fd, second + half, strlen (second) - half);
  send_text (fd, third, strlen (third));
  while (count (heard, "problem:") < 2)
    hear_some (fd, heard);
  printf ("%u of 2 revoked, %u of 2 served\n",
          count (heard, "HTTP/1.1 403 ") == 2 ? count (heard, "problem:revoked") : 0,
          count (heard, "HTTP/1.1 200 "));
  close (fd);
}

/* --- shut out in the middle of a file --- */

static GBytes *
file_photo (KtgTestDevice *device)
{
  guint8 *bytes = g_malloc (FILE_BYTES);
  GBytes *photo;
  g_autoptr (KtgEnvelope) filed = NULL;

  for (gsize i = 0; i < FILE_BYTES; i++)
    bytes[i] = (guint8)(i * 7 + i / 251);
  photo = g_bytes_new_take (bytes, FILE_BYTES);
  filed = ktg_test_device_file_photo (device, photo);
  ktg_exchange_answer_free (ktg_test_device_send (device, filed));
  return photo;
}

/* Goes on as long as anybody takes it. */
static void
send_rest (int fd, const char *bytes, gsize size_bytes)
{
  for (gsize at = 0; at < size_bytes; at += PIECE_BYTES)
    if (send (fd, bytes + at, MIN (PIECE_BYTES, size_bytes - at), MSG_NOSIGNAL) < 0)
      return;
}

static void
upload (char **words)
{
  g_autoptr (KtgTestDevice) device = enrol (NULL, words[0], words[1]);
  g_autoptr (GBytes) photo = file_photo (device);
  g_autofree char *sha256 = ktg_sha256_of_bytes (photo);
  const char      *bytes = g_bytes_get_data (photo, NULL);
  int              fd = ktg_test_device_begin_patch (device, photo, 0, HALF_BYTES);

  printf ("%s\n", sha256);
  wait_for_a_line ();
  send_rest (fd, bytes + HALF_BYTES, FILE_BYTES - HALF_BYTES);
  say (ktg_test_device_hear (device, fd, "PATCH", ""));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*play) (char **words);
    int n_words;
  } plays[] = {
    { "repeat", repeat, 4 }, { "swap", swap, 3 }, { "keep", keep, 2 }, { "upload", upload, 2 }
  };

  g_assert_cmpint (argc, >, 1);
  g_assert_true (ktg_seal_init ());
  for (guint i = 0; i < G_N_ELEMENTS (plays); i++)
    if (g_str_equal (argv[1], plays[i].name))
      {
        g_assert_cmpint (argc, ==, plays[i].n_words + 2);
        plays[i].play (argv + 2);
        return 0;
      }

  return 2;
}
