/* test-media-type.c - a file is what its bytes say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-media-type.h"

#include <string.h>

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
  CASE ("image/tiff", "II*\0\x08\0\0\0"),
  CASE ("image/tiff", "MM\0*\0\0\0\x08"),
  CASE ("image/bmp", "BM\x36\x03\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10\0\0\0\x10\0\0\0"),
  CASE ("image/svg+xml", "<?xml version='1.0'?><svg xmlns="),
  CASE ("text/html", "<!DOCTYPE html>\n<html>"),
  CASE ("text/plain", "12/11/24 19.30 - Budi: pesan\n"),
  CASE ("text/plain", "RIFF"),
  CASE ("application/zip", "PK\x03\x04\x14\0\0\0\x08\0\0\0"),
  CASE ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "PK\x03\x04\x14\0\0\0\x08\0 [Content_Types].xml PK\x03\x04 word/document.xml"),
  CASE ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "PK\x03\x04\x14\0\0\0\x08\0 [Content_Types].xml PK\x03\x04 xl/workbook.xml"),
  CASE ("application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "PK\x03\x04\x14\0\0\0\x08\0 [Content_Types].xml PK\x03\x04 ppt/presentation.xml"),
  CASE ("application/vnd.oasis.opendocument.text",
        "PK\x03\x04\x14\0\0\0\0\0 mimetypeapplication/vnd.oasis.opendocument.textPK\x03\x04"),
  CASE ("video/webm", "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"),
  CASE ("video/x-matroska", "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska"),
  CASE ("audio/ogg", "OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead"),
  CASE ("video/ogg", "OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x2a\x80theora"),
  CASE ("video/x-msvideo", "RIFF\x24\0\0\0AVI LIST"),
  CASE ("video/quicktime", "\0\0\0\x08wide\0\0\x10\0mdat"),
  CASE ("video/quicktime", "\0\0\x20\0moov\0\0\0\x6cmvhd"),
  CASE ("video/3gpp2",
        "\0\0\0\x14"
        "ftyp3g2a\0\0\0\0"
        "3g2a"),
  CASE (NULL, "BMW dan sebagainya, dengan byte \x01"),
  CASE (NULL, "\xff\xff\xff\xff\xff\xff\xff\xff"),
  CASE (NULL, "\xff\xd8"),
  CASE (NULL, "MZ\x90\0\x03\0\0\0\x04\0\0\0"),
  CASE (NULL,
        "\x7f"
        "ELF\x02\x01\x01\0\0\0\0\0"),
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

/* A film is one by whatever brand it is called. */
static void
test_brands (void)
{
  static const char *const brands[] = { "iso7", "iso8", "iso9", "isoa", "mp71", "hvc1", "avc3",
                                        "f4v ", "mmp4", "dby1", "isom", "mp41", "M4V ", "dash" };

  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    {
      guchar bytes[24] = "\0\0\0\x18"
                         "ftyp....\0\0\0\0";

      memcpy (bytes + 8, brands[i], 4);
      memcpy (bytes + 16, brands[i], 4);
      g_assert_cmpstr (ktg_media_type_sniff (bytes, sizeof bytes), ==, "video/mp4");
    }
}

/* What draws itself, or runs, is never given to a decoder. */
static void
test_pictures (void)
{
  g_assert_true (ktg_media_type_is_picture ("image/tiff"));
  g_assert_false (ktg_media_type_is_picture ("image/svg+xml"));
  g_assert_false (ktg_media_type_is_picture ("application/pdf"));
  g_assert_false (ktg_media_type_is_picture ("text/html"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-type/is-what-the-bytes-say", test_sniff);
  g_test_add_func ("/media-type/a-film-is-one-by-whatever-brand", test_brands);
  g_test_add_func ("/media-type/a-drawing-of-commands-is-no-picture", test_pictures);

  return g_test_run ();
}
