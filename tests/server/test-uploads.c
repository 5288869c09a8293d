/* test-uploads.c - the same photo from many devices, one of which means harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define OFFICERS 12
#define PHOTO_BYTES 300000
#define HALF (PHOTO_BYTES / 2)

typedef struct
{
  KtgTestServer *server;
  GBytes        *photo;
  char          *sha256;
  char          *path;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->photo = ktg_test_photo_new (PHOTO_BYTES);
  world->sha256 = ktg_sha256_of_bytes (world->photo);
  world->path = g_strconcat ("/v1/files/", world->sha256, NULL);
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_server_free (world->server);
  g_bytes_unref (world->photo);
  g_free (world->sha256);
  g_free (world->path);
}

static KtgTestDevice *
new_officer (World *world, const char *region)
{
  return ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, region);
}

static KtgExchangeAnswer *
file_photo (World *world, KtgTestDevice *device)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (device, world->photo);

  return ktg_test_device_send (device, filed);
}

static KtgTestReply *
send_part (World *world, KtgTestDevice *device, guint64 from, guint64 to)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (world->photo, from, to - from);

  return ktg_test_device_patch (device, world->sha256, from, part, to == PHOTO_BYTES);
}

/* --- what may be said --- */

static gboolean
is_receipted (World *world, KtgTestDevice *device, GPtrArray *receipts)
{
  g_autoptr (KtgReceipt) receipt = ktg_test_device_find_receipt (device, receipts);

  g_assert_cmpuint (receipts->len, ==, receipt != NULL ? 1 : 0);
  for (guint i = 0; receipt != NULL && i < receipt->files->len; i++)
    if (g_str_equal (((KtgReceiptFile *)g_ptr_array_index (receipt->files, i))->sha256,
                     world->sha256))
      return TRUE;

  return FALSE;
}

static void
assert_delivered (World *world, KtgTestDevice *device, KtgTestReply *reply)
{
  g_autoptr (GPtrArray) receipts = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  receipts = ktg_receipts_answer_parse (reply->content, NULL);
  g_assert_true (is_receipted (world, device, receipts));
}

static void
assert_gets (World *world, KtgTestDevice *device, guint status)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, "GET", world->path, NULL);

  g_assert_cmpuint (reply->status, ==, status);
  if (status == 200)
    g_assert_true (g_bytes_equal (reply->content, world->photo));
}

static guint64
ask_offset (World *world, KtgTestDevice *device)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, "HEAD", world->path, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (ktg_test_reply_get_header (reply, "upload-complete"), ==, "?0");
  return g_ascii_strtoull (ktg_test_reply_get_header (reply, "upload-offset"), NULL, 10);
}

/* --- a forwarded photo, and one who spoils it --- */

typedef void (*Spoil) (World *world, KtgTestDevice *spoiler);

static void
end_it_with_nothing (World *world, KtgTestDevice *spoiler)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  guint64 offset = ask_offset (world, spoiler);
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_patch (spoiler, world->sha256, offset, nothing, TRUE);

  g_assert_cmpuint (reply->status, ==, 409);
}

static void
begin_it_wrongly (World *world, KtgTestDevice *spoiler)
{
  g_autoptr (GBytes) wrong = g_bytes_new_static ("X", 1);
  g_autoptr (KtgTestReply) reply = ktg_test_device_patch (spoiler, world->sha256, 0, wrong, FALSE);

  g_assert_true (reply->status == 204 || reply->status == 409); /* 409: he began it before */
}

static void
ask_often (World *world, KtgTestDevice *spoiler)
{
  for (guint i = 0; i < 20; i++)
    g_assert_cmpuint (ask_offset (world, spoiler), ==, 0);
}

/* The rest of a photo whose first half is on its way, on a connection that nobody may cut. */
static void
finish_on_its_way (World *world, KtgTestDevice *device, int fd)
{
  const char      *bytes = g_bytes_get_data (world->photo, NULL);
  g_autofree char *head = g_strdup ("");
  g_autoptr (KtgTestReply) reply = NULL;

  for (gsize at = HALF; at < PHOTO_BYTES;)
    {
      ssize_t n = send (fd, bytes + at, PHOTO_BYTES - at, MSG_NOSIGNAL);

      g_assert_cmpint (n, >, 0);
      at += (gsize)n;
    }
  reply = ktg_test_device_hear (device, fd, "PATCH", head);
  g_assert_cmpuint (reply->status, ==, 200);
}

static void
make_it_right (World *world, KtgTestDevice *spoiler)
{
  guint64 offset = ask_offset (world, spoiler);
  g_autoptr (KtgTestReply) first = send_part (world, spoiler, offset, PHOTO_BYTES);
  g_autoptr (KtgTestReply) again = NULL;

  if (first->status == 200)
    {
      assert_delivered (world, spoiler, first);
      return;
    }

  g_assert_cmpuint (first->status, ==, 409); /* what he began with was wrong, and is forgotten */
  again = send_part (world, spoiler, 0, PHOTO_BYTES);
  assert_delivered (world, spoiler, again);
}

