/* test-bad-input.c - what a message must not say, and how its error names it
 *
 * Each case is a golden message with one thing changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-bookmark-json.h>
#include <ktg-enrol-json.h>
#include <ktg-event-json.h>
#include <ktg-exchange-json.h>
#include <ktg-problem-json.h>
#include <ktg-receipt-json.h>
#include <ktg-report-json.h>

#include <string.h>

#define DDD "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
#define EEE "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"

typedef struct
{
  const char  *from; /* NULL: @to is the whole message */
  const char  *to;
  KtgWireError code;
  const char  *key;
} Change;

typedef gboolean (*Parse) (GBytes *text, GError **error);

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  char            *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_strchomp (text);
}

static char *
replace_once (const char *text, const char *from, const char *to)
{
  const char *found = strstr (text, from);

  if (found == NULL)
    g_error ("the golden message has no %s", from);

  return g_strdup_printf ("%.*s%s%s", (int)(found - text), text, to, found + strlen (from));
}

static void
assert_refused (const char *golden, Parse parse, const Change *change)
{
  g_autofree char *text = change->from != NULL ? replace_once (golden, change->from, change->to)
                                               : g_strdup (change->to);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  if (parse (bytes, &error))
    g_error ("was read: %s", change->to);

  if (!g_error_matches (error, KTG_WIRE_ERROR, (int)change->code))
    g_error ("%s has the wrong error: %s", change->to, error->message);

  key = ktg_wire_error_dup_key (error);

  if (g_strcmp0 (key, change->key) != 0)
    g_error ("%s names %s instead of %s", change->to, key, change->key);
}

static void
assert_all_refused (const char *name, Parse parse, const Change *changes, gsize n_changes)
{
  g_autofree char *golden = load (name);
  g_autoptr (GBytes) unchanged = g_bytes_new (golden, strlen (golden));
  g_autoptr (GError) error = NULL;

  parse (unchanged, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < n_changes; i++)
    assert_refused (golden, parse, &changes[i]);
}

#define NOT_JSON KTG_WIRE_ERROR_NOT_JSON
#define UNKNOWN KTG_WIRE_ERROR_UNKNOWN_KEY
#define MISSING KTG_WIRE_ERROR_MISSING_KEY
#define BAD KTG_WIRE_ERROR_BAD_VALUE

static gboolean
parse_input (GBytes *text, GError **error)
{
  g_autoptr (KtgReport) report = ktg_report_json_parse (text, KTG_REPORT_JSON_INPUT, error);

  return report != NULL;
}

