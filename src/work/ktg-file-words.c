/* ktg-file-words.c - what is odd about a file that was taken all the same
 *
 * Evidence is kept as it came, whatever it is; what is not as it seems is said while the sender can
 * still be asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-words.h"

#include <glib/gi18n.h>

#include <string.h>

/* What a name promises, by its ending: the beginning of a media type. One kind of picture that has
 * the ending of another is common and harms nothing, so all pictures are one promise. */
typedef struct
{
  const char *ending;
  const char *promise;
} Ending;

static const Ending endings[] = {
  { ".jpg", "image/" },  { ".jpeg", "image/" }, { ".png", "image/" },
  { ".webp", "image/" }, { ".heic", "image/" }, { ".heif", "image/" },
  { ".avif", "image/" }, { ".tif", "image/" },  { ".tiff", "image/" },
  { ".bmp", "image/" },  { ".gif", "image/" },  { ".pdf", "application/pdf" },
  { ".mp4", "video/" },  { ".mov", "video/" },  { ".txt", "text/" },
  { ".opus", "audio/" }, { ".mp3", "audio/" },
};

typedef struct
{
  const char *media_type; /* or its beginning */
  const char *words;
} Content;

/* The first that fits. */
static const Content contents[] = {
  /* Translators: what a file is by its content */
  { "image/svg+xml", N_ ("a drawing made of text (SVG)") },
  { "image/", N_ ("a picture") },
  { "video/", N_ ("a film") },
  { "audio/", N_ ("a sound") },
  { "application/pdf", N_ ("a PDF document") },
  { "text/html", N_ ("a web page") },
  { "text/", N_ ("plain text") },
};

static const Ending *
find_ending (const char *name)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (small, endings[i].ending))
      return &endings[i];

  return NULL;
}

static const char *
get_content (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    if (g_str_has_prefix (media_type, contents[i].media_type))
      return _ (contents[i].words);

  return _ ("a file of another kind");
}

static gboolean
keeps_promise (const Ending *ending, const char *media_type)
{
  return g_str_has_prefix (media_type, ending->promise)
         && strcmp (media_type, "image/svg+xml") != 0;
}

/**
 * ktg_file_words_get_oddity:
 * @is_truncated: whether a picture's end is missing
 * @fate: what became of its preview
 *
 * Returns: (nullable): what is to be said of it, of static storage; %NULL where it is whole and
 *   shown
 */
const char *
ktg_file_words_get_oddity (gboolean is_truncated, KtgPictureFate fate)
{
  static const char *const words[] = {
    [KTG_PICTURE_OF_NO_SHOWN_KIND]
    = N_ ("This device cannot show this kind of picture. It is kept as it came."),
    [KTG_PICTURE_TOO_COSTLY]
    = N_ ("Showing this picture takes more memory than one is given. It is kept as it came."),
    [KTG_PICTURE_BROKEN] = N_ ("This picture is damaged and cannot be shown. It is kept as it "
                               "came; ask the sender for a whole copy."),
    [KTG_PICTURE_TOO_SLOW]
    = N_ ("Showing this picture takes longer than one is given. It is kept as it came."),
    [KTG_PICTURE_DECODER_ENDED]
    = N_ ("The part of Kentongan that shows pictures broke down at this "
          "one. It is kept as it came."),
    [KTG_PICTURE_NO_DECODER]
    = N_ ("The part of Kentongan that shows pictures could not be started. "
          "This one is kept as it came. Tell your office."),
  };

  if (is_truncated)
    return _ (
        "The end of this picture is missing. It is kept as it came; ask the sender to send it "
        "once more.");

  return fate == KTG_PICTURE_SHOWN ? NULL : _ (words[fate]);
}

/**
 * ktg_file_words_dup_misnamed:
 * @evidence: a file
 *
 * Returns: (transfer full) (nullable): that it is not what its name promises; %NULL where it is, or
 *   where the name promises nothing
 */
char *
ktg_file_words_dup_misnamed (const KtgEvidence *evidence)
{
  const Ending *ending
      = evidence->original_name != NULL ? find_ending (evidence->original_name) : NULL;

  if (ending == NULL || evidence->media_type == NULL
      || keeps_promise (ending, evidence->media_type))
    return NULL;

  /* Translators: the ending of a file's name, such as .jpg; what the file is: "plain text" */
  return g_strdup_printf (_ ("Its name ends in %s, but it is %s. It is kept as it came; see "
                             "whether "
                             "it is the right file."),
                          ending->ending,
                          get_content (evidence->media_type));
}
