/* test-siphash.c - marks as the authors of SipHash publish them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-siphash.h>

/* The key 00 01 … 0f, and messages 00 01 … of 0, 1, 8 and 15 bytes. */
static void
test_marks_are_those_of_the_paper (void)
{
  static const struct
  {
    gsize   size_bytes;
    guint64 mark;
  } vectors[] = {
    { 0, G_GUINT64_CONSTANT (0x726fdb47dd0e0e31) },
    { 1, G_GUINT64_CONSTANT (0x74f839c593dc67fd) },
    { 8, G_GUINT64_CONSTANT (0x93f5f5799a932462) },
    { 15, G_GUINT64_CONSTANT (0xa129ca6149be45e5) },
  };
  guint8 bytes[KTG_SIPHASH_KEY_BYTES];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)i;
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    g_assert_cmpuint (ktg_siphash (bytes, bytes, vectors[i].size_bytes), ==, vectors[i].mark);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/siphash/marks-are-those-of-the-paper", test_marks_are_those_of_the_paper);

  return g_test_run ();
}
