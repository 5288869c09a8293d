/* test-sealed-box.c - what is sealed for one key is read by nobody else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-sealed-box.h>

#include <string.h>

static void
test_only_the_recipient_reads_it (void)
{
  static const char said[] = "the code";
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) impostor = ktg_signing_key_new ();
  g_autoptr (GBytes) content = g_bytes_new_static (said, strlen (said));
  g_autoptr (GBytes) box = ktg_sealed_box_new (content, ktg_signing_key_get_public (server));
  g_autoptr (GBytes) other = ktg_sealed_box_new (content, ktg_signing_key_get_public (server));
  g_autoptr (GBytes) opened = ktg_sealed_box_open (box, server);

  g_assert_true (g_bytes_equal (opened, content));
  g_assert_false (g_bytes_equal (box, other));
  g_assert_null (ktg_sealed_box_open (box, impostor));
  g_assert_null (
      memmem (g_bytes_get_data (box, NULL), g_bytes_get_size (box), said, strlen (said)));
}

static void
test_any_change_is_noticed (void)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autoptr (GBytes) content = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) box = ktg_sealed_box_new (content, ktg_signing_key_get_public (server));
  g_autoptr (GBytes) opened = ktg_sealed_box_open (box, server);
  gsize              size = g_bytes_get_size (box);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (box, NULL), size);

  g_assert_cmpuint (g_bytes_get_size (opened), ==, 0);
  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (bytes, i);
      g_autoptr (GBytes) changed = NULL;

      bytes[i] ^= 1;
      changed = g_bytes_new (bytes, size);
      g_assert_null (ktg_sealed_box_open (changed, server));
      g_assert_null (ktg_sealed_box_open (cut, server));
      bytes[i] ^= 1;
    }
}

static void
test_what_is_no_key_seals_nothing (void)
{
  static const char *const keys[] = { "",
                                      "key",
                                      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                      "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
  g_autoptr (GBytes) content = g_bytes_new_static ("a", 1);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_null (ktg_sealed_box_new (content, keys[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/sealed-box/only-the-recipient-reads-it", test_only_the_recipient_reads_it);
  g_test_add_func ("/sealed-box/any-change-is-noticed", test_any_change_is_noticed);
  g_test_add_func ("/sealed-box/what-is-no-key-seals-nothing", test_what_is_no_key_seals_nothing);

  return g_test_run ();
}
