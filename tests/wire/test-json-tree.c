/* test-json-tree.c - what is built of a document is what json-glib's own parser makes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <ktg-json-guard.h>
#include <ktg-json-tree.h>

#include <string.h>

static KtgJsonTree *
build (const char *text)
{
  g_autoptr (GError) error = NULL;
  KtgJsonTree *tree = NULL;

  ktg_json_guard_check (text, strlen (text), &ktg_json_limits_event, &error);
  g_assert_no_error (error);
  tree = ktg_json_tree_build (text, strlen (text), &error);
  g_assert_no_error (error);

  return tree;
}

static void assert_node (const KtgJsonNode *built, JsonNode *parsed);

static void
assert_list (const KtgJsonNode *built, JsonArray *parsed)
{
  const KtgJsonNode *element = ktg_json_node_get_first (built);

  g_assert_cmpuint (built->n_children, ==, json_array_get_length (parsed));
  for (guint i = 0; i < built->n_children; i++)
    {
      g_assert_null (element->key);
      assert_node (element, json_array_get_element (parsed, i));
      element = ktg_json_node_get_next (element);
    }
  g_assert_true (element == built + built->n_nodes);
}

static void
assert_object (const KtgJsonNode *built, JsonObject *parsed)
{
  const KtgJsonNode *member = ktg_json_node_get_first (built);

  g_assert_cmpuint (built->n_children, ==, json_object_get_size (parsed));
  g_assert_null (ktg_json_node_get_member (built, "not there"));
  for (guint i = 0; i < built->n_children; i++)
    {
      g_assert_true (ktg_json_node_get_member (built, member->key) == member);
      assert_node (member, json_object_get_member (parsed, member->key));
      member = ktg_json_node_get_next (member);
    }
  g_assert_true (member == built + built->n_nodes);
}

static void
assert_value (const KtgJsonNode *built, JsonNode *parsed)
{
  GType type = json_node_get_value_type (parsed);

  if (type == G_TYPE_STRING)
    g_assert_cmpstr (built->kind == KTG_JSON_TEXT ? built->text : NULL,
                     ==,
                     json_node_get_string (parsed));
  else if (type == G_TYPE_BOOLEAN)
    g_assert_true (built->kind == KTG_JSON_FLAG && built->flag == json_node_get_boolean (parsed));
  else if (type == G_TYPE_INT64)
    g_assert_true (built->kind == KTG_JSON_WHOLE && built->whole == json_node_get_int (parsed));
  else
    g_assert_true (type == G_TYPE_DOUBLE && built->kind == KTG_JSON_REAL
                   && built->real == json_node_get_double (parsed));
}

static void
assert_node (const KtgJsonNode *built, JsonNode *parsed)
{
  g_assert_nonnull (parsed);
  if (JSON_NODE_HOLDS_OBJECT (parsed) && built->kind == KTG_JSON_OBJECT)
    assert_object (built, json_node_get_object (parsed));
  else if (JSON_NODE_HOLDS_ARRAY (parsed) && built->kind == KTG_JSON_LIST)
    assert_list (built, json_node_get_array (parsed));
  else if (JSON_NODE_HOLDS_VALUE (parsed))
    assert_value (built, parsed);
  else
    g_assert_true (JSON_NODE_HOLDS_NULL (parsed) && built->kind == KTG_JSON_NULL);
}

static void
assert_same (const char *text)
{
  g_autoptr (KtgJsonTree) built = build (text);
  g_autoptr (JsonNode) parsed = json_from_string (text, NULL);

  assert_node (ktg_json_tree_get_root (built), parsed);
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

/* More members than are compared with each other, and more values than there is room for at first.
 */
static char *
dup_wide (guint n_members, const char *last)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < n_members; i++)
    g_string_append_printf (text, "\"k%u\":[%u,\"\\u00e9%u\"],", i, i, i);
  g_string_append_printf (text, "\"%s\":{}}", last);

  return g_string_free (text, FALSE);
}

static void
an_object_may_be_wide (void)
{
  for (guint n_members = 0; n_members < 300; n_members += 7)
    {
      g_autofree char *text = dup_wide (n_members, "last");

      assert_same (text);
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
a_key_stands_once_in_a_wide_object (void)
{
  for (guint n_members = 1; n_members < 40; n_members++)
    {
      g_autofree char *last = g_strdup_printf ("k%u", n_members / 2);
      g_autofree char *text = dup_wide (n_members, last);

      assert_repeated (text, last);
    }
}

static void
a_key_stands_once_in_an_object (void)
{
  g_autoptr (KtgJsonTree) apart = build ("{\"a\":{\"a\":1},\"b\":[{\"a\":2},{\"a\":3}]}");

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
  g_test_add_func ("/json-tree/an-object-may-be-wide", an_object_may_be_wide);
  g_test_add_func ("/json-tree/a-key-stands-once-in-a-wide-object",
                   a_key_stands_once_in_a_wide_object);
  g_test_add_func ("/json-tree/a-key-stands-once-in-an-object", a_key_stands_once_in_an_object);

  return g_test_run ();
}
