/* test-enrolment-code.c - codes as people copy them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-enrolment-code.h>
#include <ktg-signing-key.h>

#include <string.h>

static void
test_a_code_fits_only_its_server (void)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) impostor = ktg_signing_key_new ();
  g_autofree char *code = ktg_enrolment_code_new (ktg_signing_key_get_public (server));
  g_autofree char *other = ktg_enrolment_code_new (ktg_signing_key_get_public (server));
  g_autofree char *plain = ktg_enrolment_code_normalise (code);

  g_assert_cmpuint (strlen (code), ==, 29);
  g_assert_cmpint (code[4], ==, '-');
  g_assert_cmpint (code[24], ==, '-');
  g_assert_cmpstr (code, !=, other);
  g_assert_true (ktg_enrolment_code_fits_server (plain, ktg_signing_key_get_public (server)));
  g_assert_false (ktg_enrolment_code_fits_server (plain, ktg_signing_key_get_public (impostor)));
  g_assert_false (ktg_enrolment_code_fits_server (plain, "not a key"));
  g_assert_false (ktg_enrolment_code_fits_server ("", ktg_signing_key_get_public (server)));
}

static void
test_what_people_type_is_read (void)
{
  g_autofree char *code = ktg_enrolment_code_normalise (" 7k3m-oOiI lLzz 0123\t4567-89ab ");

  g_assert_cmpstr (code, ==, "7K3M001111ZZ0123456789AB");
}

static void
test_what_cannot_be_a_code_is_refused (void)
{
  static const char *const typed[] = {
    "",
    "7K3M",
    "7K3M-7K3M-7K3M-7K3M-7K3M-7K3U",
    "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7",
    "7K3M-7K3M-7K3M-7K3M-7K3M-7K3*",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_assert_null (ktg_enrolment_code_normalise (typed[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/enrolment-code/a-code-fits-only-its-server", test_a_code_fits_only_its_server);
  g_test_add_func ("/enrolment-code/what-people-type-is-read", test_what_people_type_is_read);
  g_test_add_func ("/enrolment-code/what-cannot-be-a-code-is-refused",
                   test_what_cannot_be_a_code_is_refused);

  return g_test_run ();
}
