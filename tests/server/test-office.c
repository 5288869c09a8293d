/* test-office.c - an office's device makes codes, lists, confirms and revokes below itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog-office.h"
#include "ktg-writer-private.h"

#include <ktg-enrol-json.h>
#include <ktg-office-json.h>
#include <ktg-test-server.h>

#include <string.h>

/* From the highest rank down; each was enrolled in this order. */
typedef enum
{
  CENTRE,   /* 1, of the country */
  PROVINCE, /* 2, the office of 34 */
  REGENCY,  /* 3, that of 34.71 */
  DISTRICT, /* 4, that of 34.71.04 */
  OTHER,    /* 5, that of 33.74 */
  OFFICER,  /* 6, of 34.71.04 */
  N_DEVICES,
} Who;

static const struct
{
  KtgRole     role;
  const char *region;
} seats[N_DEVICES] = {
  { KTG_ROLE_CENTRE, "" },         { KTG_ROLE_OFFICE, "34" },    { KTG_ROLE_OFFICE, "34.71" },
  { KTG_ROLE_OFFICE, "34.71.04" }, { KTG_ROLE_OFFICE, "33.74" }, { KTG_ROLE_OFFICER, "34.71.04" },
};

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *devices[N_DEVICES];
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  for (Who who = 0; who < N_DEVICES; who++)
    world->devices[who]
        = ktg_test_server_new_device (world->server, seats[who].role, seats[who].region);
}

static void
world_close (World *world, gconstpointer data)
{
  for (Who who = 0; who < N_DEVICES; who++)
    ktg_test_device_free (world->devices[who]);
  ktg_test_server_free (world->server);
}

/* --- asking --- */

/* @body: (transfer full) */
static KtgTestReply *
post (KtgTestDevice *device, const char *path, GBytes *body)
{
  KtgTestRequest request = { .body = body };
  KtgTestReply  *reply = ktg_test_device_ask (device, "POST", path, &request);

  g_assert_true (reply->is_proven);
  g_bytes_unref (body);
  return reply;
}

static KtgTestReply *
wish (KtgTestDevice *device, const char *role, const char *region)
{
  KtgAdmitRequest request = { (char *)"Siti", (char *)role, (char *)region };

  return post (device, "/v1/admit", ktg_admit_request_write (&request));
}

static KtgTestReply *
tell (KtgTestDevice *device, const char *path, const char *key, gint64 code)
{
  KtgOfficeSubject subject = { (char *)key, code };

  return post (device, path, ktg_office_subject_write (&subject));
}

static KtgOfficePage *
list (KtgTestDevice *device, const char *what)
{
  g_autofree char *path = g_strconcat ("/v1/admitted/", what, NULL);
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_ask (device, "GET", path, &(KtgTestRequest){ 0 });
  KtgOfficePage *page;

  g_assert_cmpuint (reply->status, ==, 200);
  page = ktg_office_page_parse (reply->content, NULL);
  g_assert_nonnull (page);
  return page;
}

/* @problem: NULL: it is done. */
static void
assert_becomes (KtgTestReply *reply, guint status, const char *problem)
{
  g_autoptr (KtgTestReply) owned = reply;
  g_autofree char *said = reply->status != 200 ? ktg_test_reply_dup_problem (reply) : NULL;

  g_assert_cmpstr (said, ==, problem);
  g_assert_cmpuint (reply->status, ==, status);
}

static void
assert_says (World *world, const char *verb, const char *part)
{
  g_assert_cmpint (ktg_test_server_hear (world->server, verb, NULL, part), ==, 0);
}

static KtgTestDevice *
enrol (World *world, const char *code, gboolean is_pending)
{
  KtgTestDevice *device = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);
  g_autoptr (KtgAccount) account = ktg_account_json_parse (reply->content, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (account->is_pending, ==, is_pending);
  return device;
}

static char *
dup_code (KtgTestDevice *device, const char *role, const char *region)
{
  g_autoptr (KtgTestReply) reply = wish (device, role, region);
  g_autoptr (KtgCodeLine) line = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  line = ktg_office_code_parse (reply->content, NULL);
  g_assert_cmpstr (line->state, ==, "outstanding");
  g_assert_cmpint (line->number, >, 0);
  return g_steal_pointer (&line->code);
}

