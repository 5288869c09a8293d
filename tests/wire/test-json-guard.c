/* test-json-guard.c - only JSON, and only honest JSON, reaches the parser
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-json-guard.h>

#include <string.h>

static void
assert_refused (const char *text, gsize size_bytes, KtgWireError code)
{
  g_autoptr (GError) error = NULL;

  if (ktg_json_guard_check (text, size_bytes, &ktg_json_limits_event, &error))
    g_error ("passed: %.60s", text);

  if (!g_error_matches (error, KTG_WIRE_ERROR, (int)code))
    g_error ("wrong reason for %.60s: %s", text, error->message);
}

static void
assert_passes (const char *text, gsize size_bytes, const KtgJsonLimits *limits)
{
  g_autoptr (GError) error = NULL;

  ktg_json_guard_check (text, size_bytes, limits, &error);
  g_assert_no_error (error);
}

static void
json_passes (void)
{
  static const char *const passing[] = {
    "{}",
    "[]",
    " \t\r\n{ } \n",
    "0",
    "-0",
    "12",
    "-1.5e-10",
    "1E+2",
    "0.25",
    "\"\"",
    "true",
    "false",
    "null",
    "{\"a\":[1,2,{\"b\":null}],\"c\":\"d\"}",
    "[ 1 , 2 ]",
    "{ \"a\" : 1 , \"b\" : 2 }",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"\xf0\x9f\x98\x80 \xc3\xa9\"",
    "999999999999999999",
    "-999999999999999999",
    "\"\x7f\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    assert_passes (passing[i], strlen (passing[i]), &ktg_json_limits_event);
}

static const char *const not_json[] = {
  "",
  " ",
  "{",
  "[",
  "}",
  "]",
  "{]",
  "[}",
  "[1}",
  "{\"a\":1]",
  "{'a':1}",
  "{a:1}",
  "{\"a\"}",
  "{\"a\":}",
  "{\"a\" 1}",
  "{\"a\":1,}",
  "{,}",
  "{1:2}",
  "{\"a\":1 \"b\":2}",
  "[1,]",
  "[,1]",
  "[1 2]",
  "[1,,2]",
  "{}{}",
  "{} x",
  "1 2",
  "// comment\n{}",
  "/* comment */{}",
  "# comment\n{}",
  "var x = {};",
  "TRUE",
  "tru",
  "truE",
  "nulll",
  "NaN",
  "Infinity",
  "-Infinity",
  "undefined",
  "0x10",
  "010",
  "-010",
  "+1",
  ".5",
  "1.",
  "1.e5",
  "1e",
  "1e+",
  "-",
  "--1",
  "$ff",
  "1_000",
  "1000000000000000000",
  "-1000000000000000000",
  "99999999999999999999999999999999",
  "1.00000000000000000000000000000000000000000000000",
  "\"",
  "\"a",
  "\"\\",
  "\"\\\"",
  "\"\\x41\"",
  "\"\\'\"",
  "\"\\u12\"",
  "\"\\u12g4\"",
  "\"\\u0000\"",
  "\"a\nb\"",
  "\"\t\"",
  "\"\x1f\"",
  "\"\\ud800\"",
  "\"\\udc00\"",
  "\"\\ud800\\ud800\"",
  "\"\\ud800x\"",
  "\"\\ud800\\n\"",
  "\"\\ude00\\ud83d\"",
  "\xef\xbb\xbf{}",
  "\v{}",
  "\xc2\xa0{}",
};

static void
what_is_not_json_is_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (not_json); i++)
    assert_refused (not_json[i], strlen (not_json[i]), KTG_WIRE_ERROR_NOT_JSON);
}

static void
what_is_not_utf8_is_refused (void)
{
  assert_refused ("{\"a\":\"\xff\"}", 9, KTG_WIRE_ERROR_NOT_UTF8);
  assert_refused ("\"\xed\xa0\x80\"", 5, KTG_WIRE_ERROR_NOT_UTF8);
  assert_refused ("\"\xc0\x80\"", 4, KTG_WIRE_ERROR_NOT_UTF8);
  assert_refused ("\"\xc3", 2, KTG_WIRE_ERROR_NOT_UTF8);
  assert_refused ("{}\0", 3, KTG_WIRE_ERROR_NOT_UTF8);
  assert_refused ("\"a\0b\"", 5, KTG_WIRE_ERROR_NOT_UTF8);
  assert_refused ("\xff\xfe{\0}\0", 6, KTG_WIRE_ERROR_NOT_UTF8);
}

