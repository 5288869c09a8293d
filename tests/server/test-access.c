/* test-access.c - every request, by every role, from its own region and another, about its own
 * report and another's: what is answered, and that nothing else is
 *
 * What is right stands here as a table, and asks nothing of the server's own rule.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#include <string.h>

/* Where the two other devices are that filed a report each. */
#define NEAR_REGION "34.71.04"
#define FAR_REGION "33.74.01"

typedef struct
{
  const char *name;
  KtgRole     role;
  const char *region;
  gboolean    sees_near;
  gboolean    sees_far;
} Actor;

static const Actor actors[] = {
  { "officer there", KTG_ROLE_OFFICER, "34.71.04", FALSE, FALSE },
  { "officer above", KTG_ROLE_OFFICER, "34.71", FALSE, FALSE },
  { "officer elsewhere", KTG_ROLE_OFFICER, "33.74.01", FALSE, FALSE },
  { "office there", KTG_ROLE_OFFICE, "34.71.04", TRUE, FALSE },
  { "office above", KTG_ROLE_OFFICE, "34", TRUE, FALSE },
  { "office beside", KTG_ROLE_OFFICE, "34.71.05", FALSE, FALSE },
  { "office elsewhere", KTG_ROLE_OFFICE, "33.74", FALSE, TRUE },
  { "centre of a part", KTG_ROLE_CENTRE, "34", TRUE, FALSE },
  { "centre", KTG_ROLE_CENTRE, "", TRUE, TRUE },
};

typedef enum
{
  OWN,    /* the asker filed it */
  SEEN,   /* another did, and the asker may see it */
  UNSEEN, /* another did */
  N_RELATIONS,
} Relation;

/* A report with its photo, filed and delivered. */
typedef struct
{
  char    *id;       /* of the report */
  char    *event_id; /* of its filing */
  GBytes  *photo;
  char    *sha256;
  Relation relation; /* to whoever asks now */
} Target;

/* --- what is asked; each gives what came of it in words --- */

static char *
describe (KtgTestReply *reply)
{
  g_autofree char *problem = NULL;

  if (reply->status < 400 || g_bytes_get_size (reply->content) == 0)
    return g_strdup_printf ("%u", reply->status);

  problem = ktg_test_reply_dup_problem (reply);
  return g_strdup_printf ("%u %s", reply->status, problem);
}

static char *
ask_file (KtgTestDevice *device, const Target *target, const char *method, const char *headers)
{
  g_autofree char *path = g_strconcat ("/v1/files/", target->sha256, NULL);
  KtgTestRequest   request = { .headers = headers };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, method, path, &request);

  if (reply->status == 200 && strcmp (method, "GET") == 0)
    g_assert_true (g_bytes_equal (reply->content, target->photo));
  if (reply->status >= 400)
    g_assert_cmpint (g_bytes_get_size (reply->content), <, 400);
  return describe (reply);
}

static char *
ask_offset (KtgTestDevice *device, const Target *target)
{
  return ask_file (device, target, "HEAD", NULL);
}

static char *
ask_whole (KtgTestDevice *device, const Target *target)
{
  return ask_file (device, target, "GET", NULL);
}

static char *
ask_part (KtgTestDevice *device, const Target *target)
{
  return ask_file (device, target, "GET", "Range: bytes=1-2\r\n");
}

static char *
bring_file (KtgTestDevice *device, const Target *target)
{
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_patch (device, target->sha256, 0, target->photo, TRUE);

  return describe (reply);
}

static char *
read_events (KtgTestDevice *device, const Target *target)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (device, NULL, NULL);

  for (guint i = 0; i < ktg_test_news_count (answer); i++)
    {
      const KtgIndexedEvent *event = ktg_test_news_get (answer, i);

      if (event->envelope != NULL && strcmp (event->envelope->id, target->event_id) == 0)
        return g_strdup ("shown");
    }
  return g_strdup ("not shown");
}

static char *
ask_receipt (KtgTestDevice *device, const Target *target)
{
  g_autofree char *text = g_strdup_printf ("{\"events\":[],\"files\":[\"%s\"]}", target->sha256);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, "POST", "/v1/exchange", &request);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  if (reply->status != 200)
    return describe (reply);

  answer = ktg_exchange_answer_parse (reply->content, NULL, NULL);
  if (answer->missing->len > 0)
    return g_strdup ("missing");
  return g_strdup (answer->receipts->len > 0 ? "receipt" : "nothing");
}

