/* test-json-tree.c - what is built of a document is what json-glib's own parser makes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-json-guard.h>
#include <ktg-json-tree.h>

#include <string.h>

static JsonNode *
build (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = NULL;

  ktg_json_guard_check (text, strlen (text), &ktg_json_limits_event, &error);
  g_assert_no_error (error);
  root = ktg_json_tree_build (text, strlen (text), &error);
  g_assert_no_error (error);

  return root;
}

static void
assert_same (const char *text)
{
  g_autoptr (JsonNode) built = build (text);
  g_autoptr (JsonNode) parsed = json_from_string (text, NULL);
  g_autofree char *built_text = json_to_string (built, FALSE);
  g_autofree char *parsed_text = json_to_string (parsed, FALSE);

  g_assert_cmpstr (built_text, ==, parsed_text);
  g_assert_true (json_node_equal (built, parsed));
}

static void
it_is_what_the_parser_makes (void)
{
  static const char *const texts[] = {
    "{}",
    " { \"a\" : [ ] , \"b\" : { } } ",
    "{\"a\":[[],[{}],[[[1]]]],\"b\":{\"c\":{\"d\":{\"\":\"\"}}}}",
    "{\"t\":true,\"f\":false,\"n\":null,\"l\":[true,false,null,true]}",
    "{\"i\":0,\"j\":-0,\"k\":-12,\"l\":999999999999999999,\"m\":[1,2 ,3\n]}",
    "{\"r\":0.5,\"s\":-1.25e3,\"t\":1E5,\"u\":1e-7,\"v\":12.0}",
    "{\"e\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\",\"\\\"\":\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"}",
    "{\"u\":\"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\",\"in\":\"{\\\"a\\\":[1,2]}\",\"c\":\"},]\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_same (texts[i]);
}

static void
append_value (GString *text, int depth)
{
  static const char *const plain[]
      = { "1", "-7", "2.5", "true", "null", "\"a\"", "\"\\u00e9\\n\"", "\"\xc3\xa9\\\\\"" };
  int n = depth < 5 ? g_test_rand_int_range (0, 4) : 0;

  if (depth >= 5 || g_test_rand_int_range (0, 2) == 0)
    {
      g_string_append (text, plain[g_test_rand_int_range (0, G_N_ELEMENTS (plain))]);
      return;
    }

  g_string_append_c (text, '[');
  for (int i = 0; i < n; i++)
    {
      g_string_append_printf (text, "%s{\"k%d\":", i > 0 ? "," : "", i);
      append_value (text, depth + 1);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, ']');
}

static void
chance_finds_no_difference (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new ("{\"root\":");

      append_value (text, 0);
      g_string_append_c (text, '}');
      assert_same (text->str);
    }
}

static void
assert_repeated (const char *text, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *named = NULL;

  g_assert_null (ktg_json_tree_build (text, strlen (text), &error));
  g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_BAD_VALUE);
  named = ktg_wire_error_dup_key (error);
  g_assert_cmpstr (named, ==, key);
}

static void
a_key_stands_once_in_an_object (void)
{
  g_autoptr (JsonNode) apart = build ("{\"a\":{\"a\":1},\"b\":[{\"a\":2},{\"a\":3}]}");

  g_assert_nonnull (apart);
  assert_repeated ("{\"a\":1,\"a\":1}", "a");
  assert_repeated ("{\"\":1,\"b\":2,\"\":{}}", "");
  assert_repeated ("{\"a\":[{\"b\":1,\"\\u0062\":1}],\"a\":2}", "b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-tree/it-is-what-the-parser-makes", it_is_what_the_parser_makes);
  g_test_add_func ("/json-tree/chance-finds-no-difference", chance_finds_no_difference);
  g_test_add_func ("/json-tree/a-key-stands-once-in-an-object", a_key_stands_once_in_an_object);

  return g_test_run ();
}