static void
the_end_is_where_the_size_says (void)
{
  assert_passes ("{} and what follows", 2, &ktg_json_limits_event);
  assert_refused ("{\"a\":true}", 8, KTG_WIRE_ERROR_NOT_JSON);
  assert_refused ("12", 0, KTG_WIRE_ERROR_NOT_JSON);
}

static char *
nest (const char *opening, const char *innermost, const char *closing, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, opening);

  g_string_append (text, innermost);

  for (guint i = 0; i < n; i++)
    g_string_append (text, closing);

  return g_string_free (text, FALSE);
}

static void
sixteen_levels_pass_and_seventeen_do_not (void)
{
  g_autofree char *arrays = nest ("[", "1", "]", 16);
  g_autofree char *objects = nest ("{\"a\":", "1", "}", 16);
  g_autofree char *too_deep = nest ("[", "", "]", 17);
  g_autofree char *deep_objects = nest ("{\"a\":", "{}", "}", 16);

  assert_passes (arrays, strlen (arrays), &ktg_json_limits_event);
  assert_passes (objects, strlen (objects), &ktg_json_limits_event);
  assert_refused (too_deep, strlen (too_deep), KTG_WIRE_ERROR_TOO_DEEP);
  assert_refused (deep_objects, strlen (deep_objects), KTG_WIRE_ERROR_TOO_DEEP);
}

static void
a_hundred_thousand_levels_do_no_harm (void)
{
  g_autofree char *arrays = nest ("[", "", "", 100000);
  g_autofree char *objects = nest ("{\"a\":", "1", "}", 30000);

  assert_refused (arrays, strlen (arrays), KTG_WIRE_ERROR_TOO_DEEP);
  assert_refused (objects, strlen (objects), KTG_WIRE_ERROR_TOO_DEEP);
}

static void
too_many_bytes_or_values_are_refused (void)
{
  g_autofree char *text = g_strnfill (5 * 1024 * 1024, 'x');
  g_autofree char *values = nest ("0,", "0", "", 20000);
  g_autofree char *list = g_strdup_printf ("[%s]", values);

  text[0] = '"';
  text[5 * 1024 * 1024 - 1] = '"';
  assert_refused (text, strlen (text), KTG_WIRE_ERROR_TOO_LARGE);
  assert_passes (text, strlen (text), &ktg_json_limits_exchange);
  assert_refused (list, strlen (list), KTG_WIRE_ERROR_TOO_LARGE);
}

static void
the_message_says_where (void)
{
  static const char text[] = "{\n  \"é\": x\n}";
  g_autoptr (GError) error = NULL;

  ktg_json_guard_check (text, strlen (text), &ktg_json_limits_event, &error);
  g_assert_nonnull (strstr (error->message, "line 2, column 8:"));
}

/* Whatever chance does to an honest text, the guard ends and never reads past the end. */
static void
damage_does_no_harm (void)
{
  static const char text[]
      = "{\"v\":1,\"a\":[true,null,-1.5e3,\"\\u00e9\\ud83d\\ude00\"],\"b\":{\"c\":\"\xc3\xa9\"}}";

  for (guint round = 0; round < 50000; round++)
    {
      gsize            size_bytes = g_test_rand_int_range (0, sizeof text);
      g_autofree char *damaged = g_memdup2 (text, MAX (size_bytes, 1));

      for (guint i = 0; i < 3 && size_bytes > 0; i++)
        damaged[g_test_rand_int_range (0, size_bytes)] = g_test_rand_int_range (0, 256);

      ktg_json_guard_check (damaged, size_bytes, &ktg_json_limits_event, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-guard/json-passes", json_passes);
  g_test_add_func ("/json-guard/what-is-not-json-is-refused", what_is_not_json_is_refused);
  g_test_add_func ("/json-guard/what-is-not-utf8-is-refused", what_is_not_utf8_is_refused);
  g_test_add_func ("/json-guard/the-end-is-where-the-size-says", the_end_is_where_the_size_says);
  g_test_add_func ("/json-guard/sixteen-levels-pass-and-seventeen-do-not",
                   sixteen_levels_pass_and_seventeen_do_not);
  g_test_add_func ("/json-guard/a-hundred-thousand-levels-do-no-harm",
                   a_hundred_thousand_levels_do_no_harm);
  g_test_add_func ("/json-guard/too-many-bytes-or-values-are-refused",
                   too_many_bytes_or_values_are_refused);
  g_test_add_func ("/json-guard/the-message-says-where", the_message_says_where);
  g_test_add_func ("/json-guard/damage-does-no-harm", damage_does_no_harm);

  return g_test_run ();
}
