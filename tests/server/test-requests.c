/* test-requests.c - what anybody may ask of the server, at the limit and over it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-budgets.h>
#include <ktg-exchange-json.h>
#include <ktg-random.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>
#include <ktg-workroom.h>

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_ATTACKERS 13
#define HEAR_MS 30000

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *budi;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_server_free (world->server);
}

static void
assert_served (KtgTestDevice *device)
{
  ktg_exchange_answer_free (ktg_test_device_exchange (device, NULL, NULL));
}

static void
assert_problem (KtgTestReply *reply, guint status, const char *type)
{
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (problem, ==, type);
}

/* --- at the head --- */

static int
announce_unsigned (World *world, gsize size_bytes)
{
  g_autofree char *head
      = g_strdup_printf ("POST /v1/exchange HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n\r\n",
                         size_bytes);
  int fd = ktg_test_device_connect (world->siti);

  g_assert_cmpint (write (fd, head, strlen (head)), ==, strlen (head));
  return fd;
}

/* Nothing of the body was sent, and yet there is the answer. */
static void
test_the_head_decides (World *world, gconstpointer data)
{
  int fd = announce_unsigned (world, 4 * 1024 * 1024);
  g_autoptr (KtgTestReply) reply = ktg_test_device_hear (world->siti, fd, "POST", "");

  assert_problem (reply, 401, "unsigned");
}

/* Each announces as much as may be collected of all, and then says no more. */
static void
test_unsigned_bodies_take_no_room (World *world, gconstpointer data)
{
  int fds[N_ATTACKERS];

  for (guint i = 0; i < N_ATTACKERS; i++)
    fds[i] = announce_unsigned (world, 4 * 1024 * 1024);
  for (guint i = 0; i < 40; i++)
    assert_served (world->siti);
  for (guint i = 0; i < N_ATTACKERS; i++)
    close (fds[i]);
}

/* A whole head, signed by @device, of a body of so many bytes that is known and not sent. */
static int
announce (KtgTestDevice *device, gsize size_bytes, char **text)
{
  g_autofree char *filling = g_strnfill (size_bytes, ' ');
  g_autoptr (GBytes) body = g_bytes_new (filling, size_bytes);
  KtgTestRequest   request = { .body = body };
  g_autofree char *head = ktg_test_device_write_head (device, "POST", "/v1/exchange", &request);
  int              fd = ktg_test_device_connect (device);

  g_assert_cmpint (write (fd, head, strlen (head)), ==, strlen (head));
  if (text != NULL)
    *text = g_steal_pointer (&head);
  return fd;
}

/* As announce(), of one that is let in, and waits until it was. */
static int
announce_and_wait (KtgTestDevice *device, gsize size_bytes, char **text)
{
  static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
  g_autofree char  *filling = g_strnfill (size_bytes, ' ');
  g_autoptr (GBytes) body = g_bytes_new (filling, size_bytes);
  KtgTestRequest request = { .headers = "Expect: 100-continue\r\n", .body = body };
  char           heard[sizeof go_on] = { 0 };
  int            fd = ktg_test_device_connect (device);

  *text = ktg_test_device_write_head (device, "POST", "/v1/exchange", &request);
  g_assert_cmpint (write (fd, *text, strlen (*text)), ==, strlen (*text));
  g_assert_cmpint (recv (fd, heard, strlen (go_on), MSG_WAITALL), ==, strlen (go_on));
  g_assert_cmpstr (heard, ==, go_on);
  return fd;
}

static gboolean
is_cut (int fd)
{
  struct pollfd readable = { fd, POLLIN | POLLRDHUP, 0 };
  char          byte;

  return poll (&readable, 1, HEAR_MS) == 1 && recv (fd, &byte, 1, 0) <= 0;
}

/* Ten devices announce all there is for long bodies, and are silent: short ones get through. */
static void
test_short_bodies_have_room_kept (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) third
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.06");
  g_autoptr (KtgTestReply) refused = NULL;
  g_autofree char *head = NULL;
  g_autofree char *begun = NULL;
  int              first = announce_and_wait (world->siti, 4 * 1024 * 1024, &begun);
  int              second;

  assert_served (world->budi);
  second = announce (world->budi, 2 * 1024 * 1024, &head);
  refused = ktg_test_device_hear (world->budi, second, "POST", head);
  assert_problem (refused, 503, "busy");
  g_assert_nonnull (ktg_test_reply_get_header (refused, "retry-after"));
  assert_served (third);

  close (first);
}