static void
an_officers_report_names_its_mistake (void)
{
  static const Change changes[] = {
    { NULL, "", NOT_JSON, NULL },
    { NULL, "[]", NOT_JSON, NULL },
    { NULL, "42", NOT_JSON, NULL },
    { NULL, "kind: lhp", NOT_JSON, NULL },
    { NULL, "{'kind':'lhp'}", NOT_JSON, NULL },
    { NULL, "{}", MISSING, "kind" },
    { NULL, "{\"kind\":\"lhp\",\"kind\":\"lhp\"}", BAD, "kind" },
    { "\"kind\": \"lhp\"", "\"kind\": \"\\ud800\"", NOT_JSON, NULL },
    { "\"kind\": \"lhp\",", "", MISSING, "kind" },
    { "\"kind\": \"lhp\"", "\"kind\": \"\"", BAD, "kind" },
    { "\"kind\": \"lhp\"", "\"kind\": null", BAD, "kind" },
    { "\"kind\": \"lhp\"", "\"kind\": 7", BAD, "kind" },
    { "\"kind\": \"lhp\"", "\"Kind\": \"lhp\"", MISSING, "kind" },
    { "\"kind\": \"lhp\"", "\"kind\": \"lhp\", \"kinds\": []", UNKNOWN, "kinds" },
    { "\"kind\": \"lhp\"", "\"kind\": \"lhp\", \"evidence\": []", UNKNOWN, "evidence" },
    { "\"known\": \"2024-11-12\"",
      "\"known\": \"2024-11-12\", \"filed\": \"2024-11-12\"",
      UNKNOWN,
      "times.filed" },
    { "\"known\": \"2024-11-12\"", "\"known\": 20241112", BAD, "times.known" },
    { "\"times\": {", "\"time\": {", UNKNOWN, "time" },
    { "\"place\": {", "\"places\": {", UNKNOWN, "places" },
    { "\"region\": \"34.71.04.1002\"", "\"region\": \"Yogyakarta\"", BAD, "place.region" },
    { "\"class\": \"office\"", "\"klass\": \"office\"", UNKNOWN, "place.klass" },
    { "\"class\"", "\"polling_place\": 0, \"class\"", BAD, "place.polling_place" },
    { "\"class\"", "\"polling_place\": 1000, \"class\"", BAD, "place.polling_place" },
    { "\"class\"", "\"polling_place\": \"012\", \"class\"", BAD, "place.polling_place" },
    { "\"ballot_number\": 2", "\"ballot_number\": \"2\"", BAD, "ballot_number" },
    { "\"ballot_number\": 2", "\"ballot_number\": 2.0", BAD, "ballot_number" },
    { "\"ballot_number\": 2", "\"ballot_number\": 0", BAD, "ballot_number" },
    { "\"ballot_number\": 2", "\"ballot_number\": 9007199254740993", BAD, "ballot_number" },
    { "\"ballot_number\": 2", "\"ballot_number\": 99999999999999999999", NOT_JSON, NULL },
    { "\"KE-05\"", "5", BAD, "violations[0]" },
    { "\"violations\": [", "\"violations\": [\"\",", BAD, "violations[0]" },
    { "\"role\": \"reported\"", "\"role\": \"suspect\"", BAD, "persons[0].role" },
    { "\"role\": \"reported\",", "", MISSING, "persons[0].role" },
    { "\"name\": \"Ani\"", "\"nama\": \"Ani\"", MISSING, "persons[1].name" },
    { "\"name\": \"Ani\"", "\"name\": \" \"", BAD, "persons[1].name" },
    { "\"name\": \"Ani\"", "\"name\": \"Ani\", \"umur\": 30", UNKNOWN, "persons[1].umur" },
    { "\"persons\": [", "\"persons\": [[],", BAD, "persons[0]" },
    { "\"account\":", "\"akun\":", UNKNOWN, "akun" },
    { "Berfoto bersama bakal calon,", "\t", NOT_JSON, NULL },
  };

  assert_all_refused ("report-full.json", parse_input, changes, G_N_ELEMENTS (changes));
}

static void
a_place_is_an_object (void)
{
  static const Change changes[] = {
    { "\"place\": {\n    \"words\": \"Balai Desa Notoprajan\"\n  }",
      "\"place\": \"Balai Desa\"",
      BAD,
      "place" },
  };

  assert_all_refused ("report-minimal.json", parse_input, changes, G_N_ELEMENTS (changes));
}

static gboolean
parse_body (GBytes *text, GError **error)
{
  g_autoptr (KtgReport) report = ktg_report_json_parse (text, KTG_REPORT_JSON_BODY, error);

  return report != NULL;
}

