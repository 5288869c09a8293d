/* test-folded-text.c - text made comparable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-folded-text.h"

static void
assert_folds (const char *text, const char *expected)
{
  g_autofree char *folded = ktg_folded_text_new (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_case_and_accents_are_gone (void)
{
  assert_folds ("Kota YOGYAKARTA", "kota yogyakarta");
  assert_folds ("Peureulák Ünïcode", "peureulak unicode");
  assert_folds ("Peureula\xcc\x81k", "peureulak");
  assert_folds ("KE-05", "ke-05");
  assert_folds ("Bu\u200bdi\u202e Ke\u00adpala", "budi kepala");
  assert_folds ("", "");
  assert_folds (NULL, "");
}

static void
test_bytes_that_are_not_utf8_do_not_stop_it (void)
{
  g_autofree char *folded = ktg_folded_text_new ("Sp\xff"
                                                 "anduk");

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_true (g_str_has_prefix (folded, "sp"));
}

static void
test_every_word_must_occur_in_any_order (void)
{
  g_assert_true (ktg_folded_text_has_words ("foto bersama bakal calon", "calon foto"));
  g_assert_true (ktg_folded_text_has_words ("foto bersama bakal calon", "  sama\tbak "));
  g_assert_false (ktg_folded_text_has_words ("foto bersama bakal calon", "foto spanduk"));
  g_assert_false (ktg_folded_text_has_words ("fo", "foto"));
}

static void
test_no_word_occurs_everywhere (void)
{
  g_assert_true (ktg_folded_text_has_words ("foto", ""));
  g_assert_true (ktg_folded_text_has_words ("foto", " \n "));
  g_assert_true (ktg_folded_text_has_words (NULL, NULL));
  g_assert_false (ktg_folded_text_has_words (NULL, "foto"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/folded-text/case-and-accents-are-gone", test_case_and_accents_are_gone);
  g_test_add_func ("/folded-text/bytes-that-are-not-utf8-do-not-stop-it",
                   test_bytes_that_are_not_utf8_do_not_stop_it);
  g_test_add_func ("/folded-text/every-word-must-occur-in-any-order",
                   test_every_word_must_occur_in_any_order);
  g_test_add_func ("/folded-text/no-word-occurs-everywhere", test_no_word_occurs_everywhere);

  return g_test_run ();
}
