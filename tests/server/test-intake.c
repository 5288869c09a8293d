/* test-intake.c - a file comes whole, in parts, cut off, twice at once, and on a failing disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>
#include <ktg-upload-table.h>
#include <ktg-writer-private.h>

#include <ktg-fault-disk.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *device;
  GBytes        *photo;
  char          *sha256;
  char          *part; /* what the device's part of it is called */
  char          *path;
} World;

static void
world_open (World *world, gsize size_bytes)
{
  g_autoptr (KtgEnvelope) filed = NULL;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->device = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->photo = ktg_test_photo_new (size_bytes);
  world->sha256 = ktg_sha256_of_bytes (world->photo);
  world->part = ktg_depot_dup_part_name (1, world->sha256);
  world->path = g_strconcat ("/v1/files/", world->sha256, NULL);
  filed = ktg_test_device_file_photo (world->device, world->photo);
  ktg_exchange_answer_free (ktg_test_device_send (world->device, filed));
}

static void
world_close (World *world)
{
  ktg_test_device_free (world->device);
  ktg_test_server_free (world->server);
  g_bytes_unref (world->photo);
  g_free (world->sha256);
  g_free (world->part);
  g_free (world->path);
}

static KtgTestReply *
send_part (World *world, guint64 from, guint64 to, gboolean is_last)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (world->photo, from, to - from);

  return ktg_test_device_patch (world->device, world->sha256, from, part, is_last);
}

static void
assert_problem (KtgTestReply *reply, guint status, const char *type)
{
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (problem, ==, type);
  g_assert_true (reply->is_proven);
}

static guint64
ask_offset (World *world, gboolean *is_complete)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (world->device, "HEAD", world->path, NULL);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (world->photo));

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  g_assert_cmpstr (ktg_test_reply_get_header (reply, "upload-length"), ==, length);
  g_assert_cmpstr (ktg_test_reply_get_header (reply, "cache-control"), ==, "no-store");
  *is_complete = g_strcmp0 (ktg_test_reply_get_header (reply, "upload-complete"), "?1") == 0;
  return g_ascii_strtoull (ktg_test_reply_get_header (reply, "upload-offset"), NULL, 10);
}

static void
assert_offset (World *world, guint64 offset, gboolean is_complete)
{
  gboolean is_really;

  g_assert_cmpuint (ask_offset (world, &is_really), ==, offset);
  g_assert_cmpint (is_really, ==, is_complete);
}

static void
assert_receipt (World *world, KtgTestReply *reply)
{
  g_autoptr (GPtrArray) receipts = ktg_receipts_answer_parse (reply->content, NULL);
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgReceiptFile *file;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  g_assert_cmpstr (ktg_test_reply_get_header (reply, "upload-complete"), ==, "?1");
  g_assert_cmpuint (receipts->len, ==, 1);
  receipt = ktg_test_device_find_receipt (world->device, receipts);
  g_assert_nonnull (receipt);
  file = g_ptr_array_index (receipt->files, 0);
  g_assert_cmpstr (file->sha256, ==, world->sha256);
  g_assert_cmpuint (file->size_bytes, ==, g_bytes_get_size (world->photo));
}

/* On the disk, under its hash, byte for byte, and nothing left over. */
static void
assert_held (World *world)
{
  char             shard[3] = { world->sha256[0], world->sha256[1], '\0' };
  g_autofree char *path
      = g_build_filename (world->server->folder, "files", shard, world->sha256, NULL);
  g_autofree char *partial = g_build_filename (world->server->folder, "partial", world->part, NULL);
  g_autofree char *content = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpmem (content,
                   size,
                   g_bytes_get_data (world->photo, NULL),
                   g_bytes_get_size (world->photo));
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
}