/* One honest officer is in the middle of a request, five have brought half, five nothing. */
static void
spoil (World *world, gconstpointer data)
{
  static const Spoil ways[] = { end_it_with_nothing, begin_it_wrongly, ask_often };
  Spoil              way = ways[GPOINTER_TO_UINT (data)];
  KtgTestDevice     *officers[OFFICERS];
  int                flowing;

  for (guint i = 0; i < OFFICERS; i++)
    {
      officers[i] = new_officer (world, "34.71.04");
      ktg_exchange_answer_free (file_photo (world, officers[i]));
    }
  for (guint i = 2; i < OFFICERS / 2; i++)
    {
      g_autoptr (KtgTestReply) half = send_part (world, officers[i], 0, HALF);

      g_assert_cmpuint (half->status, ==, 204);
    }

  flowing = ktg_test_device_begin_patch (officers[1], world->photo, 0, HALF);
  way (world, officers[0]);
  finish_on_its_way (world, officers[1], flowing);
  for (guint i = 2; i < OFFICERS; i++)
    {
      g_autoptr (KtgTestReply) rest = NULL;

      way (world, officers[0]);
      rest = send_part (world, officers[i], i < OFFICERS / 2 ? HALF : 0, PHOTO_BYTES);
      assert_delivered (world, officers[i], rest);
      assert_gets (world, officers[i], 200);
    }
  assert_gets (world, officers[0], 404);
  make_it_right (world, officers[0]);

  for (guint i = 0; i < OFFICERS; i++)
    {
      assert_gets (world, officers[i], 200);
      ktg_test_device_free (officers[i]);
    }
}

/* --- to name a hash --- */

static void
test_naming (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) siti = new_officer (world, "34.71.04");
  g_autoptr (KtgTestDevice) mallory = new_officer (world, "35.01.01");
  g_autoptr (KtgTestDevice) chief
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "35.01");
  g_autoptr (KtgExchangeAnswer) of_siti = file_photo (world, siti);
  g_autoptr (KtgExchangeAnswer) of_mallory = NULL;
  g_autoptr (KtgExchangeAnswer) of_chief = NULL;
  g_autoptr (KtgTestReply) delivered = send_part (world, siti, 0, PHOTO_BYTES);
  g_autoptr (KtgTestReply) empty = NULL;
  g_autoptr (KtgTestReply) whole = NULL;
  const KtgMissingFile *missing;

  assert_delivered (world, siti, delivered);
  of_mallory = file_photo (world, mallory);
  of_chief = file_photo (world, chief);
  g_assert_false (is_receipted (world, mallory, of_mallory->receipts));
  g_assert_false (is_receipted (world, chief, of_chief->receipts));
  g_assert_cmpuint (of_mallory->missing->len, ==, 1);
  missing = g_ptr_array_index (of_mallory->missing, 0);
  g_assert_cmpstr (missing->sha256, ==, world->sha256);
  g_assert_cmpuint (missing->offset, ==, 0);
  g_assert_cmpuint (ask_offset (world, mallory), ==, 0);
  assert_gets (world, mallory, 404);
  assert_gets (world, chief, 404);

  empty = send_part (world, mallory, PHOTO_BYTES, PHOTO_BYTES);
  g_assert_cmpuint (empty->status, ==, 409);
  whole = send_part (world, mallory, 0, PHOTO_BYTES);
  assert_delivered (world, mallory, whole);
  assert_gets (world, mallory, 200);
  assert_gets (world, chief, 200);
}

/* The length that another event says, or the file has, is not told to who only names it. */
static void
test_length (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) siti = new_officer (world, "34.71.04");
  g_autoptr (KtgTestDevice) mallory = new_officer (world, "35.01.01");
  g_autoptr (KtgExchangeAnswer) of_siti = file_photo (world, siti);
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgExchangeAnswer) of_mallory = NULL;
  g_autoptr (KtgTestReply) delivered = send_part (world, siti, 0, PHOTO_BYTES);
  g_autoptr (KtgTestReply) told = NULL;
  KtgEvidence *guess = ktg_test_evidence_new (world->photo, NULL);

  guess->size_bytes = 17;
  g_ptr_array_add (evidence, guess);
  envelope = ktg_test_device_file (mallory, NULL, evidence);
  of_mallory = ktg_test_device_send (mallory, envelope);
  told = ktg_test_device_ask (mallory, "HEAD", world->path, NULL);
  g_assert_cmpstr (ktg_test_reply_get_header (told, "upload-length"), ==, "17");
  g_assert_cmpstr (ktg_test_reply_get_header (told, "upload-complete"), ==, "?0");
}

