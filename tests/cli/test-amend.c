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

/* A slip is named, and nothing is changed. */
static void
a_slip_changes_nothing (void)
{
  static const char *const slips[] = { "{\"acount\":\"x\"}",
                                       "{\"evidence\":[]}",
                                       "{\"number\":\"XX-1\"}",
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
      g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "events"), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/amend/what-is-named-is-changed", what_is_named_is_changed);
  g_test_add_func ("/amend/evidence-is-added-by-number", evidence_is_added_by_number);
  g_test_add_func ("/amend/a-slip-changes-nothing", a_slip_changes_nothing);

  return g_test_run ();
}
