/* test-amend.c - what was filed is amended from a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <string.h>

static JsonObject *
get_body (JsonNode *root)
{
  return json_object_get_object_member (json_node_get_object (root), "body");
}

static JsonNode *
show (KtgPost *post, const char *id)
{
  g_autoptr (KtgCall) call = ktg_post_call (post, "show", id, "--json", NULL);

  return ktg_call_parse (call);
}

/* What is not named stays, and the earlier version can be read. */
static void
what_is_named_is_changed (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "one.jpg");
  g_autofree char *id = ktg_post_file (post, photo);
  g_autofree char *change
      = ktg_post_write (post, "change.json", "{\"times\":{\"happened\":\"2024-11-11\"}}");
  g_autofree char *said
      = ktg_post_ask (post, "amend", id, change, "--reason", "Hari keliru.", NULL);
  g_autofree char *words = ktg_post_ask (post, "show", id, NULL);
  g_autoptr (JsonNode) root = show (post, id);
  JsonObject *times = json_object_get_object_member (get_body (root), "times");
  JsonArray  *history = json_object_get_array_member (json_node_get_object (root), "history");
  JsonObject *first
      = json_object_get_object_member (json_array_get_object_element (history, 0), "body");

  g_assert_cmpstr (said, ==, id);
  g_assert_cmpstr (json_object_get_string_member (times, "happened"), ==, "2024-11-11");
  g_assert_cmpstr (json_object_get_string_member (times, "known"), ==, "2024-11-12");
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (get_body (root), "evidence")),
                    ==,
                    1);
  g_assert_nonnull (json_object_get_string_member (get_body (root), "account"));
  g_assert_cmpuint (json_array_get_length (history), ==, 2);
  g_assert_false (
      json_object_has_member (json_object_get_object_member (first, "times"), "happened"));
  g_assert_nonnull (strstr (words, "What was changed: Hari keliru."));
  g_assert_nonnull (strstr (words, "Time of the event: “” → “"));
}

/* Evidence is added without any other reason, and by the number that people say. */
static void
evidence_is_added_by_number (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);
  g_autoptr (JsonNode) before = show (post, id);
  g_autofree char *number = g_strdup (json_object_get_string_member (get_body (before), "number"));
  g_autofree char *photo = ktg_post_paint (post, "one.jpg");
  g_autofree char *said = ktg_post_ask (post, "amend", number, "--photo", photo, NULL);
  g_autoptr (JsonNode) root = show (post, id);

  g_assert_cmpstr (said, ==, id);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (get_body (root), "evidence")),
                    ==,
                    1);
  g_assert_cmpstr (json_object_get_string_member (get_body (root), "number"), ==, number);
}

#define FULL                                                                                       \
  "{\"kind\":\"lhp\",\"account\":\"Berfoto.\",\"form\":{\"code\":\"form_a_pilkada\"},"             \
  "\"place\":{\"words\":\"Balai\",\"region\":\"34.71.04.1002\",\"polling_place\":3},"              \
  "\"times\":{\"known\":\"2024-11-12\"},\"ballot_number\":2,\"violations\":[\"KE-05\"],"           \
  "\"persons\":[{\"role\":\"witness\",\"name\":\"Budi\"}],"                                        \
  "\"fields\":{\"object_date\":\"2024-11-11\",\"impacts\":[\"none_seen\"]}}"

/* One after the other; after each what it names is gone, and nothing else. */
static void
what_is_said_to_be_nothing_is_taken_away (void)
{
  static const char *const changes[][2] = {
    { "{\"persons\":[]}", "Budi" },
    { "{\"violations\":[]}", "KE-05" },
    { "{\"fields\":{\"impacts\":[]}}", "none_seen" },
    { "{\"fields\":{\"object_date\":\"\"}}", "2024-11-11" },
    { "{\"place\":{\"region\":\"\"}}", "34.71.04.1002" },
    { "{\"place\":{\"polling_place\":0}}", "polling_place" },
    { "{\"ballot_number\":0}", "ballot_number" },
    { "{\"times\":{\"known\":\"\"}}", "2024-11-12" },
    { "{\"place\":{\"words\":\"\"}}", "Balai" },
  };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *path = ktg_post_write (post, "full.json", FULL);
  g_autofree char *id = g_strchomp (ktg_post_ask (post, "file", path, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *change = ktg_post_write (post, "change.json", changes[i][0]);
      g_autofree char *said = ktg_post_ask (post, "amend", id, change, "--reason", "Keliru.", NULL);
      g_autoptr (JsonNode) root = show (post, id);
      g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *text = NULL;

      json_node_set_object (body, get_body (root));
      text = json_to_string (body, FALSE);
      for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
        if ((strstr (text, changes[k][1]) == NULL) != (k <= i))
          g_error ("after %s, %s: %s", changes[i][0], changes[k][1], text);
    }
}

/* A slip is named, and nothing is changed. */
static void
a_slip_changes_nothing (void)
{
  static const char *const slips[] = { "{\"acount\":\"x\"}",
                                       "{\"evidence\":[]}",
                                       "{\"number\":\"XX-1\"}",
                                       "{\"kind\":\"\"}",
                                       "{\"persons\":[{\"role\":\"witness\"}]}",
                                       "[]",
                                       "{\"times\":{\"known\":\"entah\"}}" };
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (slips); i++)
    {
      g_autofree char *path = ktg_post_write (post, "change.json", slips[i]);
      g_autoptr (KtgCall) call
          = ktg_post_call (post, "amend", id, path, "--reason", "Keliru.", NULL);
      g_autoptr (JsonNode) root = show (post, id);

      g_assert_cmpint (call->exit, ==, 1);
      g_assert_true (g_str_has_prefix (call->err, "ktg: "));
      g_assert_nonnull (strstr (call->err, "change.json: "));
      g_assert_nonnull (strstr (call->err, "Nothing was changed."));
      g_assert_null (strstr (call->err, "filed"));
      g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "events"), ==, 1);
    }
}

static void
a_photo_that_is_none_changes_nothing (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);
  g_autofree char *empty = ktg_post_write (post, "empty.jpg", "");
  g_autoptr (KtgCall) call = ktg_post_call (post, "amend", id, "--photo", empty, NULL);
  g_autoptr (JsonNode) root = show (post, id);

  g_assert_cmpint (call->exit, ==, 1);
  g_assert_nonnull (strstr (call->err, "empty.jpg: This file is empty"));
  g_assert_nonnull (strstr (call->err, "Nothing was changed."));
  g_assert_null (strstr (call->err, "filed"));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "events"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/amend/what-is-named-is-changed", what_is_named_is_changed);
  g_test_add_func ("/amend/evidence-is-added-by-number", evidence_is_added_by_number);
  g_test_add_func ("/amend/what-is-said-to-be-nothing-is-taken-away",
                   what_is_said_to_be_nothing_is_taken_away);
  g_test_add_func ("/amend/a-slip-changes-nothing", a_slip_changes_nothing);
  g_test_add_func ("/amend/a-photo-that-is-none-changes-nothing",
                   a_photo_that_is_none_changes_nothing);

  return g_test_run ();
}
