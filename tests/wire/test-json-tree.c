/* test-json-tree.c - what the tree says of a document is what another parser says of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-json-tree.h>

#include <json-glib/json-glib.h>

#include <math.h>
#include <string.h>

#define DOCUMENTS 3000

static KtgJsonTree *
parse (const char *text, gsize size_bytes)
{
  /* A copy of exactly so many bytes, so that one step too far is seen by the checkers of memory. */
  g_autoptr (GBytes) bytes = g_bytes_new (text, size_bytes);
  g_autofree char *repeated_key = NULL;
  g_autoptr (GError) error = NULL;
  KtgJsonTree *tree = ktg_json_tree_new (bytes, &ktg_json_limits_pack, &repeated_key, &error);

  g_assert_no_error (error);
  g_assert_null (repeated_key);
  return tree;
}

/* --- beside another parser --- */

static void assert_same (const KtgJsonNode *node, JsonNode *other);

static void
assert_same_object (const KtgJsonNode *node, JsonObject *other)
{
  const KtgJsonNode *child = ktg_json_node_get_first (node);
  guint              span = 1;

  g_assert_cmpuint (node->n_children, ==, json_object_get_size (other));
  for (guint i = 0; i < node->n_children; i++)
    {
      g_assert_true (json_object_has_member (other, child->key));
      g_assert_true (ktg_json_node_get_member (node, child->key) == child);
      assert_same (child, json_object_get_member (other, child->key));
      span += child->span;
      child = ktg_json_node_get_next (child);
    }
  g_assert_cmpuint (node->span, ==, span);
}

static void
assert_same_array (const KtgJsonNode *node, JsonArray *other)
{
  const KtgJsonNode *child = ktg_json_node_get_first (node);

  g_assert_cmpuint (node->n_children, ==, json_array_get_length (other));
  for (guint i = 0; i < node->n_children; i++)
    {
      assert_same (child, json_array_get_element (other, i));
      child = ktg_json_node_get_next (child);
    }
}

static void
assert_same (const KtgJsonNode *node, JsonNode *other)
{
  switch (node->kind)
    {
    case KTG_JSON_OBJECT:
      assert_same_object (node, json_node_get_object (other));
      return;
    case KTG_JSON_ARRAY:
      assert_same_array (node, json_node_get_array (other));
      return;
    case KTG_JSON_TEXT:
      g_assert_cmpstr (node->as.text, ==, json_node_get_string (other));
      return;
    case KTG_JSON_INTEGER:
      g_assert_true (json_node_get_value_type (other) == G_TYPE_INT64);
      g_assert_cmpint (node->as.integer, ==, json_node_get_int (other));
      return;
    case KTG_JSON_REAL:
      g_assert_true (json_node_get_value_type (other) == G_TYPE_DOUBLE);
      g_assert_true (fabs (node->as.real - json_node_get_double (other))
                     <= fabs (node->as.real) * 1e-12);
      return;
    case KTG_JSON_TRUE:
    case KTG_JSON_FALSE:
      g_assert_true (json_node_get_value_type (other) == G_TYPE_BOOLEAN);
      g_assert_cmpint (node->kind == KTG_JSON_TRUE, ==, json_node_get_boolean (other));
      return;
    case KTG_JSON_NULL:
    default:
      g_assert_true (json_node_is_null (other));
      return;
    }
}

/* --- documents by chance --- */

static void
append_blanks (GString *text)
{
  static const char *const blanks[] = { "", "", "", " ", "\n", "\t\r\n " };

  g_string_append (text, blanks[g_test_rand_int_range (0, G_N_ELEMENTS (blanks))]);
}

static void
append_text (GString *text, int number)
{
  static const char *const pieces[]
      = { "a",       "kata",    "\\n", "\\\"",           "\\\\",         "\\/",     "\\u0041", "é",
          "\\u00e9", "\\u20ac", "😀",   "\\ud83d\\ude00", "\\b\\f\\r\\t", "\\u0001", "{[,:]}" };

  g_string_append_c (text, '"');
  for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  if (number >= 0)
    g_string_append_printf (text, "%d", number);
  g_string_append_c (text, '"');
}

static void append_value (GString *text, int depth);

