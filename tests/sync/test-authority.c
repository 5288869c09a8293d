/* test-authority.c - what an office hands out as its certificate, and what it does not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "certificates.h"

#include <ktg-authority.h>
#include <ktg-seal-error.h>
#include <ktg-sync-error.h>

#include <string.h>

static GBytes *
load_der (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "office-ca.der", NULL);
  char            *bytes = NULL;
  gsize            size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

static void
assert_trusts (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = ktg_authority_dup_pem (file, &error);
  g_autoptr (GTlsDatabase) authority = NULL;

  g_assert_no_error (error);
  authority = ktg_authority_new (pem, &error);
  g_assert_no_error (error);
}

static void
test_both_forms_are_taken (void)
{
  g_autoptr (Authority) authority = authority_new ();
  const char      *pem = authority_get_pem (authority);
  g_autofree char *explained = g_strconcat ("Sertifikat kantor\r\n\r\n", pem, pem, NULL);
  g_autoptr (GBytes) der = load_der ();
  g_autoptr (GBytes) plain = g_bytes_new (pem, strlen (pem));
  g_autoptr (GBytes) two = g_bytes_new (explained, strlen (explained));

  assert_trusts (der);
  assert_trusts (plain);
  assert_trusts (two);
}

static void
test_what_holds_none_is_named (void)
{
  static const char *const files[] = {
    "",
    "no certificate",
    "{\"kind\":\"lhp\"}",
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    "0\x82\x01\x02garbage that begins as DER does",
  };
  g_autoptr (GBytes) der = load_der ();
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (der, 0, g_bytes_get_size (der) / 2);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (GError) refusal = NULL;

      g_assert_null (ktg_authority_dup_pem (file, &refusal));
      g_assert_error (refusal, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_CERTIFICATE);
    }
  g_assert_null (ktg_authority_dup_pem (half, &error));
  g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_CERTIFICATE);
}

/* As it comes from a disk: no bytes, at no address. */
static void
test_an_empty_file_is_named (void)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_authority_dup_pem (empty, &error));
  g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_CERTIFICATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/authority/both-forms-are-taken", test_both_forms_are_taken);
  g_test_add_func ("/authority/what-holds-none-is-named", test_what_holds_none_is_named);
  g_test_add_func ("/authority/an-empty-file-is-named", test_an_empty_file_is_named);

  return g_test_run ();
}
