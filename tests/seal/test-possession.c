/* test-possession.c - whoever has the file can say so, and nobody else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-possession.h>

#include <string.h>

#define NONCE "AAAAAAAAAAAAAAAAAAAAAA"
#define DEVICE "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define NODE "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"
#define HASH "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static const KtgPossessionClaim claim = { NONCE, DEVICE, NODE, HASH, 3 };

static char *
prove (const KtgPossessionClaim *of, const char *content)
{
  g_autoptr (KtgPossession) proof = ktg_possession_new (of);

  ktg_possession_update (proof, (const guint8 *)content, strlen (content));
  g_assert_cmpuint (ktg_possession_get_n_bytes (proof), ==, strlen (content));
  return ktg_possession_dup_mac (proof);
}

/* Worked out with Python's hmac and the page alone. */
static void
test_golden (void)
{
  g_autofree char *mac = prove (&claim, "abc");

  g_assert_cmpstr (mac, ==, "SPOcYaM_g0U9QOugMBPHteq559praqHT6NVUP12YuHQ");
}

static void
test_in_pieces (void)
{
  g_autofree char *whole = prove (&claim, "abc");
  g_autoptr (KtgPossession) proof = ktg_possession_new (&claim);

  for (guint i = 0; i < 3; i++)
    ktg_possession_update (proof, (const guint8 *)&"abc"[i], 1);
  ktg_possession_update (proof, NULL, 0);

  g_assert_true (ktg_possession_is (proof, whole));
  g_assert_false (ktg_possession_is (proof, NULL));
  g_assert_false (ktg_possession_is (proof, ""));
  whole[0] = whole[0] == 'A' ? 'B' : 'A';
  g_assert_false (ktg_possession_is (proof, whole));
}

/* What one says to one server of one file is no word of another, elsewhere, of another file. */
static void
test_binds_all (void)
{
  const KtgPossessionClaim others[] = {
    { "AAAAAAAAAAAAAAAAAAAAAB", DEVICE, NODE, HASH, 3 },
    { NONCE, NODE, NODE, HASH, 3 },
    { NONCE, DEVICE, DEVICE, HASH, 3 },
    { NONCE, DEVICE, NODE, "aa7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3 },
    { NONCE, DEVICE, NODE, HASH, 4 },
  };
  g_autofree char *own = prove (&claim, "abc");
  g_autofree char *of_others = prove (&claim, "abd");

  g_assert_cmpstr (own, !=, of_others);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = prove (&others[i], "abc");

      g_assert_cmpstr (own, !=, other);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/possession/is-the-one-of-the-page", test_golden);
  g_test_add_func ("/possession/comes-in-pieces", test_in_pieces);
  g_test_add_func ("/possession/binds-prover-node-nonce-and-file", test_binds_all);

  return g_test_run ();
}
