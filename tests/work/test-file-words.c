/* test-file-words.c - a file that is not what it seems is taken, and that is said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-words.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *media_type;
  const char *said; /* NULL: nothing */
} Case;

static const Case cases[] = {
  { "foto.jpg", "text/plain", ".jpg, but it is plain text" },
  { "FOTO.JPG", "text/plain", ".jpg, but it is plain text" },
  { "foto.jpg", "image/svg+xml", "SVG" },
  { "foto.jpeg", "application/pdf", "a PDF document" },
  { "surat.pdf", "image/jpeg", "a picture" },
  { "surat.pdf", "application/zip", "a file of another kind" },
  { "PTT-20241112-WA0003.opus", "application/pdf", ".opus, but it is a PDF document" },
  { "PTT-20241112-WA0003.opus", "audio/ogg", NULL },
  { "pidato.ogg", "audio/ogg", NULL },
  { "pidato.ogg", "video/ogg", NULL },
  { "foto.jpg", "image/png", NULL },
  { "foto.jpg", "image/jpeg", NULL },
  { "surat.pdf", "application/pdf", NULL },
  { "catatan", "text/plain", NULL },
  { "foto.jpg.txt", "text/plain", NULL },
  { NULL, "text/plain", NULL },
};

static void
test_misnamed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgEvidence) evidence = ktg_evidence_new ();
      g_autofree char *said = NULL;

      evidence->original_name = g_strdup (cases[i].name);
      evidence->media_type = g_strdup (cases[i].media_type);
      said = ktg_file_words_dup_misnamed (evidence);

      if (cases[i].said == NULL)
        g_assert_null (said);
      else
        g_assert_nonnull (strstr (said, cases[i].said));
    }
}

static void
assert_kept (gboolean is_truncated, KtgPictureFate fate)
{
  g_assert_nonnull (strstr (ktg_file_words_get_oddity (is_truncated, fate), "is kept as it came"));
}

static void
test_fate (void)
{
  g_assert_null (ktg_file_words_get_oddity (FALSE, KTG_PICTURE_SHOWN));
  assert_kept (TRUE, KTG_PICTURE_SHOWN);
  for (int fate = KTG_PICTURE_OF_NO_SHOWN_KIND; fate <= KTG_PICTURE_NO_DECODER; fate++)
    assert_kept (FALSE, (KtgPictureFate)fate);
}

/* What is amiss with this device is not laid on the picture. */
static void
test_fate_is_named (void)
{
  static const struct
  {
    KtgPictureFate fate;
    const char    *said;
    const char    *not_said;
  } fates[] = {
    { KTG_PICTURE_TOO_COSTLY, "more memory", "longer" },
    { KTG_PICTURE_TOO_SLOW, "takes longer", "memory" },
    { KTG_PICTURE_DECODER_ENDED, "broke down at this one", "memory" },
    { KTG_PICTURE_NO_DECODER, "could not be started", "memory" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      const char *words = ktg_file_words_get_oddity (FALSE, fates[i].fate);

      g_assert_nonnull (strstr (words, fates[i].said));
      g_assert_null (strstr (words, fates[i].not_said));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-words/a-file-that-is-not-what-its-name-promises-is-said", test_misnamed);
  g_test_add_func ("/file-words/a-picture-without-a-preview-is-said-and-kept", test_fate);
  g_test_add_func ("/file-words/why-there-is-no-preview-is-named", test_fate_is_named);

  return g_test_run ();
}
