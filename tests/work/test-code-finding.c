/* test-code-finding.c - of the codes in a picture one enrols, or it is said why not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-finding.h"

#include <ktg-enrolment-code.h>
#include <string.h>

#define ROOT "p3oamNIuGeJ_E9LGzvQrlalvAb79KX0BGhKaMylxQCY"
#define LETTERS "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"
#define OTHER "1123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"

static void
test_whole (void)
{
  g_autofree char  *letters = ktg_enrolment_code_new (ROOT, ROOT);
  g_autofree char  *whole = ktg_enrolment_code_dup_whole (letters, ROOT, ROOT);
  const char *const texts[] = { "https://example.org/", whole, whole, NULL };
  const char       *problem = NULL;
  g_autofree char  *found = ktg_code_finding_dup_code (texts, &problem);
  g_autofree char  *seen = ktg_code_finding_dup_letters (found);

  g_assert_cmpstr (found, ==, whole);
  g_assert_cmpstr (seen, ==, letters);
  g_assert_null (problem);
}

static void
test_letters (void)
{
  const char *const texts[] = { LETTERS, NULL };
  const char       *problem = NULL;
  g_autofree char  *found = ktg_code_finding_dup_code (texts, &problem);
  g_autofree char  *seen = ktg_code_finding_dup_letters (found);

  g_assert_cmpstr (seen, ==, LETTERS);
}

static void
assert_problem (const char *const *texts, const char *words)
{
  const char *problem = NULL;

  g_assert_null (ktg_code_finding_dup_code (texts, &problem));
  g_assert_nonnull (strstr (problem, words));
}

static void
test_not_found (void)
{
  const char *const none[] = { NULL };
  const char *const other[] = { "https://example.org/", "KENTONGAN:1:short:a:b", NULL };
  const char *const two[] = { LETTERS, OTHER, NULL };

  assert_problem (none, "There is no QR code");
  assert_problem (other, "no enrolment code");
  assert_problem (two, "more than one");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-finding/a-whole-code-is-found-among-others", test_whole);
  g_test_add_func ("/code-finding/a-code-of-letters-only-is-found", test_letters);
  g_test_add_func ("/code-finding/what-is-none-or-two-is-said", test_not_found);

  return g_test_run ();
}