static void
test_whole (void)
{
  static const gsize sizes[] = { 1, 65535, 65536, 1000003 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      World world;
      g_autoptr (KtgTestReply) reply = NULL;

      world_open (&world, sizes[i]);
      assert_offset (&world, 0, FALSE);
      reply = send_part (&world, 0, sizes[i], TRUE);
      assert_receipt (&world, reply);
      assert_held (&world);
      assert_offset (&world, sizes[i], TRUE);
      world_close (&world);
    }
}

static void
test_parts (void)
{
  World world;
  g_autoptr (KtgTestReply) one = NULL;
  g_autoptr (KtgTestReply) two = NULL;
  g_autoptr (KtgTestReply) three = NULL;

  world_open (&world, 300000);
  one = send_part (&world, 0, 100000, FALSE);
  g_assert_cmpuint (one->status, ==, 204);
  g_assert_true (one->is_proven);
  g_assert_cmpstr (ktg_test_reply_get_header (one, "upload-offset"), ==, "100000");
  g_assert_cmpstr (ktg_test_reply_get_header (one, "upload-complete"), ==, "?0");
  two = send_part (&world, 100000, 200000, FALSE);
  g_assert_cmpuint (two->status, ==, 204);
  ktg_test_server_restart (world.server);
  assert_offset (&world, 200000, FALSE);
  three = send_part (&world, 200000, 300000, TRUE);
  assert_receipt (&world, three);
  assert_held (&world);
  world_close (&world);
}

/* Its event says how long it is, and a file begins at its beginning. */
static void
test_last_byte (void)
{
  World          world;
  KtgTestRequest request = { 0 };
  g_autoptr (KtgTestReply) reply = NULL;

  world_open (&world, 2000);
  request.stream = world.photo;
  reply = ktg_test_device_ask (world.device, "PATCH", world.path, &request);
  assert_receipt (&world, reply);
  assert_held (&world);
  world_close (&world);
}

/* The first 24 digits of its hash name a file, and so do more of them. */
static void
test_short_name (void)
{
  World world;

  world_open (&world, 2000);
  for (guint n_digits = KTG_SHA256_NAME_HEX - 1; n_digits <= KTG_SHA256_HEX; n_digits++)
    {
      g_autofree char *path = g_strdup_printf ("/v1/files/%.*s", (int)n_digits, world.sha256);
      g_autoptr (KtgTestReply) reply = ktg_test_device_ask (world.device, "HEAD", path, NULL);

      g_assert_cmpuint (reply->status, ==, n_digits < KTG_SHA256_NAME_HEX ? 404 : 200);
    }
  world_close (&world);
}

/* Another device's file does not answer to a name of one's own. */
static void
test_short_name_of_another (void)
{
  World            world;
  KtgTestRequest   request = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (KtgTestDevice) other = NULL;
  g_autoptr (KtgTestReply) asked = NULL;
  g_autoptr (KtgTestReply) brought = NULL;

  world_open (&world, 2000);
  other = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICER, "34.71.04");
  path = g_strdup_printf ("/v1/files/%.*s", KTG_SHA256_NAME_HEX, world.sha256);
  asked = ktg_test_device_ask (other, "HEAD", path, NULL);
  g_assert_cmpuint (asked->status, ==, 404);
  request.stream = world.photo;
  brought = ktg_test_device_ask (world.device, "PATCH", path, &request);
  assert_receipt (&world, brought);
  assert_held (&world);
  world_close (&world);
}

static void
test_wrong_offset (void)
{
  World world;
  g_autoptr (KtgTestReply) one = NULL;
  g_autoptr (KtgTestReply) two = NULL;
  g_autoptr (KtgTestReply) three = NULL;

  world_open (&world, 3000);
  one = send_part (&world, 0, 1000, FALSE);
  g_assert_cmpuint (one->status, ==, 204);
  two = send_part (&world, 0, 3000, TRUE);
  assert_problem (two, 409, "offset");
  g_assert_cmpstr (ktg_test_reply_get_header (two, "upload-offset"), ==, "1000");
  three = send_part (&world, 2000, 3000, TRUE);
  assert_problem (three, 409, "offset");
  assert_offset (&world, 1000, FALSE);
  world_close (&world);
}