static char *
send_event (KtgTestDevice *device, KtgEnvelope *envelope)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, envelope);
  const KtgRefusal *refusal;

  if (answer->refused->len == 0)
    return g_strdup (answer->receipts->len > 0 ? "taken" : "nothing");

  refusal = g_ptr_array_index (answer->refused, 0);
  return g_strdup (strrchr (refusal->type, ':') + 1);
}

static char *
say (KtgTestDevice *device, const Target *target, KtgEventKind kind, const char *type)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();
  g_autoptr (KtgEnvelope) envelope = NULL;

  event->kind = kind;
  event->type = g_strdup (type);
  event->report_id = g_strdup (target->id);
  if (kind == KTG_EVENT_WITHDRAWN)
    event->reason = g_strdup ("a mistake");
  envelope = ktg_test_device_sign (device, event);

  return send_event (device, envelope);
}

static char *
amend (KtgTestDevice *device, const Target *target)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_amend (device, target->id, target->event_id);

  return send_event (device, envelope);
}

static char *
withdraw (KtgTestDevice *device, const Target *target)
{
  return say (device, target, KTG_EVENT_WITHDRAWN, "report.withdrawn");
}

static char *
take_step (KtgTestDevice *device, const Target *target)
{
  g_autoptr (KtgEnvelope) envelope
      = ktg_test_device_step (device, target->id, target->event_id, target->event_id, NULL);

  return send_event (device, envelope);
}

/* What an older version called an office's decision is a type like any that is not known. */
static char *
say_former (KtgTestDevice *device, const Target *target)
{
  return say (device, target, KTG_EVENT_OTHER, "review.state");
}

static char *
note (KtgTestDevice *device, const Target *target)
{
  g_autoptr (KtgEnvelope) envelope
      = ktg_test_device_note (device, target->id, target->event_id, FALSE);

  return send_event (device, envelope);
}

static char *
say_unknown (KtgTestDevice *device, const Target *target)
{
  return say (device, target, KTG_EVENT_OTHER, "note.added");
}

static char *
ask_pack (KtgTestDevice *device, const Target *target)
{
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_ask (device, "GET", "/v1/packs/form_b3-2022-08", NULL);

  return describe (reply);
}

typedef struct
{
  const char *name;
  char *(*ask) (KtgTestDevice *device, const Target *target);
  const char *officer[N_RELATIONS]; /* what is right: own, seen, unseen */
  const char *office[N_RELATIONS];  /* NULL: as an officer */
} Question;

static const Question questions[] = {
  { "offset", ask_offset, { "200", "404", "404" }, { NULL } },
  { "bring", bring_file, { "200", "404 unknown-file", "404 unknown-file" }, { NULL } },
  { "whole file", ask_whole, { "200", "200", "404 unknown-file" }, { NULL } },
  { "part", ask_part, { "206", "206", "404 unknown-file" }, { NULL } },
  { "events", read_events, { "not shown", "shown", "not shown" }, { NULL } },
  { "receipt of a file", ask_receipt, { "receipt", "nothing", "nothing" }, { NULL } },
  { "pack", ask_pack, { "200", "200", "200" }, { NULL } },
  { "unknown", say_unknown, { "taken", "taken", "taken" }, { NULL } },
  { "review.state", say_former, { "taken", "taken", "taken" }, { NULL } },
  { "step",
    take_step,
    { "taken", "other-report", "other-report" },
    { "taken", "taken", "other-report" } },
  { "case",
    note,
    { "taken", "other-report", "other-report" },
    { "taken", "taken", "other-report" } },
  /* Under a UUID of its own, even where another used it. */
  { "amend", amend, { "taken", "taken", "taken" }, { NULL } },
  { "withdraw", withdraw, { "taken", "taken", "taken" }, { NULL } },
};

/* --- the world --- */

typedef struct
{
  KtgTestServer *server;
  KtgTestServer *other; /* another node */
  KtgTestDevice *siti;
  KtgTestDevice *budi;
} World;

