/* ktg-container-type.c - what lies in a box that many kinds of file share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-container-type.h"

#include <string.h>

typedef struct
{
  const char *mark;
  const char *media_type;
} Mark;

/* Of ISO base media files (ISO/IEC 14496-12). Whatever is named otherwise is a film. */
static const Mark brands[] = {
  { "heic", "image/heic" }, { "heix", "image/heic" },      { "heim", "image/heic" },
  { "heis", "image/heic" }, { "hevc", "image/heic" },      { "hevx", "image/heic" },
  { "avif", "image/avif" }, { "avis", "image/avif" },      { "mif1", "image/heif" },
  { "mif2", "image/heif" }, { "msf1", "image/heif" },      { "M4A ", "audio/mp4" },
  { "M4B ", "audio/mp4" },  { "M4P ", "audio/mp4" },       { "F4A ", "audio/mp4" },
  { "F4B ", "audio/mp4" },  { "qt  ", "video/quicktime" }, { "3g2", "video/3gpp2" },
  { "3gp", "video/3gpp" },  { "3gr", "video/3gpp" },       { "3gs", "video/3gpp" },
  { "3ge", "video/3gpp" },  { "3gg", "video/3gpp" },
};

static guint32
be32 (const guchar *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static const char *
find_brand (const guchar *brand)
{
  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    if (memcmp (brand, brands[i].mark, strlen (brands[i].mark)) == 0)
      return brands[i].media_type;

  return NULL;
}

static gboolean
is_general (const char *media_type)
{
  return media_type == NULL || strcmp (media_type, "image/heif") == 0;
}

/* "mif1" says only that it is a picture, and an unknown brand nothing; then the first of the
 * compatible ones counts that says more. */
static const char *
find_brands (const guchar *bytes, gsize n_bytes)
{
  const char *media_type = find_brand (bytes + 8);

  for (gsize at = 16; is_general (media_type) && at + 4 <= MIN (n_bytes, be32 (bytes)); at += 4)
    {
      const char *compatible = find_brand (bytes + at);

      if (compatible != NULL)
        media_type = compatible;
    }

  return media_type != NULL ? media_type : "video/mp4";
}

/**
 * ktg_container_type_base_media:
 * @bytes: how the file begins
 * @n_bytes: how many there are
 *
 * Old QuickTime films have no "ftyp" before their first box.
 *
 * Returns: (nullable): the media type of a film, a recording or a picture of that family
 */
const char *
ktg_container_type_base_media (const guchar *bytes, gsize n_bytes)
{
  static const char *const boxes[] = { "moov", "mdat", "wide", "free", "skip", "pnot" };

  if (n_bytes < 12)
    return NULL;
  if (memcmp (bytes + 4, "ftyp", 4) == 0)
    return find_brands (bytes, n_bytes);

  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    if (memcmp (bytes + 4, boxes[i], 4) == 0 && (be32 (bytes) >= 8 || be32 (bytes) <= 1))
      return "video/quicktime";

  return NULL;
}

/* An OpenDocument says its kind in its first entry, which is stored as it is; those of Office Open
 * XML are told by the names of their entries. */
static const Mark zipped[] = {
  { "mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text" },
  { "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet" },
  { "mimetypeapplication/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.presentation" },
  { "word/document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "word/_rels/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "xl/_rels/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "ppt/presentation",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  { "ppt/_rels/", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
};

/**
 * ktg_container_type_zip:
 * @bytes: how the file begins
 * @n_bytes: how many there are
 *
 * Returns: (nullable): what is zipped; an archive where that is not known
 */
const char *
ktg_container_type_zip (const guchar *bytes, gsize n_bytes)
{
  if (n_bytes < 4 || (memcmp (bytes, "PK\3\4", 4) != 0 && memcmp (bytes, "PK\5\6", 4) != 0))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (zipped); i++)
    if (memmem (bytes, n_bytes, zipped[i].mark, strlen (zipped[i].mark)) != NULL)
      return zipped[i].media_type;

  return "application/zip";
}

/**
 * ktg_container_type_ogg:
 * @bytes: how the file begins
 * @n_bytes: how many there are
 *
 * Returns: (nullable): whether it is a film or a recording
 */
const char *
ktg_container_type_ogg (const guchar *bytes, gsize n_bytes)
{
  if (n_bytes < 5 || memcmp (bytes, "OggS\0", 5) != 0)
    return NULL;

  return memmem (bytes, MIN (n_bytes, 256), "theora", 6) != NULL ? "video/ogg" : "audio/ogg";
}

/**
 * ktg_container_type_matroska:
 * @bytes: how the file begins
 * @n_bytes: how many there are
 *
 * Returns: (nullable): a film in this box
 */
const char *
ktg_container_type_matroska (const guchar *bytes, gsize n_bytes)
{
  if (n_bytes < 4 || memcmp (bytes, "\x1a\x45\xdf\xa3", 4) != 0)
    return NULL;

  return memmem (bytes, MIN (n_bytes, 64), "webm", 4) != NULL ? "video/webm" : "video/x-matroska";
}