static void
assert_served (KtgTestDevice *device)
{
  assert_becomes (ktg_test_device_exchange_raw (device, NULL, NULL), 200, NULL);
}

static void
assert_sound (World *world)
{
  assert_says (world, "verify", " 0 wrong");
}

/* --- */

static void
test_a_code (World *world, gconstpointer data)
{
  g_autofree char *code = dup_code (world->devices[REGENCY], "officer", "34.71.06");
  g_autoptr (KtgTestDevice) device = enrol (world, code, FALSE);

  assert_served (device);
  assert_says (world, "codes", "  by device 7  for device 3\n");
  assert_says (world, "audit", "  asked for a code  number 3\n");
  assert_sound (world);
}

/* Only lower ranks, and only inside. */
static void
test_who_may_admit_whom (World *world, gconstpointer data)
{
  static const struct
  {
    Who         who;
    const char *role, *region, *problem;
  } wishes[] = {
    { CENTRE, "office", "34", NULL },
    { CENTRE, "officer", "33.74.01", NULL },
    { CENTRE, "centre", "", "not-below" },
    { PROVINCE, "office", "34.71", NULL },
    { PROVINCE, "officer", "34", NULL },
    { PROVINCE, "office", "34", "not-below" },
    { PROVINCE, "centre", "34.71", "not-below" },
    { REGENCY, "office", "34.71.04", NULL },
    { REGENCY, "officer", "34.71", NULL },
    { REGENCY, "officer", "34", "not-below" },
    { REGENCY, "officer", "33.74", "not-below" },
    { REGENCY, "office", "34.71", "not-below" },
    { REGENCY, "office", "34.04", "not-below" },
    { OFFICER, "officer", "34.71.04", "not-an-office" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    assert_becomes (wish (world->devices[wishes[i].who], wishes[i].role, wishes[i].region),
                    wishes[i].problem != NULL ? 403 : 200,
                    wishes[i].problem);
}

static void
test_what_means_nothing (World *world, gconstpointer data)
{
  static const char *const wishes[][2]
      = { { "boss", "34.71" }, { "officer", "" }, { "office", "" }, { "officer", "34.71.x" } };
  KtgTestDevice *province = world->devices[PROVINCE];
  g_autoptr (KtgTestReply) other = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    assert_becomes (wish (province, wishes[i][0], wishes[i][1]), 400, "request");

  assert_becomes (tell (province, "/v1/revoke", NULL, 0), 400, "request");
  assert_becomes (tell (province,
                        "/v1/revoke",
                        ktg_test_device_get_key (world->devices[REGENCY]),
                        1),
                  400,
                  "request");
  assert_becomes (tell (province, "/v1/confirm", NULL, 1), 400, "request");
  other = ktg_test_device_ask (province, "GET", "/v1/admitted/all-0", &(KtgTestRequest){ 0 });
  g_assert_cmpuint (other->status, ==, 400);
}

static void
test_an_officer_asks_nothing (World *world, gconstpointer data)
{
  KtgTestDevice *officer = world->devices[OFFICER];
  const char    *key = ktg_test_device_get_key (world->devices[DISTRICT]);

  assert_becomes (tell (officer, "/v1/revoke", key, 0), 403, "not-an-office");
  assert_becomes (tell (officer, "/v1/confirm", key, 0), 403, "not-an-office");
  assert_becomes (ktg_test_device_ask (officer,
                                       "GET",
                                       "/v1/admitted/devices-0",
                                       &(KtgTestRequest){ 0 }),
                  403,
                  "not-an-office");
}

static void
assert_device (KtgOfficePage *page, guint i, gint64 number)
{
  const KtgDeviceLine *line = g_ptr_array_index (page->devices, i);

  g_assert_cmpint (line->number, ==, number);
}

/* Nobody hears of its own rank, of those above, or of what lies beside. */
static void
test_what_is_below_is_listed (World *world, gconstpointer data)
{
  g_autofree char *waits = dup_code (world->devices[PROVINCE], "office", "34.04");
  g_autofree char *used = dup_code (world->devices[PROVINCE], "office", "34.71.06");
  g_autofree char *elsewhere = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "33");
  g_autoptr (KtgTestDevice) pending = enrol (world, used, TRUE);
  g_autoptr (KtgOfficePage) devices = list (world->devices[PROVINCE], "devices-0");
  g_autoptr (KtgOfficePage) after = list (world->devices[PROVINCE], "devices-4");
  g_autoptr (KtgOfficePage) codes = list (world->devices[PROVINCE], "codes-0");
  g_autoptr (KtgOfficePage) none = list (world->devices[REGENCY], "codes-0");
  const KtgDeviceLine *line;
  const KtgCodeLine   *code;

  g_assert_cmpuint (devices->devices->len, ==, 4);
  assert_device (devices, 0, 3);
  assert_device (devices, 1, 4);
  assert_device (devices, 2, 6);
  assert_device (devices, 3, 7);
  g_assert_cmpint (devices->next, ==, 0);
  line = g_ptr_array_index (devices->devices, 3);
  g_assert_true (line->is_pending);
  g_assert_cmpstr (line->device, ==, ktg_test_device_get_key (pending));
  g_assert_null (line->words);
  g_assert_cmpint (line->enrolled_at_ms, >, 0);
  g_assert_cmpuint (after->devices->len, ==, 2);
  assert_device (after, 0, 6);

  g_assert_cmpuint (codes->codes->len, ==, 1);
  code = g_ptr_array_index (codes->codes, 0);
  g_assert_cmpstr (code->region, ==, "34.04");
  g_assert_null (code->code);
  g_assert_cmpuint (none->codes->len, ==, 0);
}

static void
test_one_below_is_confirmed (World *world, gconstpointer data)
{
  g_autofree char *code = dup_code (world->devices[PROVINCE], "office", "34.04");
  g_autoptr (KtgTestDevice) device = enrol (world, code, TRUE);
  g_autofree char *key = g_strdup (ktg_test_device_get_key (device));

  assert_becomes (ktg_test_device_exchange_raw (device, NULL, NULL), 403, "pending");
  assert_becomes (tell (device, "/v1/confirm", key, 0), 403, "pending");
  assert_becomes (tell (world->devices[REGENCY], "/v1/confirm", key, 0), 403, "not-below");
  assert_becomes (tell (world->devices[OTHER], "/v1/confirm", key, 0), 403, "not-below");
  assert_becomes (tell (world->devices[PROVINCE],
                        "/v1/confirm",
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                        0),
                  403,
                  "not-below");
  assert_becomes (ktg_test_device_exchange_raw (device, NULL, NULL), 403, "pending");

  assert_becomes (tell (world->devices[PROVINCE], "/v1/confirm", key, 0), 200, NULL);
  assert_served (device);
  assert_says (world, "audit", "  confirmed a device  number 2\n");
  assert_sound (world);
}

static void
test_one_below_is_revoked (World *world, gconstpointer data)
{
  KtgTestDevice *officer = world->devices[OFFICER];

  assert_becomes (tell (world->devices[OTHER], "/v1/revoke", ktg_test_device_get_key (officer), 0),
                  403,
                  "not-below");
  assert_becomes (tell (world->devices[DISTRICT],
                        "/v1/revoke",
                        ktg_test_device_get_key (world->devices[REGENCY]),
                        0),
                  403,
                  "not-below");
  assert_becomes (tell (world->devices[REGENCY],
                        "/v1/revoke",
                        ktg_test_device_get_key (world->devices[REGENCY]),
                        0),
                  403,
                  "not-below");
  assert_served (officer);

  assert_becomes (tell (world->devices[DISTRICT],
                        "/v1/revoke",
                        ktg_test_device_get_key (officer),
                        0),
                  200,
                  NULL);
  assert_becomes (ktg_test_device_exchange_raw (officer, NULL, NULL), 403, "revoked");
  ktg_test_server_restart (world->server);
  assert_becomes (ktg_test_device_exchange_raw (officer, NULL, NULL), 403, "revoked");
  assert_says (world, "audit", "  revoked a device  number 4\n");
  assert_sound (world);
}

static void
test_a_code_is_taken_back (World *world, gconstpointer data)
{
  g_autofree char *code = dup_code (world->devices[PROVINCE], "officer", "34.71");
  g_autofree char *used = dup_code (world->devices[PROVINCE], "officer", "34.71");
  g_autoptr (KtgTestDevice) device = enrol (world, used, FALSE);
  g_autoptr (KtgTestDevice) late = ktg_test_device_new (world->server->port);

  assert_becomes (tell (world->devices[OTHER], "/v1/revoke", NULL, 7), 403, "not-below");
  assert_becomes (tell (world->devices[REGENCY], "/v1/revoke", NULL, 70), 403, "not-below");
  assert_becomes (tell (world->devices[REGENCY], "/v1/revoke", NULL, 8), 409, "code-used");
  assert_becomes (tell (world->devices[REGENCY], "/v1/revoke", NULL, 7), 200, NULL);
  assert_becomes (ktg_test_device_enrol (late, code), 403, "code-cancelled");
  assert_served (device);
}

/* What a stolen laptop of an office made before somebody noticed. */
static void
test_a_code_ends_with_who_asked (World *world, gconstpointer data)
{
  g_autofree char *of_revoked = dup_code (world->devices[REGENCY], "officer", "34.71");
  g_autofree char *of_moved = dup_code (world->devices[DISTRICT], "officer", "34.71.04");
  g_autofree char *moves = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.71.04");
  g_autoptr (KtgTestDevice) device = ktg_test_device_new (world->server->port);

  assert_becomes (tell (world->devices[PROVINCE],
                        "/v1/revoke",
                        ktg_test_device_get_key (world->devices[REGENCY]),
                        0),
                  200,
                  NULL);
  assert_becomes (ktg_test_device_enrol (device, of_revoked), 403, "code-cancelled");
  assert_becomes (ktg_test_device_enrol (world->devices[DISTRICT], moves), 200, NULL);
  assert_becomes (ktg_test_device_enrol (device, of_moved), 403, "code-cancelled");
}

static gboolean
fill_codes (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_db_execute (catalog->db,
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 99)"
                         " INSERT INTO code (hash, officer, role, region, made_at, expires_at,"
                         " asked_by) SELECT randomblob (32), 'Siti', 'officer', '34.71', 1,"
                         " 9000000000000, 3 FROM n",
                         error);
}