static void
test_a_body_of_the_limit_is_taken_and_one_over_it_is_not (World *world, gconstpointer data)
{
  g_autofree char *over = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  int           at = announce (world->siti, KTG_BUDGET_UNPACKED_BYTES, NULL);
  int           fd;
  struct pollfd readable = { at, POLLIN | POLLRDHUP, 0 };

  g_assert_cmpint (poll (&readable, 1, 100), ==, 0); /* it waits for the body */
  close (at);
  fd = announce (world->budi, KTG_BUDGET_UNPACKED_BYTES + 1, &over);
  reply = ktg_test_device_hear (world->budi, fd, "POST", over);
  assert_problem (reply, 413, "too-large");
}

/* --- one exchange at a time --- */

static void
test_the_newest_exchange_ends_the_older (World *world, gconstpointer data)
{
  g_autofree char *begun = NULL;
  int              older = announce_and_wait (world->siti, 1000, &begun);

  assert_served (world->siti);
  g_assert_true (is_cut (older));
  close (older);
}

static void
test_one_devices_exchange_leaves_anothers_alone (World *world, gconstpointer data)
{
  g_autofree char *head = NULL;
  g_autofree char *body = g_strnfill (1000, ' ');
  g_autoptr (KtgTestReply) reply = NULL;
  int fd = announce_and_wait (world->siti, 1000, &head);

  assert_served (world->budi);
  g_assert_cmpint (write (fd, body, 1000), ==, 1000);
  reply = ktg_test_device_hear (world->siti, fd, "POST", head);
  assert_problem (reply, 400, "request");
  g_assert_true (reply->is_proven);
}

/* --- what is in it --- */

static KtgTestReply *
ask_for_files (KtgTestDevice *device, guint n)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { .headers = "Content-Type: application/json\r\n" };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      g_ptr_array_add (message->files, ktg_sha256_of ((const guint8 *)text, strlen (text)));
    }
  body = ktg_exchange_request_write (message);
  request.body = body;
  return ktg_test_device_ask (device, "POST", "/v1/exchange", &request);
}

static void
test_a_thousand_files_are_asked_for_and_no_more (World *world, gconstpointer data)
{
  g_autoptr (KtgTestReply) at = ask_for_files (world->siti, KTG_BUDGET_FILES);
  g_autoptr (KtgTestReply) over = ask_for_files (world->siti, KTG_BUDGET_FILES + 1);

  g_assert_cmpuint (at->status, ==, 200);
  assert_problem (over, 413, "too-many");
}

static void
test_a_thousand_events_are_taken_and_no_more (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgTestReply) at = NULL;
  g_autoptr (KtgTestReply) over = NULL;

  for (guint i = 0; i < KTG_BUDGET_EVENTS; i++)
    g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  at = ktg_test_device_exchange_raw (world->siti, events, NULL);
  g_assert_cmpuint (at->status, ==, 200);

  g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  over = ktg_test_device_exchange_raw (world->siti, events, NULL);
  assert_problem (over, 413, "too-many");
}

/* The largest batch that devices are told of, of the largest events, in the worst of writings. */
static void
test_a_batch_of_large_events_fits (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autofree char *words = g_strnfill (120 * 1024, '"'); /* each is two bytes in the event */
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  gsize n_bytes = 0;

  answer = ktg_test_device_exchange (world->siti, NULL, NULL);
  while (TRUE)
    {
      KtgEnvelope *event = ktg_test_device_withdraw (world->siti, words);

      n_bytes += g_bytes_get_size (event->bytes);
      g_ptr_array_add (events, event);
      if (n_bytes + g_bytes_get_size (event->bytes) > answer->max_batch_bytes)
        break;
    }
  reply = ktg_test_device_exchange_raw (world->siti, events, NULL);
  g_assert_cmpuint (reply->status, ==, 200);
}

/* --- how often --- */

static void
test_a_device_asks_so_often_and_no_more (void)
{
  g_autoptr (KtgBudgets) budgets = ktg_budgets_new ();
  gint64 now_us = 1000;

  for (guint i = 0; i < KTG_BUDGET_REQUESTS_AT_ONCE; i++)
    g_assert_true (ktg_budgets_take_request (budgets, 1, 1, now_us));
  g_assert_false (ktg_budgets_take_request (budgets, 1, 1, now_us));
  g_assert_true (ktg_budgets_take_request (budgets, 2, 1, now_us));

  now_us += G_USEC_PER_SEC;
  for (guint i = 0; i < KTG_BUDGET_REQUESTS_PER_S; i++)
    g_assert_true (ktg_budgets_take_request (budgets, 1, 1, now_us));
  g_assert_false (ktg_budgets_take_request (budgets, 1, 1, now_us));
}

/* A device that sends the longest messages has soon spent what is its own, and others have not. */
static void
test_long_messages_cost_more (void)
{
  const guint price = 1 + KTG_BUDGET_UNPACKED_BYTES / KTG_SHORT_MESSAGE_BYTES;
  g_autoptr (KtgBudgets) budgets = ktg_budgets_new ();

  for (guint i = 0; i < KTG_BUDGET_REQUESTS_AT_ONCE / price; i++)
    g_assert_true (ktg_budgets_take_request (budgets, 1, price, 1000));
  g_assert_false (ktg_budgets_take_request (budgets, 1, price, 1000));
  g_assert_true (ktg_budgets_take_request (budgets, 2, price, 1000));
}