static void
evidence_is_never_a_path_or_a_guess (void)
{
  static const Change changes[] = {
    { "\"sha256\":\"a", "\"sha256\":\"A", BAD, "evidence[0].sha256" },
    { "\"sha256\":\"aa", "\"sha256\":\"a", BAD, "evidence[0].sha256" },
    { "\"sha256\":\"aa", "\"sha256\":\"../", BAD, "evidence[0].sha256" },
    { "\"bytes\":2190194", "\"bytes\":\"2190194\"", BAD, "evidence[0].bytes" },
    { "\"bytes\":2190194", "\"bytes\":-1", BAD, "evidence[0].bytes" },
    { "\"bytes\":2190194", "\"bytes\":0", BAD, "evidence[0].bytes" },
    { "\"bytes\":2190194", "\"bytes\":9007199254740992", BAD, "evidence[0].bytes" },
    { "\"bytes\":2190194,", "", MISSING, "evidence[0].bytes" },
    { "\"image/jpeg\"", "\"jpeg\"", BAD, "evidence[0].media_type" },
    { "\"image/jpeg\"", "\"image/jpeg\\r\\nX: y\"", BAD, "evidence[0].media_type" },
    { "IMG-20241112-WA0003.jpg", "../../etc/passwd", BAD, "evidence[0].original_name" },
    { "IMG-20241112-WA0003.jpg", "..", BAD, "evidence[0].original_name" },
    { "IMG-20241112-WA0003.jpg", "a\\u001bb", BAD, "evidence[0].original_name" },
    { "IMG-20241112-WA0003.jpg", "", BAD, "evidence[0].original_name" },
    { "\"latitude\":-7.8", "\"latitude\":-97.8", BAD, "evidence[0].position.latitude" },
    { "\"latitude\":-7.8,", "", MISSING, "evidence[0].position.latitude" },
    { "\"posted\":false", "\"posted\":true", BAD, "evidence[1].posted" },
    { "\"when\":\"2024-11-12\"", "\"when\":\"soon\"", BAD, "evidence[0].posted.when" },
    { "\"preview\":{\"sha256\"", "\"preview\":{\"sha1\"", MISSING, "evidence[0].preview.sha256" },
    { ",\"filed\":\"2024-11-12T20:31:07+07:00\"", "", MISSING, "times.filed" },
  };

  assert_all_refused ("report-body.json", parse_body, changes, G_N_ELEMENTS (changes));
}

static gboolean
parse_event (GBytes *text, GError **error)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (text, error);

  return event != NULL;
}

static void
an_admission_names_whom_and_what (void)
{
  static const Change changes[] = {
    { "\"device\":\"1", "\"device\":\"", BAD, "body.device" },
    { "\"device\":", "\"node\":", MISSING, "body.device" },
    { "\"box\":", "\"boxes\":", MISSING, "body.box" },
    { "\"officer\":\"Siti Rahayu\",", "", MISSING, "body.officer" },
    { "\"role\":\"office\"", "\"role\":\"\"", BAD, "body.role" },
    { "\"region\":\"34.71\"", "\"region\":null", BAD, "body.region" },
    { ",\"seq\":0}", ",\"seq\":-1}", BAD, "body.seq" },
    { ",\"seq\":0}", "}", MISSING, "body.seq" },
  };

  assert_all_refused ("event-device-admitted.json", parse_event, changes, G_N_ELEMENTS (changes));
}

static gboolean
parse_bookmark (GBytes *text, GError **error)
{
  g_autoptr (KtgBookmark) bookmark = ktg_bookmark_json_parse (text, error);

  return bookmark != NULL;
}

static void
a_bookmark_names_an_event (void)
{
  static const Change changes[] = {
    { "\"v\":1", "\"v\":2", BAD, "v" },        { "book.head", "node.life", BAD, "type" },
    { "\"seq\":41", "\"seq\":0", BAD, "seq" }, { "\"id\":\"ef", "\"id\":\"EF", BAD, "id" },
    { "\"at\":", "\"on\":", MISSING, "at" },
  };

  assert_all_refused ("book-head.json", parse_bookmark, changes, G_N_ELEMENTS (changes));
}

static void
a_revocation_names_whom_and_from_where (void)
{
  static const Change changes[] = {
    { "\"node\":", "\"device\":", MISSING, "body.node" },
    { "\"seq\":41,", "", MISSING, "body.seq" },
    { "\"id\":\"ef", "\"id\":\"EF", BAD, "body.id" },
  };

  assert_all_refused ("event-node-revoked.json", parse_event, changes, G_N_ELEMENTS (changes));
}

