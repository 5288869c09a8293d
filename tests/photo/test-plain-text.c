/* test-plain-text.c - a stranger's words, safe to show on one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-plain-text.h"

#include <string.h>

static void
assert_plain (const char *text, const char *expected)
{
  g_autofree char *plain = ktg_plain_text (text, 255);

  g_assert_cmpstr (plain, ==, expected);
}

static void
assert_base_name (const char *path, const char *expected)
{
  g_autofree char *name = ktg_plain_base_name (path, 255);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_hidden (void)
{
  assert_plain ("foto\u202egpj.exe", "fotogpj.exe");
  assert_plain ("\u2066a\u2067b\u2068c\u2069", "abc");
  assert_plain ("a\nb\tc\x7f\xc2\x85", "abc");
  assert_plain ("  Nokia 8.3 5G  ", "Nokia 8.3 5G");
  assert_plain ("Gambar ke-1 \u2014 d\u00e9sa \u6751", "Gambar ke-1 \u2014 d\u00e9sa \u6751");
  assert_plain ("\n\u202a", NULL);
  assert_plain ("", NULL);
}

static void
test_length (void)
{
  g_autofree char *plain = ktg_plain_text ("a\u00e9\u00e9\u00e9", 4);
  g_autofree char *many = g_strnfill (1000, 'x');
  g_autofree char *cut = ktg_plain_text (many, 255);

  g_assert_cmpstr (plain, ==, "a\u00e9");
  g_assert_cmpuint (strlen (cut), ==, 255);
}

static void
test_base_name (void)
{
  assert_base_name ("/home/a/foto.jpg", "foto.jpg");
  assert_base_name ("C:\\a\\foto.jpg", "foto.jpg");
  assert_base_name ("../../foto.jpg", "foto.jpg");
  assert_base_name ("..", NULL);
  assert_base_name (".\u202e.", NULL);
  assert_base_name ("/", NULL);
}

/* Three hundred characters of two bytes each; what a disk allows is less. */
static void
test_long_name (void)
{
  g_autoptr (GString) path = g_string_new ("../../\u200f\u202e");
  g_autofree char *name = NULL;

  for (int i = 0; i < 296; i++)
    g_string_append (path, "\u00e9");
  g_string_append (path, ".jpg");
  name = ktg_plain_base_name (path->str, 255);

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), ==, 254);
  g_assert_true (g_str_has_prefix (name, "\u00e9"));
  g_assert_null (strchr (name, '/'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plain-text/has-nothing-hidden", test_hidden);
  g_test_add_func ("/plain-text/is-cut-between-characters", test_length);
  g_test_add_func ("/plain-text/a-base-name-is-never-a-path", test_base_name);
  g_test_add_func ("/plain-text/a-name-of-300-characters-is-cut-and-shows-nothing-turned-round",
                   test_long_name);

  return g_test_run ();
}
