/* spoiler.c - an enrolled device that spoils a photo which went round, in every way it has
 *
 * Usage: spoiler PORT CODE PHOTO. Enrols, files a report with the photo, says "ready", and spoils
 * until its standard input ends. Then it sends the right bytes, and says "complete" if they are
 * taken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-sha256.h>
#include <ktg-test-device.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PATIENCE 20

typedef struct
{
  KtgTestDevice *device;
  GBytes        *photo;
  char          *sha256;
  char          *path;
} Spoiler;

static void
send_part (Spoiler *self, guint64 offset, GBytes *part, gboolean is_last)
{
  ktg_test_reply_free (ktg_test_device_patch (self->device, self->sha256, offset, part, is_last));
}

static guint64
ask_offset (Spoiler *self)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (self->device, "HEAD", self->path, NULL);
  const char *offset = ktg_test_reply_get_header (reply, "upload-offset");

  return offset != NULL ? g_ascii_strtoull (offset, NULL, 10) : 0;
}

/* Cuts whoever brings it, begins it with a wrong byte, ends it too early. */
static void
spoil (Spoiler *self)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) wrong = g_bytes_new_static ("X", 1);

  send_part (self, ask_offset (self), wrong, FALSE);
  send_part (self, ask_offset (self), nothing, TRUE);
}

static gboolean
is_asked_to_end (void)
{
  struct pollfd input = { STDIN_FILENO, POLLIN, 0 };

  return poll (&input, 1, 0) != 0;
}

/* Whoever spoilt so busily has asked for more than a device may, and something of it may be left:
 * it waits as it is told, and ends that first. */
static gboolean
make_it_right (Spoiler *self)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  for (guint i = 0; i < PATIENCE; i++)
    {
      g_autoptr (KtgTestReply) reply
          = ktg_test_device_patch (self->device, self->sha256, 0, self->photo, TRUE);

      if (reply->status != 429 && reply->status != 409)
        return reply->status == 200 && reply->is_proven;
      if (reply->status == 429)
        g_usleep (G_USEC_PER_SEC);
      else
        send_part (self, ask_offset (self), nothing, TRUE);
    }

  return FALSE;
}

static void
file_photo (Spoiler *self)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (self->device, self->photo);

  ktg_exchange_answer_free (ktg_test_device_send (self->device, filed));
}

static void
open_spoiler (Spoiler *self, char **words)
{
  char *bytes;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (words[3], &bytes, &n_bytes, NULL));
  self->photo = g_bytes_new_take (bytes, n_bytes);
  self->sha256 = ktg_sha256_of_bytes (self->photo);
  self->path = g_strconcat ("/v1/files/", self->sha256, NULL);
  self->device = ktg_test_device_new ((guint)atoi (words[1]));
  ktg_test_reply_free (ktg_test_device_enrol (self->device, words[2]));
}

int
main (int argc, char **argv)
{
  Spoiler self = { 0 };

  g_assert_cmpint (argc, ==, 4);
  g_assert_true (ktg_seal_init ());
  open_spoiler (&self, argv);
  file_photo (&self);
  puts ("ready");
  fflush (stdout);
  while (!is_asked_to_end ())
    spoil (&self);

  puts (make_it_right (&self) ? "complete" : "refused");
  ktg_test_device_free (self.device);
  return 0;
}