static void
an_event_is_of_version_one (void)
{
  static const Change changes[] = {
    { NULL, "", NOT_JSON, NULL },
    { NULL, "null", NOT_JSON, NULL },
    { NULL, "{}", MISSING, "v" },
    { "\"v\":1", "\"v\":2", BAD, "v" },
    { "\"v\":1", "\"v\":\"1\"", BAD, "v" },
    { "\"v\":1", "\"v\":1,\"v\":1", BAD, "v" },
    { "\"type\":\"report.amended\"", "\"type\":\"\"", BAD, "type" },
    { "\"report\":\"3f0c", "\"report\":\"3F0C", BAD, "report" },
    { "\"report\":\"3f0c", "\"report\":\"../..", BAD, "report" },
    { "\"author\":\"1", "\"author\":\"", BAD, "author" },
    { "\"author\":\"1", "\"author\":\"+", BAD, "author" },
    { "\"seq\":2", "\"seq\":0", BAD, "seq" },
    { "\"seq\":2", "\"seq\":1", BAD, "prev" },
    { "\"prev\":\"b", "\"prev\":\"B", BAD, "prev" },
    { "\"prev\":", "\"before\":", MISSING, "prev" },
    { "\"at\":{", "\"when\":{", MISSING, "at" },
    { "\"wall\":\"2024-11-12T20:31:07+07:00\"", "\"wall\":\"2024-11-12\"", BAD, "at.wall" },
    { "\"boot_ms\":812345", "\"boot_ms\":-1", BAD, "at.boot_ms" },
    { "\"server_offset_ms\":-4100", "\"server_offset_ms\":-4100.5", BAD, "at.server_offset_ms" },
    { "\"body\":{", "\"bodies\":{", MISSING, "body" },
    { "\"replaces\":\"b", "\"replaces\":\"x", BAD, "body.replaces" },
    { "\"kind\":\"lhp\",", "", MISSING, "body.report.kind" },
    { "\"role\":\"witness\"", "\"role\":\"judge\"", BAD, "body.report.persons[1].role" },
  };

  assert_all_refused ("event-amended.json", parse_event, changes, G_N_ELEMENTS (changes));
}

static void
an_event_of_a_case_names_it_and_what_it_follows (void)
{
  static const Change changes[] = {
    { "\"case\":", "\"cases\":", MISSING, "case" },
    { "\"case\":\"b", "\"case\":\"B", BAD, "case" },
    { "\"after\":[\"481", "\"after\":[\"48", BAD, "after" },
    { "\"after\":[\"481", "\"after\":[7,\"481", BAD, "after[0]" },
    { "\"after\":[", "\"after\":[\"" EEE "\",", BAD, "after" },
    { "\"takes\":[", "\"takes\":[\"" DDD "\",", BAD, "body.takes" },
    { "\"version\":\"5", "\"version\":\"x", BAD, "body.version" },
    { "\"step\":\"handed_over\"", "\"step\":\"\"", BAD, "body.step" },
    { "\"date\":\"2024-11-13\"", "\"date\":\"2024-11-31\"", BAD, "body.date" },
  };

  assert_all_refused ("event-step-full.json", parse_event, changes, G_N_ELEMENTS (changes));
}