/* What was read for it is paid afterwards, and what is owed is earned first. */
static void
test_what_is_read_is_paid_afterwards (void)
{
  g_autoptr (KtgBudgets) budgets = ktg_budgets_new ();
  const guint all = KTG_BUDGET_REQUESTS_AT_ONCE * KTG_BUDGET_LINKS_A_REQUEST;
  gint64      now_us = 1000;

  ktg_budgets_charge_links (budgets, 1, KTG_BUDGET_LINKS_A_REQUEST - 1, now_us);
  g_assert_true (ktg_budgets_take_request (budgets, 1, KTG_BUDGET_REQUESTS_AT_ONCE, now_us));

  ktg_budgets_charge_links (budgets, 2, 3 * all / 2, now_us);
  now_us += G_USEC_PER_SEC; /* which earns just what is owed */
  g_assert_false (ktg_budgets_take_request (budgets, 2, 1, now_us));
  now_us += G_USEC_PER_SEC;
  g_assert_true (ktg_budgets_take_request (budgets, 2, KTG_BUDGET_REQUESTS_PER_S, now_us));
  g_assert_true (ktg_budgets_take_request (budgets, 3, KTG_BUDGET_REQUESTS_AT_ONCE, now_us));
}

static void
test_strangers_leave_enrolment_its_part (void)
{
  g_autoptr (KtgBudgets) budgets = ktg_budgets_new ();

  for (guint i = 0; i < KTG_BUDGET_STRANGERS_AT_ONCE; i++)
    g_assert_true (ktg_budgets_take_stranger (budgets, FALSE, 1000));
  g_assert_false (ktg_budgets_take_stranger (budgets, FALSE, 1000));
  for (guint i = 0; i < KTG_BUDGET_ENROLMENTS_AT_ONCE; i++)
    g_assert_true (ktg_budgets_take_stranger (budgets, TRUE, 1000));
  g_assert_false (ktg_budgets_take_stranger (budgets, TRUE, 1000));
  g_assert_true (ktg_budgets_take_request (budgets, 1, 1, 1000));
}

/* Strangers ask, in their own names and in a device's, until they are refused; the device is not,
 * and a new one enrols. */
static void
test_a_flood_of_strangers_keeps_nobody_out (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) stranger = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestDevice) enrolled = NULL;
  gboolean is_refused = FALSE;

  stranger->server_key = g_strdup (world->siti->server_key);
  for (guint i = 0; i < 20000 && !is_refused; i++)
    {
      g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (stranger, NULL, NULL);

      is_refused = reply->status == 429;
      if (is_refused)
        g_assert_nonnull (ktg_test_reply_get_header (reply, "retry-after"));
      else
        assert_problem (reply, 403, "not-enrolled");
    }
  g_assert_true (is_refused);

  assert_served (world->siti);
  enrolled = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  assert_served (enrolled);
}

/* --- uploads --- */

static GBytes *
new_photo (guint number)
{
  g_autofree guint8 *bytes = g_malloc0 (100000);

  memcpy (bytes, &number, sizeof number);
  return g_bytes_new_take (g_steal_pointer (&bytes), 100000);
}

/* Begins to send one of a device's photos, and then is silent. */
static int
begin_photo (KtgTestDevice *device, guint number)
{
  g_autoptr (GBytes) photo = new_photo (number);
  g_autoptr (KtgEnvelope) event = ktg_test_device_file_photo (device, photo);

  ktg_exchange_answer_free (ktg_test_device_send (device, event));
  return ktg_test_device_begin_patch (device, photo, 0, 1000);
}

static gboolean
is_open (int fd)
{
  struct pollfd readable = { fd, POLLIN | POLLRDHUP, 0 };

  return poll (&readable, 1, 0) == 0;
}

static void
test_a_device_sends_eight_files_and_the_newest_ends_the_oldest (World *world, gconstpointer data)
{
  int fds[KTG_BUDGET_UPLOADS + 1];
  int other = begin_photo (world->budi, 100);

  for (guint i = 0; i < KTG_BUDGET_UPLOADS; i++)
    fds[i] = begin_photo (world->siti, i);
  for (guint i = 0; i < KTG_BUDGET_UPLOADS; i++)
    g_assert_true (is_open (fds[i]));

  fds[KTG_BUDGET_UPLOADS] = begin_photo (world->siti, KTG_BUDGET_UPLOADS);
  g_assert_true (is_cut (fds[0]));
  for (guint i = 1; i <= KTG_BUDGET_UPLOADS; i++)
    g_assert_true (is_open (fds[i]));
  g_assert_true (is_open (other));

  for (guint i = 0; i <= KTG_BUDGET_UPLOADS; i++)
    close (fds[i]);
  close (other);
}

