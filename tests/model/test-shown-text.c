/* test-shown-text.c - what somebody wrote, as it is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-shown-text.h"

static void
assert_shown (const char *text, const char *expected)
{
  g_autofree char *shown = ktg_shown_text_dup (text);
  g_autofree char *again = ktg_shown_text_dup (shown);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
assert_stays (const char *text)
{
  assert_shown (text, text);
}

static void
test_what_turns_words_round_is_named (void)
{
  static const gunichar turning[] = { 0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c,
                                      0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069 };

  for (gsize i = 0; i < G_N_ELEMENTS (turning); i++)
    {
      char             letter[7] = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *arabic = NULL;
      g_autofree char *expected = g_strdup_printf ("Budi[U+%04X]gnp.exe", turning[i]);
      g_autofree char *in_arabic = g_strdup_printf ("محمد[U+%04X]محمد", turning[i]);

      g_unichar_to_utf8 (turning[i], letter);
      text = g_strdup_printf ("Budi%sgnp.exe", letter);
      arabic = g_strdup_printf ("محمد%sمحمد", letter);
      assert_shown (text, expected);
      assert_shown (arabic, in_arabic);
    }
}

static void
test_what_hides_or_gives_orders_is_named (void)
{
  assert_shown ("a\x1b[2Jb\x7f\xc2\x9b", "a[U+001B][2Jb[U+007F][U+009B]");
  assert_shown ("Bu\u200bdi\u2060\ufeff", "Bu[U+200B]di[U+2060][U+FEFF]");
  assert_shown ("a\u200cb\u200d\u3164", "a[U+200C]b[U+200D][U+3164]");
  assert_shown ("a\U000e0041", "a[U+E0041]");
  assert_shown ("a\xff", "a\ufffd");
}

static void
test_every_script_is_left_as_it_is (void)
{
  assert_stays ("Balai Désa “Notoprajan” – 12 m²");
  assert_stays ("محمد الأمين ١٢٣");
  assert_stays ("می\u200cخواهم");
  assert_stays ("ꦲꦏ꧀\u200dꦱꦫꦗꦮ\u200bꦱꦠꦸꦁ");
  assert_stays ("👩🏽\u200d🌾 ❤️");
  assert_stays ("kepala\u00addesa");
}

static void
test_one_after_another_hides_all_the_same (void)
{
  assert_shown ("م\u200d\u200d", "م\u200d[U+200D]");
}

static void
test_lines_are_lines_or_blanks (void)
{
  static const char text[] = "satu\r\ndua\rtiga\nempat\u2028lima\u2029enam\vtujuh\xc2\x85\tdelapan";
  g_autofree char  *line = ktg_shown_text_dup_line (text);

  assert_shown (text, "satu\ndua\ntiga\nempat\nlima\nenam\ntujuh\n\tdelapan");
  g_assert_cmpstr (line, ==, "satu dua tiga empat lima enam tujuh  delapan");
  g_assert_null (ktg_shown_text_dup (NULL));
  g_assert_null (ktg_shown_text_dup_line (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shown-text/what-turns-words-round-is-named",
                   test_what_turns_words_round_is_named);
  g_test_add_func ("/shown-text/what-hides-or-gives-orders-is-named",
                   test_what_hides_or_gives_orders_is_named);
  g_test_add_func ("/shown-text/every-script-is-left-as-it-is", test_every_script_is_left_as_it_is);
  g_test_add_func ("/shown-text/one-after-another-hides-all-the-same",
                   test_one_after_another_hides_all_the_same);
  g_test_add_func ("/shown-text/lines-are-lines-or-blanks", test_lines_are_lines_or_blanks);

  return g_test_run ();
}