/* Nobody puts his report into another's case, nor an admission. */
static void
what_is_its_authors_own_names_no_case (void)
{
  static const char *const names[]
      = { "event-filed.json",           "event-amended.json",      "event-withdrawn.json",
          "event-device-admitted.json", "event-node-revoked.json", "event-pack-published.json" };
  static const Change change = { "\"body\":", "\"case\":\"" DDD "\",\"body\":", BAD, "case" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_all_refused (names[i], parse_event, &change, 1);
}

/* The golden step after so many others. */
static GBytes *
new_step_after (guint n_others)
{
  g_autofree char *golden = load ("event-step.json");
  g_autofree char *text = NULL;
  g_autoptr (GString) after = g_string_new ("\"after\":[");

  for (guint i = 0; i < n_others; i++)
    g_string_append_printf (after, "%s\"%064x\"", i > 0 ? "," : "", i);
  g_string_append (after, "],\"body\":");
  text = replace_once (golden, "\"body\":", after->str);

  return g_bytes_new (text, strlen (text));
}

static void
an_event_follows_at_most_sixty_four (void)
{
  g_autoptr (GBytes) few = new_step_after (KTG_EVENT_MOST_AFTER);
  g_autoptr (GBytes) many = new_step_after (KTG_EVENT_MOST_AFTER + 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (parse_event (few, NULL));
  g_assert_false (parse_event (many, &error));
  g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_BAD_VALUE);
}

/* Who may read what a newer version keeps from some is never more than an office. */
static void
what_is_for_fewer_and_what_is_sealed_is_read_as_such (void)
{
  g_autofree char *golden = load ("event-note.json");
  g_autofree char *narrow = replace_once (golden, "\"office\"", "{\"only\":[\"36\"]}");
  g_autofree char *sealed = replace_once (narrow, "\"body\"", "\"secret\":{},\"body\"");
  g_autoptr (GBytes) bytes = g_bytes_new (sealed, strlen (sealed));
  g_autoptr (KtgEvent) event = ktg_event_json_parse (bytes, NULL);

  g_assert_nonnull (event);
  g_assert_true (event->is_for_office);
  g_assert_true (event->is_sealed);
}

static void
an_event_of_a_newer_device_is_read (void)
{
  g_autofree char *golden = load ("event-filed.json");
  g_autofree char *newer = replace_once (golden, "\"v\":1,", "\"v\":1,\"mood\":{\"x\":[1]},");
  g_autofree char *newest = replace_once (newer, "\"kind\":", "\"sort\":3,\"kind\":");
  g_autofree char *drone = replace_once (newest, "\"whatsapp_photo\"", "\"drone\"");
  g_autoptr (GBytes) bytes = g_bytes_new (drone, strlen (drone));
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEvent) event = ktg_event_json_parse (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (((KtgEvidence *)event->report->evidence->pdata[0])->origin,
                   ==,
                   KTG_ORIGIN_UNKNOWN);
}

static gboolean
parse_request (GBytes *text, GError **error)
{
  g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_parse (text, error);

  return request != NULL;
}

static void
a_request_has_no_unknown_keys (void)
{
  static const Change changes[] = {
    { "d:17:", "d:-17:", BAD, "at" },
    { "34.71:4700:", "34/71:4700:", BAD, "at" },
    { "d:9:000000000001", "d:9:00000000001", BAD, "marks" },
    { "\"holds\":17", "\"holds\":17,\"extra\":1", UNKNOWN, "extra" },
    { "\"sig\":", "\"signature\":", MISSING, "events[0].sig" },
    { "\"sig\":\"e", "\"sig\":\"", BAD, "events[0].sig" },
    { "\"sig\":\"e", "\"sig\":\"+", BAD, "events[0].sig" },
    { "ZQBw\"", "ZQBx\"", BAD, "events[0].sig" },
    { "\"sig\":", "\"x\":1,\"sig\":", UNKNOWN, "events[0].x" },
    { "{\"bytes\":", "{\"byte\":", MISSING, "events[0].bytes" },
    { "\"bbbbbbbbbbbb\"", "\"bbb\"", BAD, "shelf" },
    { "\"book\":41", "\"book\":-1", BAD, "book" },
    { "\"of\":\"1\"", "\"from\":\"1\"", MISSING, "level[0].of" },
    { "\"of\":\"1\"", "\"of\":1", BAD, "level[0].of" },
    { "\"of\":\"1\"", "\"of\":\"+\"", BAD, "level" },
    { "\"of\":\"1\"", "\"of\":\"3\"", BAD, "level" },
    { "\"of\":\"1\"", "\"of\":\"2_\"", BAD, "level" },
    { "\"of\":\"1\"", "\"of\":\"\"", BAD, "level" },
    { "\"of\":\"2_Ty", "\"of\":\"2_Tyy", BAD, "level" },
    { "\"0123456789ab\"", "\"0123456789aB\"", BAD, "level[0].sum" },
    { "\"0123456789ab\"", "\"0123456789a\"", BAD, "level[0].sum" },
    { "\"0123456789ab\"", "1", BAD, "level[0].sum" },
    { ",\"sum\":\"0123456789ab\"", "", MISSING, "level[0].sum" },
    { "\"0123456789ab\"", "\"0123456789ab\",\"has\":[]", UNKNOWN, "level[0].has" },
    { "\"level\":[", "\"level\":1000000000,\"x\":[", BAD, "level" },
    { "[\"aaaa", "[\"AAAA", BAD, "files" },
    { "[\"aaaa", "[1,\"aaaa", BAD, "files[0]" },
  };

  assert_all_refused ("exchange-request.json", parse_request, changes, G_N_ELEMENTS (changes));
}

static gboolean
parse_answer (GBytes *text, GError **error)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_parse (text, NULL, error);

  return answer != NULL;
}