static Target *
target_new (KtgTestDevice *filer, const char *region)
{
  Target *target = g_new0 (Target, 1);
  guint8  bytes[2000];
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  ktg_random_fill (bytes, sizeof bytes);
  target->id = ktg_random_dup_uuid ();
  target->photo = g_bytes_new (bytes, sizeof bytes);
  target->sha256 = ktg_sha256_of_bytes (target->photo);
  filed = ktg_test_device_file_there (filer, target->id, region, target->photo);
  target->event_id = g_strdup (filed->id);
  answer = ktg_test_device_send (filer, filed);
  g_assert_cmpuint (answer->missing->len, ==, 1);
  reply = ktg_test_device_patch (filer, target->sha256, 0, target->photo, TRUE);
  g_assert_cmpuint (reply->status, ==, 200);

  return target;
}

static void
target_free (Target *target)
{
  g_bytes_unref (target->photo);
  g_free (target->id);
  g_free (target->event_id);
  g_free (target->sha256);
  g_free (target);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Target, target_free)

static KtgTestServer *
new_server (void)
{
  KtgTestServer *server = ktg_test_server_new ();

  server->packs_folder = g_strdup (g_getenv ("KTG_PACKS"));
  ktg_test_server_start (server);
  return server;
}

static void
world_open (World *world, gconstpointer data)
{
  world->server = new_server ();
  world->other = new_server ();
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, NEAR_REGION);
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, FAR_REGION);
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_server_free (world->server);
  ktg_test_server_free (world->other);
}

/* --- cells --- */

static guint n_cells;

static void
check (const Actor    *actor,
       const Question *question,
       const char     *about,
       char           *got,
       const char     *right)
{
  g_autofree char *answer = got;

  n_cells++;
  if (g_strcmp0 (answer, right) == 0)
    return;

  g_test_message ("%s, %s, %s: “%s”, and right is “%s”",
                  actor->name,
                  question->name,
                  about,
                  answer,
                  right);
  g_test_fail ();
}

static const char *
get_right (const Actor *actor, const Question *question, Relation relation)
{
  const char *office = question->office[relation];

  return actor->role != KTG_ROLE_OFFICER && office != NULL ? office : question->officer[relation];
}

static void
ask_all (const Actor *actor, KtgTestDevice *device, const char *about, Target *target)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    check (actor,
           &questions[i],
           about,
           questions[i].ask (device, target),
           get_right (actor, &questions[i], target->relation));
}

static void
test_every_cell (World *world, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      const Actor *actor = &actors[i];
      g_autoptr (KtgTestDevice) device
          = ktg_test_server_new_device (world->server, actor->role, actor->region);
      g_autoptr (Target) near = target_new (world->siti, NEAR_REGION);
      g_autoptr (Target) far = target_new (world->budi, FAR_REGION);
      g_autoptr (Target) own = target_new (device, NEAR_REGION);

      near->relation = actor->sees_near ? SEEN : UNSEEN;
      far->relation = actor->sees_far ? SEEN : UNSEEN;
      own->relation = OWN;
      ask_all (actor, device, "near", near);
      ask_all (actor, device, "far", far);
      ask_all (actor, device, "own", own);
    }
  g_assert_cmpuint (n_cells, ==, G_N_ELEMENTS (actors) * 3 * G_N_ELEMENTS (questions));
}

/* --- who is let into nothing: each request, signed by a key that may not --- */

static const char *const closed[][2] = {
  { "GET", "/v1/packs/form_b3-2022-08" },
  { "GET", "/v1/files/%s" },
  { "HEAD", "/v1/files/%s" },
  { "PATCH", "/v1/files/%s" },
  { "POST", "/v1/exchange" },
};

static KtgTestReply *
knock (KtgTestDevice *device, guint i, const Target *target)
{
  static const char message[] = "{\"events\":[],\"files\":[]}";
  g_autofree char  *path = g_str_has_suffix (closed[i][1], "%s")
                               ? g_strconcat ("/v1/files/", target->sha256, NULL)
                               : g_strdup (closed[i][1]);
  g_autoptr (GBytes) body = g_bytes_new_static (message, strlen (message));
  KtgTestRequest request = { 0 };

  if (strcmp (closed[i][0], "POST") == 0)
    request.body = body;
  if (strcmp (closed[i][0], "PATCH") == 0)
    return ktg_test_device_patch (device, target->sha256, 0, target->photo, TRUE);

  return ktg_test_device_ask (device, closed[i][0], path, &request);
}