static void
test_so_many_codes_wait (World *world, gconstpointer data)
{
  g_autoptr (KtgTestReply) last = NULL;
  g_autoptr (KtgCodeLine) line = NULL;

  G_STATIC_ASSERT (KTG_OFFICE_CODES == 100);
  ktg_writer_run (ktg_archive_get_writer (world->server->archive), fill_codes, NULL, NULL);
  last = wish (world->devices[REGENCY], "officer", "34.71");
  g_assert_cmpuint (last->status, ==, 200);
  line = ktg_office_code_parse (last->content, NULL);
  assert_becomes (wish (world->devices[REGENCY], "officer", "34.71"), 409, "too-many-codes");
  assert_becomes (wish (world->devices[PROVINCE], "officer", "34.71"), 200, NULL);
  assert_becomes (tell (world->devices[REGENCY], "/v1/revoke", NULL, line->number), 200, NULL);
  assert_becomes (wish (world->devices[REGENCY], "officer", "34.71"), 200, NULL);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/office/" path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("makes-a-code-for-somebody-below", test_a_code);
  ADD ("may-admit-lower-ranks-inside-its-region-alone", test_who_may_admit_whom);
  ADD ("what-means-nothing-is-refused", test_what_means_nothing);
  ADD ("an-officer-asks-nothing-of-it", test_an_officer_asks_nothing);
  ADD ("hears-of-what-is-below-alone", test_what_is_below_is_listed);
  ADD ("confirms-one-below", test_one_below_is_confirmed);
  ADD ("revokes-one-below", test_one_below_is_revoked);
  ADD ("takes-a-code-back", test_a_code_is_taken_back);
  ADD ("its-codes-end-with-what-it-may", test_a_code_ends_with_who_asked);
  ADD ("so-many-of-its-codes-wait-and-no-more", test_so_many_codes_wait);

  return g_test_run ();
}
