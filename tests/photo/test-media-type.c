/* test-media-type.c - a file is what its bytes say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-media-type.h"

#define CASE(type, literal)                                                                        \
  {                                                                                                \
    (type), (literal), sizeof (literal) - 1                                                        \
  }

static const struct
{
  const char *media_type;
  const char *bytes;
  gsize       n_bytes;
} cases[] = {
  CASE ("image/jpeg", "\xff\xd8\xff\xe0"),
  CASE ("image/png", "\x89PNG\r\n\x1a\n"),
  CASE ("image/gif", "GIF89a"),
  CASE ("image/webp", "RIFF\x24\0\0\0WEBPVP8 "),
  CASE ("image/heic",
        "\0\0\0\x18"
        "ftypheic\0\0\0\0mif1heic"),
  CASE ("image/heic",
        "\0\0\0\x18"
        "ftypmif1\0\0\0\0mif1heic"),
  CASE ("image/avif",
        "\0\0\0\x1c"
        "ftypmif1\0\0\0\0mif1avifmiaf"),
  CASE ("image/heif",
        "\0\0\0\x14"
        "ftypmif1\0\0\0\0mif1"),
  CASE ("application/pdf", "%PDF-1.4\n"),
  CASE ("video/mp4",
        "\0\0\0\x18"
        "ftypmp42\0\0\0\0isommp42"),
  CASE ("video/3gpp",
        "\0\0\0\x18"
        "ftyp3gp5\0\0\0\0isom3gp5"),
  CASE ("audio/mp4",
        "\0\0\0\x18"
        "ftypM4A \0\0\0\0M4A isom"),
  CASE ("audio/ogg", "OggS\0\x02"),
  CASE ("audio/mpeg", "ID3\x04"),
  CASE ("audio/mpeg", "\xff\xfb\x90\x64"),
  CASE ("audio/aac", "\xff\xf1\x50\x80"),
  CASE ("audio/wav", "RIFF\x24\0\0\0WAVEfmt "),
  CASE (NULL, "\xff\xff\xff\xff\xff\xff\xff\xff"),
  CASE (NULL, "RIFF\x24\0\0\0AVI LIST"),
  CASE (NULL, "\xff\xd8"),
  CASE (NULL, "RIFF"),
  CASE (NULL, "<svg xmlns="),
  CASE (NULL, "<html>"),
  CASE (NULL, "MZ\x90\0\x03\0\0\0\x04\0\0\0"),
  CASE (NULL,
        "\x7f"
        "ELF\x02\x01\x01\0\0\0\0\0"),
  CASE (NULL, "PK\x03\x04\x14\0\0\0\x08\0\0\0"),
  CASE (NULL, ""),
};

static void
test_sniff (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Just as long as it is, so that reading too far is caught. */
      g_autofree guchar *bytes = g_memdup2 (cases[i].bytes, cases[i].n_bytes);

      g_assert_cmpstr (ktg_media_type_sniff (bytes, cases[i].n_bytes), ==, cases[i].media_type);
    }
}

static void
test_text (void)
{
  g_assert_true (ktg_media_type_looks_like_text ((const guchar *)"Lap\xc3\xb3r\r\n\t1", 9));
  g_assert_false (ktg_media_type_looks_like_text ((const guchar *)"a\0b", 3));
  g_assert_false (ktg_media_type_looks_like_text ((const guchar *)"", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-type/is-what-the-bytes-say", test_sniff);
  g_test_add_func ("/media-type/text-is-told-from-other-bytes", test_text);

  return g_test_run ();
}