/* --- the workroom --- */

typedef struct
{
  GMutex lock;
  GCond  changed;
  guint  n_inside;
} Inside;

static void
note_inside (gpointer data)
{
  Inside *self = data;

  g_mutex_lock (&self->lock);
  self->n_inside++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
wait_inside (Inside *self, guint n)
{
  gint64 until_us = g_get_monotonic_time () + HEAR_MS * 1000;

  g_mutex_lock (&self->lock);
  while (self->n_inside < n)
    g_assert_true (g_cond_wait_until (&self->changed, &self->lock, until_us));
  g_assert_cmpuint (self->n_inside, ==, n);
  g_mutex_unlock (&self->lock);
}

static void
test_long_messages_wait_for_room_and_short_ones_do_not (void)
{
  g_autoptr (KtgDesk) desk = ktg_desk_new (2);
  g_autoptr (KtgWorkroom) room = ktg_workroom_new (desk, 1000000);
  Inside inside = { 0 };

  ktg_workroom_enter (room, 1, 600000, note_inside, &inside);
  wait_inside (&inside, 1);
  ktg_workroom_enter (room, 2, 600000, note_inside, &inside);
  ktg_workroom_enter (room, 3, 100000, note_inside, &inside); /* behind it */
  ktg_workroom_enter (room, 4, 100, note_inside, &inside);
  ktg_desk_drain (desk);
  wait_inside (&inside, 2);

  ktg_workroom_leave (room, 1, 600000);
  ktg_desk_drain (desk);
  wait_inside (&inside, 4);
  ktg_workroom_leave (room, 2, 600000);
  ktg_workroom_leave (room, 3, 100000);
  ktg_workroom_leave (room, 4, 100);
}

static void
test_a_device_is_inside_once (void)
{
  g_autoptr (KtgDesk) desk = ktg_desk_new (2);
  g_autoptr (KtgWorkroom) room = ktg_workroom_new (desk, 1000000);
  Inside inside = { 0 };

  ktg_workroom_enter (room, 1, 100, note_inside, &inside);
  ktg_workroom_enter (room, 1, 100, note_inside, &inside);
  ktg_workroom_enter (room, 2, 100, note_inside, &inside);
  ktg_desk_drain (desk);
  wait_inside (&inside, 2);
  ktg_workroom_leave (room, 1, 100);
  ktg_desk_drain (desk);
  wait_inside (&inside, 3);
  ktg_workroom_leave (room, 1, 100);
  ktg_workroom_leave (room, 2, 100);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/requests/" path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("the-head-decides", test_the_head_decides);
  ADD ("unsigned-bodies-take-no-room", test_unsigned_bodies_take_no_room);
  ADD ("short-bodies-have-room-kept", test_short_bodies_have_room_kept);
  ADD ("a-body-of-the-limit-is-taken-and-one-over-it-is-not",
       test_a_body_of_the_limit_is_taken_and_one_over_it_is_not);
  ADD ("the-newest-exchange-ends-the-older", test_the_newest_exchange_ends_the_older);
  ADD ("one-devices-exchange-leaves-anothers-alone",
       test_one_devices_exchange_leaves_anothers_alone);
  ADD ("a-thousand-files-are-asked-for-and-no-more",
       test_a_thousand_files_are_asked_for_and_no_more);
  ADD ("a-thousand-events-are-taken-and-no-more", test_a_thousand_events_are_taken_and_no_more);
  ADD ("a-batch-of-large-events-fits", test_a_batch_of_large_events_fits);
  g_test_add_func ("/requests/a-device-asks-so-often-and-no-more",
                   test_a_device_asks_so_often_and_no_more);
  g_test_add_func ("/requests/long-messages-cost-more", test_long_messages_cost_more);
  g_test_add_func ("/requests/what-is-read-is-paid-afterwards",
                   test_what_is_read_is_paid_afterwards);
  g_test_add_func ("/requests/strangers-leave-enrolment-its-part",
                   test_strangers_leave_enrolment_its_part);
  ADD ("a-flood-of-strangers-keeps-nobody-out", test_a_flood_of_strangers_keeps_nobody_out);
  ADD ("a-device-sends-eight-files-and-the-newest-ends-the-oldest",
       test_a_device_sends_eight_files_and_the_newest_ends_the_oldest);
  g_test_add_func ("/workroom/long-messages-wait-for-room-and-short-ones-do-not",
                   test_long_messages_wait_for_room_and_short_ones_do_not);
  g_test_add_func ("/workroom/a-device-is-inside-once", test_a_device_is_inside_once);

  return g_test_run ();
}
