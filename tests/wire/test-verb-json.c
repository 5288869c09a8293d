/* test-verb-json.c - what a verb says goes over and comes back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-verb-json.h>
#include <string.h>

static void
assert_comes_back (const KtgVerbPart *part)
{
  g_autoptr (GBytes) line = ktg_verb_part_write (part);
  g_autoptr (KtgVerbPart) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (memchr (g_bytes_get_data (line, NULL), '\n', g_bytes_get_size (line)));
  back = ktg_verb_part_parse (line, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->out, ==, part->out);
  g_assert_cmpstr (back->err, ==, part->err);
  g_assert_cmpint (back->is_end, ==, part->is_end);
  g_assert_cmpint (back->exit, ==, part->exit);
}

static void
test_parts_come_back (void)
{
  const KtgVerbPart parts[] = {
    { .out = (char *)"a\n\"b\"\n\t\\ é" },
    { .err = (char *)"kentongan-server: no" },
    { .out = (char *)"x", .err = (char *)"y" },
    { .is_end = TRUE, .exit = 0 },
    { .is_end = TRUE, .exit = 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_comes_back (&parts[i]);
}

static void
test_what_is_no_part_is_refused (void)
{
  const char *const lines[] = { "", "[]", "{\"out\":1}", "{\"exit\":-1}", "{\"exit\":256}", "{" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GBytes) line = g_bytes_new_static (lines[i], strlen (lines[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (ktg_verb_part_parse (line, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verb-json/parts-come-back", test_parts_come_back);
  g_test_add_func ("/verb-json/what-is-no-part-is-refused", test_what_is_no_part_is_refused);

  return g_test_run ();
}
