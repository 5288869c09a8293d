/* test-kill.c - the server is killed in the middle of everything, and what it answered is there
 *
 * Usage: test-kill SERVER, the program itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-device.h>

#include <ftw.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define KILLS 10
#define PHOTO_BYTES (24 * 1024 * 1024)

static const char *server_program;

typedef struct
{
  char          *folder;
  GSubprocess   *process;
  KtgTestDevice *device;
  GBytes        *photo;
  char          *sha256;
  guint64        told_offset; /* the most that was ever told */
  GPtrArray     *events;      /* (element-type KtgEnvelope), answered */
  GArray        *indexes;     /* (element-type guint64), theirs */
  GPtrArray     *files;       /* (element-type GBytes), answered with a receipt */
} World;

/* --- the server, another process --- */

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  return g_data_input_stream_read_line (lines, NULL, NULL, NULL);
}

static void
start (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  world->process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error,
                          server_program,
                          "--data",
                          world->folder,
                          "serve",
                          "--listen",
                          "127.0.0.1:0",
                          NULL);
  g_assert_no_error (error);
  line = read_line (world->process);
  g_assert_nonnull (line);
  g_assert_nonnull (strstr (line, "listening on"));
  world->device->port = (guint)g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
}

static void
kill_server (World *world)
{
  g_subprocess_send_signal (world->process, SIGKILL);
  g_subprocess_wait (world->process, NULL, NULL);
  g_clear_object (&world->process);
}

static char *
run_verb (World *world, int *status, const char *const *words)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_ptr_array_add (line, (gpointer)server_program);
  g_ptr_array_add (line, (gpointer) "--data");
  g_ptr_array_add (line, world->folder);
  for (; *words != NULL; words++)
    g_ptr_array_add (line, (gpointer)*words);
  g_ptr_array_add (line, NULL);

  process = g_subprocess_newv ((const char *const *)line->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (process);
  return out;
}

/* --- what a device does meanwhile --- */

static void
remember (World *world, KtgExchangeAnswer *answer, KtgEnvelope *envelope)
{
  const KtgEnvelope *signed_receipt;
  g_autoptr (KtgReceipt) receipt = NULL;

  g_assert_cmpuint (answer->receipts->len, ==, 1);
  signed_receipt = g_ptr_array_index (answer->receipts, 0);
  receipt = ktg_receipt_json_parse (signed_receipt->bytes, NULL);
  g_assert_cmpuint (receipt->events->len, ==, 1);
  g_ptr_array_add (world->events, ktg_envelope_ref (envelope));
  g_array_append_val (world->indexes,
                      ((KtgReceiptEvent *)g_ptr_array_index (receipt->events, 0))->index);
}

static void
file_report (World *world, GBytes *photo)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file_photo (world->device, photo);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->device, envelope);

  remember (world, answer, envelope);
}

static void
send_small_photo (World *world)
{
  g_autoptr (GBytes) photo = ktg_test_photo_new (50000);
  g_autofree char *sha256 = ktg_sha256_of_bytes (photo);
  g_autoptr (KtgTestReply) reply = NULL;

  file_report (world, photo);
  reply = ktg_test_device_patch (world->device, sha256, 0, photo, TRUE);
  g_assert_cmpuint (reply->status, ==, 200);
  g_ptr_array_add (world->files, g_bytes_ref (photo));
}

static guint64
ask_offset (World *world)
{
  g_autofree char *path = g_strconcat ("/v1/files/", world->sha256, NULL);
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (world->device, "HEAD", path, NULL);
  guint64 offset;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  offset = g_ascii_strtoull (ktg_test_reply_get_header (reply, "upload-offset"), NULL, 10);
  g_assert_cmpuint (offset, >=, world->told_offset);
  world->told_offset = offset;
  return offset;
}

/* A part that is answered. */
static void
send_part (World *world, guint64 offset, gsize size_bytes)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (world->photo, offset, size_bytes);
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_patch (world->device, world->sha256, offset, part, FALSE);

  g_assert_cmpuint (reply->status, ==, 204);
  world->told_offset
      = g_ascii_strtoull (ktg_test_reply_get_header (reply, "upload-offset"), NULL, 10);
  g_assert_cmpuint (world->told_offset, ==, offset + size_bytes);
}

/* A request that is killed while its body flows, after so many bytes of it. */
static void
send_and_kill (World *world, guint64 offset, gsize size_bytes)
{
  int fd = ktg_test_device_begin_patch (world->device, world->photo, offset, size_bytes);

  kill_server (world);
  close (fd);
}

/* --- what must be there --- */

static void
assert_events_are_there (World *world)
{
  for (guint i = 0; i < world->events->len; i++)
    {
      KtgEnvelope *envelope = g_ptr_array_index (world->events, i);
      g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->device, envelope);
      const KtgEnvelope *signed_receipt = g_ptr_array_index (answer->receipts, 0);
      g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (signed_receipt->bytes, NULL);

      g_assert_cmpuint (((KtgReceiptEvent *)g_ptr_array_index (receipt->events, 0))->index,
                        ==,
                        g_array_index (world->indexes, guint64, i));
    }
}