static void
test_refusals (void)
{
  World world;
  g_autoptr (GBytes) longer = ktg_test_photo_new (2001);
  g_autoptr (GBytes) stranger = ktg_test_photo_new (10);
  g_autofree char *stranger_hash = ktg_sha256_of_bytes (stranger);
  g_autoptr (KtgTestDevice) other = NULL;
  g_autoptr (KtgTestReply) too_long = NULL;
  g_autoptr (KtgTestReply) unknown = NULL;
  g_autoptr (KtgTestReply) of_other = NULL;
  g_autoptr (KtgTestReply) of_other_head = NULL;
  g_autoptr (KtgTestReply) other_type = NULL;
  g_autoptr (KtgTestReply) too_far = NULL;
  g_autoptr (KtgTestReply) no_hash = NULL;
  KtgTestRequest plain
      = { .headers = "Content-Type: image/jpeg\r\nUpload-Offset: 0\r\n", .stream = stranger };
  KtgTestRequest far = { .headers = "Upload-Offset: 67108863\r\n", .stream = stranger };

  world_open (&world, 2000);
  other = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICER, "34.71.04");
  too_long = ktg_test_device_patch (world.device, world.sha256, 0, longer, TRUE);
  assert_problem (too_long, 400, "length");
  unknown = ktg_test_device_patch (world.device, stranger_hash, 0, stranger, TRUE);
  assert_problem (unknown, 404, "unknown-file");
  of_other = ktg_test_device_patch (other, world.sha256, 0, world.photo, TRUE);
  assert_problem (of_other, 404, "unknown-file");
  of_other_head = ktg_test_device_ask (other, "HEAD", world.path, NULL);
  g_assert_cmpuint (of_other_head->status, ==, 404);
  other_type = ktg_test_device_ask (world.device, "PATCH", world.path, &plain);
  assert_problem (other_type, 415, "media-type");
  too_far = ktg_test_device_ask (world.device, "PATCH", world.path, &far);
  assert_problem (too_far, 413, "too-large");
  no_hash = ktg_test_device_patch (world.device, "0123", 0, stranger, TRUE);
  assert_problem (no_hash, 404, "unknown-file");
  assert_offset (&world, 0, FALSE);
  world_close (&world);
}

static void
test_mismatch (void)
{
  World world;
  g_autoptr (GBytes) wrong = ktg_test_photo_new (2000);
  g_autoptr (KtgTestReply) first = NULL;
  g_autoptr (KtgTestReply) second = NULL;
  g_autoptr (KtgTestReply) half = NULL;
  g_autoptr (KtgTestReply) third = NULL;
  g_autoptr (KtgTestReply) short_one = NULL;

  world_open (&world, 2000);
  first = ktg_test_device_patch (world.device, world.sha256, 0, wrong, TRUE);
  assert_problem (first, 409, "file-mismatch");
  assert_offset (&world, 0, FALSE);

  half = send_part (&world, 0, 1000, FALSE);
  short_one = send_part (&world, 1000, 1500, TRUE);
  assert_problem (short_one, 409, "file-mismatch");
  assert_offset (&world, 0, FALSE);

  third = send_part (&world, 0, 2000, TRUE);
  assert_receipt (&world, third);
  assert_held (&world);
  world_close (&world);
}

static void
test_already_whole (void)
{
  World world;
  g_autoptr (KtgTestReply) first = NULL;
  g_autoptr (KtgTestReply) second = NULL;
  g_autoptr (KtgTestReply) third = NULL;

  world_open (&world, 200000);
  first = send_part (&world, 0, 200000, TRUE);
  assert_receipt (&world, first);
  second = send_part (&world, 0, 200000, TRUE);
  assert_receipt (&world, second);
  third = send_part (&world, 100, 200, FALSE);
  assert_receipt (&world, third);
  assert_held (&world);
  world_close (&world);
}

