/* ktg-file-kind.c - what kind of thing a file of evidence is, to whoever looks at it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-kind.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-shown-text.h>

static const struct
{
  const char *name;
  const char *icon_name;
} kinds[] = {
  [KTG_FILE_KIND_PHOTO] = { N_ ("Photo"), "image-x-generic-symbolic" },
  [KTG_FILE_KIND_SCREENSHOT] = { N_ ("Screenshot"), "kentongan-screenshot-symbolic" },
  [KTG_FILE_KIND_SCAN] = { N_ ("Scan"), "scanner-symbolic" },
  [KTG_FILE_KIND_DOCUMENT] = { N_ ("Document"), "x-office-document-symbolic" },
  [KTG_FILE_KIND_SOUND] = { N_ ("Sound"), "audio-x-generic-symbolic" },
  [KTG_FILE_KIND_FILM] = { N_ ("Film"), "video-x-generic-symbolic" },
};

/**
 * ktg_file_kind_of:
 * @evidence: a file
 *
 * Returns: its kind, by its media type, and where that is a picture's by where it comes from
 */
KtgFileKind
ktg_file_kind_of (const KtgEvidence *evidence)
{
  if (g_str_has_prefix (evidence->media_type, "audio/"))
    return KTG_FILE_KIND_SOUND;
  if (g_str_has_prefix (evidence->media_type, "video/"))
    return KTG_FILE_KIND_FILM;
  if (evidence->origin == KTG_ORIGIN_SCAN)
    return KTG_FILE_KIND_SCAN;
  if (!g_str_has_prefix (evidence->media_type, "image/"))
    return KTG_FILE_KIND_DOCUMENT;

  return evidence->origin == KTG_ORIGIN_SCREENSHOT ? KTG_FILE_KIND_SCREENSHOT : KTG_FILE_KIND_PHOTO;
}

/**
 * ktg_file_kind_get_name:
 * @kind: a kind
 *
 * Returns: what it is called
 */
const char *
ktg_file_kind_get_name (KtgFileKind kind)
{
  return _ (kinds[kind].name);
}

/**
 * ktg_file_kind_get_icon_name:
 * @kind: a kind
 *
 * Returns: the sign that stands where there is no picture of it
 */
const char *
ktg_file_kind_get_icon_name (KtgFileKind kind)
{
  return kinds[kind].icon_name;
}

/**
 * ktg_file_kind_dup_position:
 * @evidence: a file
 * @i: which of the files it is, from 0
 * @n_files: of how many
 *
 * Returns: "Photo 1 of 4"
 */
char *
ktg_file_kind_dup_position (const KtgEvidence *evidence, guint i, guint n_files)
{
  /* Translators: a kind of file, as in "Photo 1 of 4" */
  return g_strdup_printf (_ ("%s %u of %u"),
                          ktg_file_kind_get_name (ktg_file_kind_of (evidence)),
                          i + 1,
                          n_files);
}

/**
 * ktg_file_kind_dup_taken:
 * @evidence: a file
 *
 * Returns: when it was taken by its own word, and where it comes from: "Sat 21 Nov 2026, 19.42 ·
 *   Nokia 8.3"; what it is called where it does not say
 */
char *
ktg_file_kind_dup_taken (const KtgEvidence *evidence)
{
  g_autofree char *weekday = ktg_dates_dup_weekday (evidence->taken);
  g_autofree char *taken = ktg_dates_dup_testimony (evidence->taken);
  g_autofree char *camera = ktg_shown_text_dup_line (evidence->camera);

  if (*taken == '\0')
    return ktg_shown_text_dup_line (evidence->caption != NULL ? evidence->caption
                                                              : evidence->original_name);
  if (camera == NULL)
    return g_strdup_printf ("%s %s", weekday, taken);

  return g_strdup_printf ("%s %s · %s", weekday, taken, camera);
}
