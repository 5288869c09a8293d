/* test-enrolment-code.c - codes as people copy them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-enrolment-code.h>
#include <ktg-signing-key.h>

#include <string.h>

#define PLAIN "7K3M001111ZZ0123456789ABCDEFGHJK"

static void
test_a_code_fits_only_its_server (void)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) impostor = ktg_signing_key_new ();
  const char      *ours = ktg_signing_key_get_public (server);
  const char      *theirs = ktg_signing_key_get_public (impostor);
  g_autofree char *code = ktg_enrolment_code_new (ours, ours);
  g_autofree char *other = ktg_enrolment_code_new (ours, ours);
  g_autofree char *plain = ktg_enrolment_code_normalise (code);

  g_assert_cmpuint (strlen (code), ==, 39);
  g_assert_cmpint (code[4], ==, '-');
  g_assert_cmpint (code[34], ==, '-');
  g_assert_cmpstr (code, !=, other);
  g_assert_true (ktg_enrolment_code_fits (plain, ours, ours));
  g_assert_false (ktg_enrolment_code_fits (plain, ours, theirs));
  g_assert_false (ktg_enrolment_code_fits (plain, theirs, ours));
  g_assert_false (ktg_enrolment_code_fits (plain, theirs, theirs));
  g_assert_false (ktg_enrolment_code_fits (plain, ours, "not a key"));
  g_assert_false (ktg_enrolment_code_fits ("", ours, ours));
}

/* Eighty bits of each: a letter is five. */
static void
test_each_letter_of_the_hash_counts (void)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  const char      *key = ktg_signing_key_get_public (server);
  g_autofree char *code = ktg_enrolment_code_new (key, key);
  g_autofree char *plain = ktg_enrolment_code_normalise (code);

  for (guint i = 0; i < 32; i++)
    {
      char was = plain[i];

      plain[i] = was == '0' ? '1' : '0';
      g_assert_cmpint (ktg_enrolment_code_fits (plain, key, key), ==, i < 16);
      plain[i] = was;
    }
}

static void
test_what_people_type_is_read (void)
{
  static const char *const typed[] = {
    " 7k3m-oOiI lLzz 0123\t4567-89ab-cdef-ghjk ",
    "*7K3M-0011-11ZZ-0123-4567-89AB-CDEF-GHJK*",
    "**7K3M\u20130011\u201311ZZ\u20130123\u20134567\u201389AB\u2013CDEF\u2013GHJK**",
    "\u200b7K3M\u200b-0011-11ZZ\u00a0-0123-4567-89AB-CDEF\u2014GHJK\u200b\r\n",
    "\ufeff“7K3M_0011/11ZZ.0123~4567:89AB,CDEF;GHJK”",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *code = ktg_enrolment_code_normalise (typed[i]);

      g_assert_cmpstr (code, ==, PLAIN);
    }
}

static void
test_what_cannot_be_a_code_is_refused (void)
{
  static const char *const typed[] = {
    "",
    "7K3M",
    "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M",
    "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3U",
    "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7",
    "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3*",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_assert_null (ktg_enrolment_code_normalise (typed[i]));
}

static void
test_a_code_of_before_is_known (void)
{
  g_assert_true (ktg_enrolment_code_is_of_before ("*7k3m-7K3M-7K3M-7K3M-7K3M\u20137K3M*"));
  g_assert_false (ktg_enrolment_code_is_of_before ("7K3M-7K3M-7K3M-7K3M-7K3M-7K3"));
  g_assert_false (ktg_enrolment_code_is_of_before (PLAIN));
}

static void
test_a_qr_code_has_both_keys (void)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) impostor = ktg_signing_key_new ();
  const char      *ours = ktg_signing_key_get_public (server);
  const char      *theirs = ktg_signing_key_get_public (impostor);
  g_autofree char *code = ktg_enrolment_code_new (theirs, ours);
  g_autofree char *plain = ktg_enrolment_code_normalise (code);
  g_autofree char *whole = ktg_enrolment_code_dup_whole (code, theirs, ours);
  g_autofree char *twisted = ktg_enrolment_code_dup_whole (code, ours, theirs);
  g_autoptr (KtgEnrolmentCode) read = ktg_enrolment_code_read (whole);
  g_autoptr (KtgEnrolmentCode) typed = ktg_enrolment_code_read (code);

  g_assert_cmpstr (read->code, ==, plain);
  g_assert_true (ktg_enrolment_code_is_from (read, theirs, ours));
  g_assert_false (ktg_enrolment_code_is_from (read, ours, ours));
  g_assert_true (ktg_enrolment_code_is_from (typed, theirs, ours));
  g_assert_false (ktg_enrolment_code_is_from (typed, ours, theirs));
  g_assert_null (ktg_enrolment_code_read (twisted));
  g_assert_null (ktg_enrolment_code_read ("KENTONGAN:1:7K3M"));
  g_assert_null (ktg_enrolment_code_read ("KENTONGAN:1:" PLAIN ":a:b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/enrolment-code/a-code-fits-only-its-server", test_a_code_fits_only_its_server);
  g_test_add_func ("/enrolment-code/each-letter-of-the-hash-counts",
                   test_each_letter_of_the_hash_counts);
  g_test_add_func ("/enrolment-code/what-people-type-is-read", test_what_people_type_is_read);
  g_test_add_func ("/enrolment-code/what-cannot-be-a-code-is-refused",
                   test_what_cannot_be_a_code_is_refused);
  g_test_add_func ("/enrolment-code/a-code-of-before-is-known", test_a_code_of_before_is_known);
  g_test_add_func ("/enrolment-code/a-qr-code-has-both-keys", test_a_qr_code_has_both_keys);

  return g_test_run ();
}