static void
assert_files_are_there (World *world)
{
  for (guint i = 0; i < world->files->len; i++)
    {
      GBytes          *photo = g_ptr_array_index (world->files, i);
      g_autofree char *sha256 = ktg_sha256_of_bytes (photo);
      g_autoptr (KtgTestReply) reply = ktg_test_device_fetch (world->device, sha256);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_true (g_bytes_equal (reply->content, photo));
    }
}

static void
assert_verified (World *world)
{
  const char *const words[] = { "verify", NULL };
  int               status;
  g_autofree char  *out = run_verb (world, &status, words);

  if (status != 0)
    g_error ("verify: %s", out);
}

/* --- --- */

static void
world_open (World *world)
{
  const char *const words[]
      = { "code", "--name", "Siti", "--role", "officer", "--region", "34.71", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autofree char *code = NULL;
  int              status;

  world->folder = g_dir_make_tmp ("ktg-kill-XXXXXX", &error);
  g_assert_no_error (error);
  world->device = ktg_test_device_new (0);
  world->photo = ktg_test_photo_new (PHOTO_BYTES);
  world->sha256 = ktg_sha256_of_bytes (world->photo);
  world->events = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  world->indexes = g_array_new (FALSE, FALSE, sizeof (guint64));
  world->files = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  world->told_offset = 0;

  start (world);
  code = run_verb (world, &status, words);
  g_assert_cmpint (status, ==, 0);
  reply = ktg_test_device_enrol (world->device, g_strchomp (code));
  g_assert_cmpuint (reply->status, ==, 200);
}

static int
remove_entry (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

static void
world_close (World *world)
{
  kill_server (world);
  nftw (world->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_ptr_array_unref (world->events);
  g_ptr_array_unref (world->files);
  g_array_unref (world->indexes);
  g_bytes_unref (world->photo);
  ktg_test_device_free (world->device);
  g_free (world->sha256);
  g_free (world->folder);
}

/* The photo grows by a part that is answered and one that is cut, each time the server is killed.
 */
static void
test_kill (void)
{
  World world = { 0 };
  g_autoptr (GBytes) rest = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  world_open (&world);
  file_report (&world, world.photo);
  for (guint i = 0; i < KILLS; i++)
    {
      guint64 offset = ask_offset (&world);

      send_small_photo (&world);
      send_part (&world, offset, 100000);
      send_and_kill (&world, offset + 100000, 2100000 - i * 200000);
      start (&world);
      assert_events_are_there (&world);
      assert_files_are_there (&world);
    }

  rest = g_bytes_new_from_bytes (world.photo, ask_offset (&world), PHOTO_BYTES - world.told_offset);
  reply = ktg_test_device_patch (world.device, world.sha256, world.told_offset, rest, TRUE);
  g_assert_cmpuint (reply->status, ==, 200);
  g_ptr_array_add (world.files, g_bytes_ref (world.photo));
  kill_server (&world);
  assert_verified (&world);
  start (&world);
  assert_files_are_there (&world);
  world_close (&world);
}

/* Killed after an answer that nobody heard: asked again, the server says the same. */
static void
test_unheard (void)
{
  World world = { 0 };

  world_open (&world);
  for (guint i = 0; i < KILLS; i++)
    {
      g_autofree char *report_id = ktg_random_dup_uuid ();
      g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world.device, report_id, NULL);
      g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
      g_autoptr (GBytes) body = NULL;
      g_autoptr (KtgExchangeAnswer) answer = NULL;
      g_autofree char *head = NULL;
      KtgTestRequest   request = { 0 };
      int              fd;

      g_ptr_array_add (message->events, ktg_envelope_ref (envelope));
      body = ktg_exchange_request_write (message);
      request.body = body;
      head = ktg_test_device_write_head (world.device, "POST", "/v1/exchange", &request);
      fd = ktg_test_device_connect (world.device);
      send (fd, head, strlen (head), MSG_NOSIGNAL);
      send (fd, g_bytes_get_data (body, NULL), g_bytes_get_size (body), MSG_NOSIGNAL);
      g_usleep (i * 100);
      kill_server (&world);
      close (fd);

      start (&world);
      answer = ktg_test_device_send (world.device, envelope);
      g_assert_cmpuint (answer->refused->len, ==, 0);
      remember (&world, answer, envelope);
    }
  assert_events_are_there (&world);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  g_assert_cmpint (argc, ==, 2);
  server_program = argv[1];

  g_test_add_func ("/kill/every-answered-byte-is-there", test_kill);
  g_test_add_func ("/kill/an-unheard-answer-is-given-again", test_unheard);

  return g_test_run ();
}