static void
an_answer_is_whole (void)
{
  static const Change changes[] = {
    { "\"at\":\"d", "\"ad\":\"d", MISSING, "scopes[0].at" },
    { "\"at\":\"d:19:", "\"at\":\"d:19-", BAD, "scopes" },
    { "\"own\":16", "\"owned\":16", BAD, "scopes" },
    { "\"index\":4711", "\"index\":4711,\"own\":3", BAD, "scopes" },
    { "\"index\":4711", "\"index\":0", BAD, "scopes[0].events[1].index" },
    { "\"offset\":0", "\"offset\":-1", BAD, "missing[0].offset" },
    { "\"more\":true", "\"more\":\"no\"", BAD, "more" },
    { "\"now\":", "\"nau\":", MISSING, "now" },
    { "\"refused\":[{\"id\":\"5", "\"refused\":[{\"id\":\"x", BAD, "refused[0].id" },
  };

  assert_all_refused ("exchange-answer.json", parse_answer, changes, G_N_ELEMENTS (changes));
}

#define FIRST_PACK "\"packs\":[{"
#define HASH "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"

static void
a_pack_that_cannot_be_one_takes_nothing_with_it (void)
{
  static const char *const bad[] = {
    "{\"name\":\"../rules\",\"version\":\"2022-09-22\",\"sha256\":\"" HASH "\"}",
    "{\"name\":\"Rules\",\"version\":\"2022-09-22\",\"sha256\":\"" HASH "\"}",
    "{\"name\":5,\"version\":\"2022-09-22\",\"sha256\":\"" HASH "\"}",
    "{\"name\":\"rules\",\"version\":\"besok\",\"sha256\":\"" HASH "\"}",
    "{\"name\":\"rules\",\"version\":\"2022-09-22\",\"sha256\":\"dd\"}",
    "{\"name\":\"rules\"}",
    "{\"name\":{\"id\":\"rules\"},\"version\":[],\"sha256\":null}",
    "[]",
    "\"rules\"",
    "null",
  };
  g_autofree char *golden = load ("exchange-answer.json");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *packs = g_strdup_printf ("\"packs\":[%s,{", bad[i]);
      g_autofree char *text = replace_once (golden, FIRST_PACK, packs);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_parse (bytes, NULL, &error);

      g_test_message ("%s", bad[i]);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->receipts->len, ==, 1);
      g_assert_cmpuint (answer->packs->len, ==, 1);
      g_assert_true (answer->has_bad_packs);
    }
}

static gboolean
parse_receipt (GBytes *text, GError **error)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (text, error);

  return receipt != NULL;
}

static void
a_receipt_is_nothing_else (void)
{
  static const Change changes[] = {
    { "\"type\":\"receipt\"", "\"type\":\"report.filed\"", BAD, "type" },
    { "\"v\":1", "\"v\":3", BAD, "v" },
    { "\"node\":\"P", "\"node\":\"", BAD, "node" },
    { "\"node\":", "\"server\":", MISSING, "node" },
    { "\"index\":4711", "\"index\":\"4711\"", BAD, "events[0].index" },
    { "\"bytes\":2190194", "\"bytes\":-2", BAD, "files[0].bytes" },
  };

  assert_all_refused ("receipt.json", parse_receipt, changes, G_N_ELEMENTS (changes));
}

static gboolean
parse_enrolment (GBytes *text, GError **error)
{
  g_autoptr (KtgEnrolRequest) request = ktg_enrol_request_parse (text, error);

  return request != NULL;
}