static void
assert_shut_out (KtgTestDevice *device, const Target *target, const char *right)
{
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autoptr (KtgTestReply) reply = knock (device, i, target);
      g_autofree char *answer = describe (reply);

      if (strcmp (closed[i][0], "HEAD") == 0)
        g_assert_true (g_str_has_prefix (right, answer));
      else
        g_assert_cmpstr (answer, ==, right);
    }
}

static void
test_revoked (World *world, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autoptr (KtgTestDevice) device
          = ktg_test_server_new_device (world->server, actors[i].role, actors[i].region);
      g_autoptr (Target) own = target_new (device, NEAR_REGION);
      g_autofree char *code = NULL;
      g_autoptr (KtgTestReply) reply = NULL;
      g_autofree char *answer = NULL;

      g_assert_cmpint (ktg_test_server_run (world->server,
                                            NULL,
                                            "revoke",
                                            ktg_test_device_get_key (device),
                                            NULL),
                       ==,
                       0);
      assert_shut_out (device, own, "403 revoked");

      /* Not by a new code either: only a new key comes in again. */
      code = ktg_test_server_make_code (world->server, actors[i].role, actors[i].region);
      reply = ktg_test_device_enrol (device, code);
      answer = describe (reply);
      g_assert_cmpstr (answer, ==, "403 revoked");
    }
}

static void
test_never_enrolled (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) stranger = ktg_test_device_new (world->server->port);
  g_autoptr (Target) near = target_new (world->siti, NEAR_REGION);

  stranger->server_key = g_strdup (world->siti->server_key);
  assert_shut_out (stranger, near, "403 not-enrolled");
}

/* The same person is enrolled at the other server, too. */
static void
enrol_there (World *world, KtgTestDevice *device)
{
  g_autofree char *code = ktg_test_server_make_code (world->other, KTG_ROLE_CENTRE, "");
  g_autoptr (KtgTestDevice) twin = ktg_test_device_new (world->other->port);
  g_autoptr (KtgTestReply) reply = NULL;

  ktg_signing_key_unref (twin->key);
  twin->key = ktg_signing_key_ref (device->key);
  reply = ktg_test_device_enrol (twin, code);
  g_assert_cmpuint (reply->status, ==, 200);
}

/* Signed for another node, whoever signs. */
static void
test_other_node (World *world, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autoptr (KtgTestDevice) device
          = ktg_test_server_new_device (world->server, actors[i].role, actors[i].region);
      g_autoptr (Target) own = target_new (device, NEAR_REGION);

      enrol_there (world, device);
      device->port = world->other->port;
      assert_shut_out (device, own, "401 other-node");
    }
}

static void
test_unsigned (World *world, gconstpointer data)
{
  g_autoptr (Target) near = target_new (world->siti, NEAR_REGION);

  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autofree char *path = g_str_has_suffix (closed[i][1], "%s")
                                  ? g_strconcat ("/v1/files/", near->sha256, NULL)
                                  : g_strdup (closed[i][1]);
      g_autofree char *text
          = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                             closed[i][0],
                             path);
      g_autoptr (KtgTestReply) reply = ktg_test_device_ask_as_is (world->siti, closed[i][0], text);

      g_assert_cmpuint (reply->status, ==, 401);
      g_assert_false (reply->is_proven);
    }
}

#define ADD(path, test) g_test_add (path, World, NULL, world_open, test, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/access/each-role-and-region-about-own-and-others-reports", test_every_cell);
  ADD ("/access/a-revoked-device-is-let-into-nothing", test_revoked);
  ADD ("/access/a-key-that-nobody-enrolled-is-let-into-nothing", test_never_enrolled);
  ADD ("/access/what-was-signed-for-another-node-is-let-into-nothing", test_other_node);
  ADD ("/access/what-nobody-signed-is-let-into-nothing", test_unsigned);

  return g_test_run ();
}