/* --- cut and taken over --- */

/* Waits until the server has written so much of it. */
static void
wait_for_partial (World *world, gint64 size_bytes)
{
  KtgDepot *depot = ktg_archive_get_depot (world->server->archive);

  while (ktg_depot_get_partial_size (depot, world->part) < size_bytes)
    g_usleep (1000);
}

static void
test_cut (void)
{
  World    world;
  int      fd;
  guint64  offset;
  gboolean is_complete;
  g_autoptr (KtgTestReply) reply = NULL;

  world_open (&world, 1000000);
  fd = ktg_test_device_begin_patch (world.device, world.photo, 0, 600000);
  wait_for_partial (&world, 600000);
  close (fd);
  offset = ask_offset (&world, &is_complete);
  g_assert_cmpuint (offset, ==, 600000);
  ktg_test_server_restart (world.server);
  assert_offset (&world, 600000, FALSE);
  reply = send_part (&world, 600000, 1000000, TRUE);
  assert_receipt (&world, reply);
  assert_held (&world);
  world_close (&world);
}

static void
assert_was_cut (int fd)
{
  struct pollfd readable = { fd, POLLIN, 0 };
  char          byte;

  g_assert_cmpint (poll (&readable, 1, 10000), ==, 1);
  g_assert_cmpint (recv (fd, &byte, 1, 0), <=, 0);
  close (fd);
}

/* Somebody who was let on is shut out before he has brought all of it. */
static void
test_revoked_meanwhile (void)
{
  World       world;
  int         fd;
  const char *bytes;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autofree char *problem = NULL;

  world_open (&world, 1000000);
  bytes = g_bytes_get_data (world.photo, NULL);
  fd = ktg_test_device_begin_patch (world.device, world.photo, 0, 600000);
  wait_for_partial (&world, 600000);
  g_assert_cmpint (ktg_test_server_run (world.server, NULL, "revoke", "1", NULL), ==, 0);
  g_assert_cmpint (send (fd, bytes + 600000, 400000, MSG_NOSIGNAL), ==, 400000);
  reply = ktg_test_device_hear (world.device, fd, "PATCH", "");
  problem = ktg_test_reply_dup_problem (reply);
  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_cmpstr (problem, ==, "revoked");
  world_close (&world);
}

static void
test_take_over (void)
{
  World world;
  int   fd;
  g_autoptr (KtgTestReply) told = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  world_open (&world, 1000000);
  fd = ktg_test_device_begin_patch (world.device, world.photo, 0, 400000);
  wait_for_partial (&world, 400000);
  told = send_part (&world, 0, 1000000, TRUE);
  assert_problem (told, 409, "offset");
  g_assert_cmpstr (ktg_test_reply_get_header (told, "upload-offset"), ==, "400000");
  assert_was_cut (fd);
  reply = send_part (&world, 400000, 1000000, TRUE);
  assert_receipt (&world, reply);
  assert_held (&world);
  world_close (&world);
}

static void
test_stop_while_flowing (void)
{
  World world;
  int   fd;
  g_autoptr (KtgTestReply) reply = NULL;

  world_open (&world, 1000000);
  fd = ktg_test_device_begin_patch (world.device, world.photo, 0, 400000);
  wait_for_partial (&world, 400000);
  ktg_test_server_stop (world.server);
  close (fd);
  ktg_test_server_start (world.server);
  assert_offset (&world, 400000, FALSE);
  reply = send_part (&world, 400000, 1000000, TRUE);
  assert_receipt (&world, reply);
  world_close (&world);
}

typedef struct
{
  const char *sha256;
  guint64     offset;
} Recorded;

static gboolean
read_recorded (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb    *db = catalog->db;
  Recorded *recorded = data;
  g_autoptr (KtgUploadRow) row = NULL;

  if (!ktg_upload_table_find (db, 1, recorded->sha256, &row, error))
    return FALSE;

  recorded->offset = row->offset;
  return TRUE;
}

