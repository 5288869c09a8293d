/* test-json-run.c - eight bytes at a time see what one at a time sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-json-run.h>

#include <string.h>

#define LONGEST 40

static const char *
find_slowly (const char *p, const char *end)
{
  while (p < end && (guchar)*p >= 0x20 && *p != '"' && *p != '\\')
    p++;

  return p;
}

static const char *
find_unprintable_slowly (const char *p, const char *end)
{
  while (p < end && g_ascii_isprint (*p) && *p != '"' && *p != '\\')
    p++;

  return p;
}

static void
assert_same_everywhere (const char *text, gsize size_bytes)
{
  const char *end = text + size_bytes;
  const char *invalid = NULL;

  for (const char *p = text; p <= end; p++)
    {
      g_assert_true (ktg_json_run_plain (p, end) == find_slowly (p, end));
      g_assert_true (ktg_json_run_printable (p, end) == find_unprintable_slowly (p, end));
    }

  g_utf8_validate_len (text, size_bytes, &invalid);
  g_assert_true (ktg_json_run_utf8 (text, end) == invalid);
}

static void
every_byte_at_every_place_is_seen (void)
{
  char text[LONGEST];

  for (guint byte = 0; byte < 256; byte++)
    for (gsize place = 0; place < LONGEST; place++)
      {
        memset (text, 'a', sizeof text);
        text[place] = (char)byte;
        assert_same_everywhere (text, sizeof text);
      }
}

static void
letters_beyond_ascii_are_read_as_glib_reads_them (void)
{
  static const char *const parts[]
      = { "é",    "\xf0\x9f\x98\x80", "\xe2\x80\xa8", "\xc3", "\x80",
          "\xf0", "\xed\xa0\x80",     "\xc0\x80",     "a",    "abcdefgh" };
  const guint n = G_N_ELEMENTS (parts);

  for (guint i = 0; i < n * n * n; i++)
    {
      g_autofree char *text
          = g_strconcat (parts[i % n], parts[i / n % n], parts[i / n / n], "12345678", NULL);

      for (gsize size_bytes = 0; size_bytes <= strlen (text); size_bytes++)
        assert_same_everywhere (text, size_bytes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-run/every-byte", every_byte_at_every_place_is_seen);
  g_test_add_func ("/json-run/beyond-ascii", letters_beyond_ascii_are_read_as_glib_reads_them);
  return g_test_run ();
}
