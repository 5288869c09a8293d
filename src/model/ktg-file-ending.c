/* ktg-file-ending.c - what of the name of somebody else's file may stand in a name of ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-ending.h"

static const char *const known_endings[]
    = { ".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif",  ".tif", ".tiff",
        ".bmp", ".pdf",  ".mp4", ".mov",  ".webm", ".3gp",  ".mp3",  ".ogg", ".opus",
        ".m4a", ".amr",  ".wav", ".txt",  ".docx", ".odt",  ".xlsx", ".ods" };

/**
 * ktg_file_ending_get:
 * @name: (nullable): what somebody called a file
 *
 * Returns: its ending, if that is one that no desktop starts; ".bin" otherwise
 */
const char *
ktg_file_ending_get (const char *name)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (known_endings); i++)
    if (g_str_has_suffix (lower, known_endings[i]))
      return known_endings[i];

  return ".bin";
}