static void
test_notes (void)
{
  World    world;
  Recorded recorded;
  int      fd;

  world_open (&world, 6 * 1024 * 1024);
  recorded.sha256 = world.sha256;
  recorded.offset = 0;
  fd = ktg_test_device_begin_patch (world.device, world.photo, 0, 5 * 1024 * 1024);
  while (recorded.offset < 4 * 1024 * 1024)
    ktg_writer_run (ktg_archive_get_writer (world.server->archive), read_recorded, &recorded, NULL);
  g_assert_cmpuint (recorded.offset, <=, 5 * 1024 * 1024);
  wait_for_partial (&world, 5 * 1024 * 1024);
  close (fd);
  assert_offset (&world, 5 * 1024 * 1024, FALSE);
  world_close (&world);
}

typedef struct
{
  World        *world;
  KtgTestReply *reply;
} Sender;

static gpointer
send_whole (gpointer data)
{
  Sender *sender = data;

  sender->reply = send_part (sender->world, 0, g_bytes_get_size (sender->world->photo), TRUE);
  return NULL;
}

/* Many at once for one file: each is cut, told the offset, busy, or done; the file comes out whole.
 */
static void
test_crowd (void)
{
  World    world;
  Sender   senders[8];
  GThread *threads[8];
  gboolean is_complete = FALSE;

  world_open (&world, 3000000);
  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    {
      senders[i].world = &world;
      threads[i] = g_thread_new ("sender", send_whole, &senders[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    {
      g_thread_join (threads[i]);
      g_assert_true (senders[i].reply->status == 0 || senders[i].reply->status == 200
                     || senders[i].reply->status == 409 || senders[i].reply->status == 503);
      ktg_test_reply_free (senders[i].reply);
    }

  while (!is_complete)
    {
      guint64 offset = ask_offset (&world, &is_complete);

      if (!is_complete)
        ktg_test_reply_free (send_part (&world, offset, 3000000, TRUE));
    }
  assert_held (&world);
  world_close (&world);
}

/* --- a failing disk --- */

static void
drop_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

/* At whichever step the disk fails once while what lies behind @begin comes: what was answered is
 * true, what was answered before stays, and it ends well. */
static void
climb (guint64 begin, int error_number)
{
  gboolean was_reached = TRUE;
  guint    handler = g_log_set_handler ("ktg-server", G_LOG_LEVEL_WARNING, drop_warning, NULL);

  for (guint step = 1; was_reached; step++)
    {
      World    world;
      gboolean is_complete = FALSE;
      g_autoptr (KtgTestReply) reply = NULL;

      world_open (&world, 200000);
      if (begin > 0)
        ktg_test_reply_free (send_part (&world, 0, begin, FALSE));
      ktg_fault_disk_arm (world.server->folder, KTG_FAULT_ONCE, step, error_number);
      reply = send_part (&world, begin, 200000, TRUE);
      was_reached = ktg_fault_disk_disarm () >= step;

      if (reply->status == 200)
        assert_held (&world);
      else
        g_assert_cmpuint (reply->status, ==, 503);
      for (guint i = 0; i < 3 && !is_complete; i++)
        {
          guint64 offset = ask_offset (&world, &is_complete);

          g_assert_cmpuint (offset, >=, begin);
          if (!is_complete)
            ktg_test_reply_free (send_part (&world, offset, 200000, TRUE));
        }
      assert_held (&world);
      assert_offset (&world, 200000, TRUE);
      world_close (&world);
    }

  g_log_remove_handler ("ktg-server", handler);
}

static void
test_failing_disk (void)
{
  climb (0, EIO);
  climb (100000, EIO);
  climb (100000, EINTR);
}

/* What flows for long is put on record; a flush that fails then costs only what came since. */
static void
test_failing_note (void)
{
  World    world;
  gboolean is_complete;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgTestReply) again = NULL;

  world_open (&world, 6 * 1024 * 1024);
  ktg_test_reply_free (send_part (&world, 0, 100000, FALSE));
  ktg_fault_disk_arm (world.server->folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("fsync");
  g_test_expect_message ("ktg-server", G_LOG_LEVEL_WARNING, "*cannot be flushed*");
  reply = send_part (&world, 100000, 6 * 1024 * 1024, TRUE);
  g_test_assert_expected_messages ();
  ktg_fault_disk_disarm ();
  assert_problem (reply, 503, "busy");
  g_assert_cmpuint (ask_offset (&world, &is_complete), ==, 100000);
  again = send_part (&world, 100000, 6 * 1024 * 1024, TRUE);
  assert_receipt (&world, again);
  assert_held (&world);
  world_close (&world);
}

/* A place that was not flushed would count for what it is not: the file is a partial one again. */
static void
test_failing_place (void)
{
  World     world;
  KtgDepot *depot;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgTestReply) again = NULL;

  world_open (&world, 200000);
  ktg_test_reply_free (send_part (&world, 0, 100000, FALSE));
  ktg_fault_disk_arm (world.server->folder, KTG_FAULT_ONCE, 2, EIO);
  ktg_fault_disk_only ("fsync");
  g_test_expect_message ("ktg-server", G_LOG_LEVEL_WARNING, "*cannot flush files/*");
  reply = send_part (&world, 100000, 200000, TRUE);
  g_test_assert_expected_messages ();
  ktg_fault_disk_disarm ();
  assert_problem (reply, 503, "busy");
  depot = ktg_archive_get_depot (world.server->archive);
  g_assert_cmpint (ktg_depot_get_partial_size (depot, world.part), ==, 200000);
  assert_offset (&world, 100000, FALSE);
  again = send_part (&world, 100000, 200000, TRUE);
  assert_receipt (&world, again);
  assert_held (&world);
  world_close (&world);
}

static void
test_full_disk (void)
{
  climb (0, ENOSPC);
  climb (100000, ENOSPC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  g_log_set_always_fatal (G_LOG_FATAL_MASK);

  g_test_add_func ("/intake/a-file-in-one-request", test_whole);
  g_test_add_func ("/intake/a-file-in-parts", test_parts);
  g_test_add_func ("/intake/with-its-last-byte-a-file-is-whole", test_last_byte);
  g_test_add_func ("/intake/the-beginning-of-its-hash-names-a-file", test_short_name);
  g_test_add_func ("/intake/a-name-is-of-ones-own-files", test_short_name_of_another);
  g_test_add_func ("/intake/a-wrong-offset-is-told-the-right-one", test_wrong_offset);
  g_test_add_func ("/intake/what-no-event-of-the-device-names-is-refused", test_refusals);
  g_test_add_func ("/intake/another-hash-is-forgotten", test_mismatch);
  g_test_add_func ("/intake/a-whole-file-gets-its-receipt-again", test_already_whole);
  g_test_add_func ("/intake/a-cut-request-leaves-what-arrived", test_cut);
  g_test_add_func ("/intake/a-device-revoked-meanwhile-brings-no-more", test_revoked_meanwhile);
  g_test_add_func ("/intake/the-newest-request-takes-over", test_take_over);
  g_test_add_func ("/intake/a-stop-keeps-what-arrived", test_stop_while_flowing);
  g_test_add_func ("/intake/a-long-flow-is-put-on-record", test_notes);
  g_test_add_func ("/intake/a-crowd-ends-with-one-whole-file", test_crowd);
  g_test_add_func ("/intake/a-disk-that-fails-once-costs-a-retry", test_failing_disk);
  g_test_add_func ("/intake/a-record-that-cannot-be-flushed-costs-a-retry", test_failing_note);
  g_test_add_func ("/intake/a-place-that-cannot-be-flushed-is-given-back", test_failing_place);
  g_test_add_func ("/intake/a-disk-that-is-full-once-costs-a-retry", test_full_disk);

  return g_test_run ();
}