static void
append_children (GString *text, int depth, gboolean is_object)
{
  int n = g_test_rand_int_range (0, g_test_rand_int_range (0, 20) == 0 ? 60 : 5);

  g_string_append_c (text, is_object ? '{' : '[');
  append_blanks (text);
  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_blanks (text);
      if (is_object)
        {
          append_text (text, i);
          append_blanks (text);
          g_string_append_c (text, ':');
          append_blanks (text);
        }
      append_value (text, depth + 1);
      append_blanks (text);
    }
  g_string_append_c (text, is_object ? '}' : ']');
}

static void
append_value (GString *text, int depth)
{
  static const char *const plain[] = { "true",
                                       "false",
                                       "null",
                                       "0",
                                       "-0",
                                       "17",
                                       "-4711",
                                       "0.5",
                                       "-12.25e-3",
                                       "1E+4",
                                       "123456789012345678",
                                       "2.0" };

  switch (g_test_rand_int_range (0, depth < 6 ? 5 : 3))
    {
    case 0:
    case 1:
      g_string_append (text, plain[g_test_rand_int_range (0, G_N_ELEMENTS (plain))]);
      return;
    case 2:
      append_text (text, -1);
      return;
    case 3:
      append_children (text, depth, FALSE);
      return;
    default:
      append_children (text, depth, TRUE);
      return;
    }
}

static void
test_beside_another (void)
{
  for (guint i = 0; i < DOCUMENTS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (KtgJsonTree) tree = NULL;
      g_autoptr (GError) error = NULL;

      append_blanks (text);
      append_children (text, 0, i % 2 == 0);
      append_blanks (text);
      tree = parse (text->str, text->len);
      json_parser_load_from_data (parser, text->str, (gssize)text->len, &error);
      g_assert_no_error (error);
      assert_same (ktg_json_tree_get_root (tree), json_parser_get_root (parser));
    }
}

/* --- by hand --- */

static void
test_alone (void)
{
  static const struct
  {
    const char *text;
    KtgJsonKind kind;
  } cases[] = {
    { "17", KTG_JSON_INTEGER }, { "-1.5", KTG_JSON_REAL }, { "1e3", KTG_JSON_REAL },
    { "true", KTG_JSON_TRUE },  { "null", KTG_JSON_NULL }, { "\"a\"", KTG_JSON_TEXT },
    { "[]", KTG_JSON_ARRAY },   { "{}", KTG_JSON_OBJECT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgJsonTree) tree = parse (cases[i].text, strlen (cases[i].text));

      g_assert_cmpint (ktg_json_tree_get_root (tree)->kind, ==, cases[i].kind);
      g_assert_cmpuint (ktg_json_tree_get_root (tree)->span, ==, 1);
    }
}

static void
test_escapes (void)
{
  static const char text[]
      = "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00E9\\u20ac\\uD83D\\uDE00\"}";
  g_autoptr (KtgJsonTree) tree = parse (text, strlen (text));
  const KtgJsonNode *node = ktg_json_node_get_member (ktg_json_tree_get_root (tree), "a");

  g_assert_cmpstr (node->as.text, ==, "\"\\/\b\f\n\r\tAé€😀");
  g_assert_null (ktg_json_node_get_member (ktg_json_tree_get_root (tree), "b"));
}

static void
assert_repeats (const char *text, const char *key)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *repeated_key = NULL;
  g_autoptr (KtgJsonTree) tree
      = ktg_json_tree_new (bytes, &ktg_json_limits_pack, &repeated_key, NULL);

  g_assert_nonnull (tree);
  g_assert_cmpstr (repeated_key, ==, key);
}

static void
test_repeated (void)
{
  g_autoptr (GString) many = g_string_new ("{");

  assert_repeats ("{\"a\":1,\"b\":2,\"a\":3}", "a");
  assert_repeats ("{\"a\":{\"c\":1,\"\\u0063\":2}}", "c");
  assert_repeats ("{\"a\":{\"b\":1},\"b\":{\"b\":1}}", NULL);
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (many, "\"%u\":0,", i);
  g_string_append (many, "\"999\":1}");
  assert_repeats (many->str, "999");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-tree/another-parser-says-the-same", test_beside_another);
  g_test_add_func ("/json-tree/a-value-may-stand-alone", test_alone);
  g_test_add_func ("/json-tree/escapes-mean-what-they-say", test_escapes);
  g_test_add_func ("/json-tree/a-repeated-key-is-named", test_repeated);

  return g_test_run ();
}
