/* test-evidence.c - where a file probably comes from, by its name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-evidence.h>

static void
a_name_suggests_an_origin (void)
{
  static const struct
  {
    const char *name;
    KtgOrigin   expected;
  } cases[] = {
    { "IMG-20241112-WA0003.jpg", KTG_ORIGIN_WHATSAPP_PHOTO },
    { "img-20241112-wa0003.JPG", KTG_ORIGIN_WHATSAPP_PHOTO },
    { "WhatsApp Image 2024-11-12 at 19.30.00.jpeg", KTG_ORIGIN_WHATSAPP_PHOTO },
    { "DOC-20241112-WA0001.pdf", KTG_ORIGIN_WHATSAPP_DOCUMENT },
    { "IMG_20241112_193002.jpg", KTG_ORIGIN_CAMERA },
    { "PXL_20241112_123002123.jpg", KTG_ORIGIN_CAMERA },
    { "DSC_0012.JPG", KTG_ORIGIN_CAMERA },
    { "Screenshot_20241112-193002_Facebook.png", KTG_ORIGIN_SCREENSHOT },
    { "Tangkapan layar 2024-11-12.png", KTG_ORIGIN_SCREENSHOT },
    { "Cuplikan layar dari 2024-11-12 19-30-45.png", KTG_ORIGIN_SCREENSHOT },
    { "Screenshot from 2024-11-12 19-30-45.png", KTG_ORIGIN_SCREENSHOT },
    { "Screenshot_20241112_193045.png", KTG_ORIGIN_SCREENSHOT },
    { "Tangkapanlayar_20241112_193045.png", KTG_ORIGIN_SCREENSHOT },
    { "Rekaman layar dari 2024-11-12 19-30-45.webm", KTG_ORIGIN_SCREENSHOT },
    { "screen-20241112-193045.mp4", KTG_ORIGIN_SCREENSHOT },
    { "VID-20241112-WA0003.mp4", KTG_ORIGIN_WHATSAPP_PHOTO },
    { "PTT-20241112-WA0003.opus", KTG_ORIGIN_WHATSAPP_DOCUMENT },
    { "Gambar WhatsApp 2024-11-12 pukul 19.30.45_1a2b.jpg", KTG_ORIGIN_WHATSAPP_PHOTO },
    { "WhatsApp Chat with Budi.txt", KTG_ORIGIN_WHATSAPP_DOCUMENT },
    { "photo_2024-11-12_19-30-45.jpg", KTG_ORIGIN_DOWNLOAD },
    { "Scan0001.pdf", KTG_ORIGIN_SCAN },
    { "FB_IMG_1731418267123.jpg", KTG_ORIGIN_DOWNLOAD },
    { "IMG-2024-WA3.jpg", KTG_ORIGIN_UNKNOWN },
    { "IMG-20241112-WA.jpg", KTG_ORIGIN_UNKNOWN },
    { "foto.jpg", KTG_ORIGIN_UNKNOWN },
    { "", KTG_ORIGIN_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ktg_origin_guess (cases[i].name), ==, cases[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evidence/a-name-suggests-an-origin", a_name_suggests_an_origin);

  return g_test_run ();
}