static void
test_in_sight (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) siti = new_officer (world, "34.71.04");
  g_autoptr (KtgTestDevice) office
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
  g_autoptr (KtgExchangeAnswer) of_siti = file_photo (world, siti);
  g_autoptr (KtgTestReply) delivered = send_part (world, siti, 0, PHOTO_BYTES);
  g_autoptr (KtgExchangeAnswer) of_office = file_photo (world, office);
  g_autoptr (KtgTestReply) again = NULL;

  g_assert_true (is_receipted (world, office, of_office->receipts));
  g_assert_cmpuint (of_office->missing->len, ==, 0);
  again = send_part (world, office, 0, PHOTO_BYTES);
  assert_delivered (world, office, again);
}

/* --- many at once --- */

/* --- many at once --- */

#define CROWD_DEVICES 8
#define CROWD_UPLOADS 8
#define CROWD_BYTES 20000

/* One file on its way. */
typedef struct
{
  KtgTestDevice *device; /* not owned */
  GBytes        *photo;
  char          *sha256;
  char          *path;
  char          *head;
  int            fd;
} Sending;

static void
send_bytes (Sending *self, gsize from, gsize to)
{
  const char *bytes = g_bytes_get_data (self->photo, NULL);

  while (from < to)
    {
      gssize n = send (self->fd, bytes + from, to - from, MSG_NOSIGNAL);

      g_assert_cmpint (n, >, 0);
      from += (gsize)n;
    }
}

static void
begin_sending (Sending *self, KtgTestDevice *device)
{
  g_autoptr (KtgEnvelope) filed = NULL;
  KtgTestRequest request = { .headers = "Content-Type: application/partial-upload\r\n"
                                        "Upload-Offset: 0\r\nUpload-Complete: ?1\r\n" };

  self->device = device;
  self->photo = ktg_test_photo_new (CROWD_BYTES);
  self->sha256 = ktg_sha256_of_bytes (self->photo);
  self->path = g_strconcat ("/v1/files/", self->sha256, NULL);
  filed = ktg_test_device_file_photo (device, self->photo);
  ktg_exchange_answer_free (ktg_test_device_send (device, filed));

  request.stream = self->photo;
  self->head = ktg_test_device_write_head (device, "PATCH", self->path, &request);
  self->fd = ktg_test_device_connect (device);
  g_assert_cmpint (send (self->fd, self->head, strlen (self->head), MSG_NOSIGNAL),
                   ==,
                   strlen (self->head));
  send_bytes (self, 0, CROWD_BYTES / 2);
}

static void
sending_clear (Sending *self)
{
  g_bytes_unref (self->photo);
  g_free (self->sha256);
  g_free (self->path);
  g_free (self->head);
}

static void
end_sending (Sending *self)
{
  g_autoptr (KtgTestReply) reply = NULL;

  send_bytes (self, CROWD_BYTES / 2, CROWD_BYTES);
  reply = ktg_test_device_hear (self->device, self->fd, "PATCH", self->head);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
}

/* The first never ends: one byte more for each of the others that does. What it brought stays. */
static void
test_one_that_never_ends (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) devices
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_test_device_free);
  Sending sendings[CROWD_DEVICES * CROWD_UPLOADS] = { 0 };
  guint   n_sent = CROWD_BYTES / 2;
  g_autoptr (KtgTestReply) asked = NULL;

  for (guint i = 0; i < CROWD_DEVICES; i++)
    g_ptr_array_add (devices, new_officer (world, "34.71.04"));
  for (guint i = 0; i < G_N_ELEMENTS (sendings); i++)
    begin_sending (&sendings[i], g_ptr_array_index (devices, i % CROWD_DEVICES));

  for (guint i = 1; i < G_N_ELEMENTS (sendings); i++)
    {
      end_sending (&sendings[i]);
      send_bytes (&sendings[0], n_sent, n_sent + 1);
      n_sent++;
    }

  asked = ktg_test_device_ask (sendings[0].device, "HEAD", sendings[0].path, NULL);
  g_assert_cmpuint (asked->status, ==, 200);
  g_assert_cmpuint (g_ascii_strtoull (ktg_test_reply_get_header (asked, "upload-offset"), NULL, 10),
                    >=,
                    CROWD_BYTES / 2);
  close (sendings[0].fd);
  for (guint i = 0; i < G_N_ELEMENTS (sendings); i++)
    sending_clear (&sendings[i]);
}

#define ADD(name, way, func)                                                                       \
  g_test_add (name, World, GUINT_TO_POINTER (way), world_open, func, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/uploads/one-who-ends-a-shared-photo-early-spoils-only-his-own", 0, spoil);
  ADD ("/uploads/one-who-begins-a-shared-photo-wrongly-spoils-only-his-own", 1, spoil);
  ADD ("/uploads/one-who-asks-for-a-shared-photo-cuts-nobody", 2, spoil);
  ADD ("/uploads/sixty-three-complete-beside-one-that-never-ends", 0, test_one_that_never_ends);
  ADD ("/uploads/to-name-a-hash-gives-neither-a-receipt-nor-a-byte", 0, test_naming);
  ADD ("/uploads/to-name-a-hash-gives-not-even-its-length", 0, test_length);
  ADD ("/uploads/who-sees-a-photo-in-a-report-need-not-send-it", 0, test_in_sight);

  return g_test_run ();
}