static void
an_enrolment_has_a_key_and_at_most_a_code (void)
{
  static const Change changes[] = {
    { "\"7K3M4QRSTVWXYZ013K8Q2W6J6TJ7ZHSR\"", "7", BAD, "code" },
    { "\"device\":\"1", "\"device\":\"", BAD, "device" },
    { "\"name\"", "\"nama\"", UNKNOWN, "nama" },
  };

  assert_all_refused ("enrol-content.json", parse_enrolment, changes, G_N_ELEMENTS (changes));
}

static void
five_megabytes_of_account_are_too_large (void)
{
  g_autofree char *account = g_strnfill (5 * 1024 * 1024, 'a');
  g_autofree char *text = g_strdup_printf ("{\"kind\":\"lhp\",\"place\":{\"words\":\"x\"},"
                                           "\"times\":{\"known\":\"2024-11-12\"},"
                                           "\"account\":\"%s\"}",
                                           account);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_false (parse_input (bytes, &error));
  g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_TOO_LARGE);
}

static void
a_hundred_thousand_levels_are_too_deep (void)
{
  g_autofree char *levels = g_strnfill (100000, '[');
  g_autofree char *text = g_strdup_printf ("{\"kind\":%s", levels);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  Parse parsers[] = { parse_input,  parse_body,    parse_event,    parse_request,
                      parse_answer, parse_receipt, parse_enrolment };

  for (gsize i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (parsers[i](bytes, &error));
      g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_TOO_DEEP);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bad-input/an-officers-report-names-its-mistake",
                   an_officers_report_names_its_mistake);
  g_test_add_func ("/bad-input/a-place-is-an-object", a_place_is_an_object);
  g_test_add_func ("/bad-input/evidence-is-never-a-path-or-a-guess",
                   evidence_is_never_a_path_or_a_guess);
  g_test_add_func ("/bad-input/an-admission-names-whom-and-what", an_admission_names_whom_and_what);
  g_test_add_func ("/bad-input/a-bookmark-names-an-event", a_bookmark_names_an_event);
  g_test_add_func ("/bad-input/a-revocation-names-whom-and-from-where",
                   a_revocation_names_whom_and_from_where);
  g_test_add_func ("/bad-input/an-event-is-of-version-one", an_event_is_of_version_one);
  g_test_add_func ("/bad-input/an-event-of-a-case-names-it-and-what-it-follows",
                   an_event_of_a_case_names_it_and_what_it_follows);
  g_test_add_func ("/bad-input/what-is-its-authors-own-names-no-case",
                   what_is_its_authors_own_names_no_case);
  g_test_add_func ("/bad-input/an-event-follows-at-most-sixty-four",
                   an_event_follows_at_most_sixty_four);
  g_test_add_func ("/bad-input/what-is-for-fewer-and-what-is-sealed-is-read-as-such",
                   what_is_for_fewer_and_what_is_sealed_is_read_as_such);
  g_test_add_func ("/bad-input/an-event-of-a-newer-device-is-read",
                   an_event_of_a_newer_device_is_read);
  g_test_add_func ("/bad-input/a-request-has-no-unknown-keys", a_request_has_no_unknown_keys);
  g_test_add_func ("/bad-input/an-answer-is-whole", an_answer_is_whole);
  g_test_add_func ("/bad-input/a-pack-that-cannot-be-one-takes-nothing-with-it",
                   a_pack_that_cannot_be_one_takes_nothing_with_it);
  g_test_add_func ("/bad-input/a-receipt-is-nothing-else", a_receipt_is_nothing_else);
  g_test_add_func ("/bad-input/an-enrolment-has-a-key-and-at-most-a-code",
                   an_enrolment_has_a_key_and_at_most_a_code);
  g_test_add_func ("/bad-input/five-megabytes-of-account-are-too-large",
                   five_megabytes_of_account_are_too_large);
  g_test_add_func ("/bad-input/a-hundred-thousand-levels-are-too-deep",
                   a_hundred_thousand_levels_are_too_deep);

  return g_test_run ();
}
