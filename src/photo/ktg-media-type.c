/* ktg-media-type.c - what kind of file this is, by its first bytes
 *
 * A name says what somebody called a file; only its bytes say what it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-media-type.h"

#include <string.h>

typedef struct
{
  const char *media_type;
  gsize       n_bytes;
  const char *bytes;
  const char *also_at_8; /* four bytes that a RIFF file needs as well */
} Signature;

#define SIGNATURE(type, literal)                                                                   \
  {                                                                                                \
    (type), sizeof (literal) - 1, (literal), NULL                                                  \
  }

static const Signature signatures[] = {
  SIGNATURE ("image/jpeg", "\xff\xd8\xff"), SIGNATURE ("image/png", "\x89PNG\r\n\x1a\n"),
  SIGNATURE ("image/gif", "GIF87a"),        SIGNATURE ("image/gif", "GIF89a"),
  SIGNATURE ("application/pdf", "%PDF-"),   SIGNATURE ("audio/ogg", "OggS\0"),
  SIGNATURE ("audio/mpeg", "ID3"),          SIGNATURE ("audio/amr", "#!AMR"),
  { "image/webp", 4, "RIFF", "WEBP" },      { "audio/wav", 4, "RIFF", "WAVE" },
};

/* The brands of ISO base media files (ISO/IEC 14496-12) that phones write. */
static const struct
{
  const char *brand;
  const char *media_type;
} brands[] = {
  { "heic", "image/heic" }, { "heix", "image/heic" }, { "heim", "image/heic" },
  { "heis", "image/heic" }, { "hevc", "image/heic" }, { "avif", "image/avif" },
  { "avis", "image/avif" }, { "mif1", "image/heif" }, { "msf1", "image/heif" },
  { "M4A ", "audio/mp4" },  { "M4B ", "audio/mp4" },  { "qt  ", "video/quicktime" },
  { "3gp4", "video/3gpp" }, { "3gp5", "video/3gpp" }, { "3gp6", "video/3gpp" },
  { "isom", "video/mp4" },  { "iso2", "video/mp4" },  { "iso4", "video/mp4" },
  { "iso5", "video/mp4" },  { "iso6", "video/mp4" },  { "mp41", "video/mp4" },
  { "mp42", "video/mp4" },  { "avc1", "video/mp4" },  { "M4V ", "video/mp4" },
  { "MSNV", "video/mp4" },  { "dash", "video/mp4" },
};

static gboolean
signature_matches (const Signature *signature, const guchar *bytes, gsize n_bytes)
{
  if (n_bytes < signature->n_bytes || memcmp (bytes, signature->bytes, signature->n_bytes) != 0)
    return FALSE;

  return signature->also_at_8 == NULL
         || (n_bytes >= 12 && memcmp (bytes + 8, signature->also_at_8, 4) == 0);
}

static const char *
find_brand (const guchar *brand)
{
  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    if (memcmp (brand, brands[i].brand, 4) == 0)
      return brands[i].media_type;

  return NULL;
}

/* "mif1" only says that it is a picture; what kind stands among the compatible brands. */
static const char *
sniff_base_media (const guchar *bytes, gsize n_bytes)
{
  const char *major;

  if (n_bytes < 12 || memcmp (bytes + 4, "ftyp", 4) != 0)
    return NULL;

  major = find_brand (bytes + 8);
  if (major == NULL || strcmp (major, "image/heif") != 0)
    return major;

  for (gsize at = 16; at + 4 <= n_bytes && at + 4 <= bytes[3]; at += 4)
    {
      const char *compatible = find_brand (bytes + at);

      if (compatible != NULL && strcmp (compatible, "image/heif") != 0
          && g_str_has_prefix (compatible, "image/"))
        return compatible;
    }

  return major;
}

/* An MPEG audio frame without a tag before it: layer III with a real bit rate and sample rate, or
 * ADTS. */
static const char *
sniff_audio_frame (const guchar *bytes, gsize n_bytes)
{
  if (n_bytes < 4 || bytes[0] != 0xff)
    return NULL;

  if ((bytes[1] & 0xf6) == 0xf0)
    return "audio/aac";

  if ((bytes[1] & 0xe6) == 0xe2 && (bytes[1] & 0x18) != 0x08 && (bytes[2] & 0xf0) != 0xf0
      && (bytes[2] & 0xf0) != 0 && (bytes[2] & 0x0c) != 0x0c)
    return "audio/mpeg";

  return NULL;
}

/**
 * ktg_media_type_sniff:
 * @bytes: how the file begins
 * @n_bytes: at least %KTG_MEDIA_TYPE_BYTES where the file has as many
 *
 * Returns: (nullable): the media type of a kind that is taken as evidence, or %NULL
 */
const char *
ktg_media_type_sniff (const guchar *bytes, gsize n_bytes)
{
  const char *media_type;

  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (signature_matches (&signatures[i], bytes, n_bytes))
      return signatures[i].media_type;

  media_type = sniff_base_media (bytes, n_bytes);

  return media_type != NULL ? media_type : sniff_audio_frame (bytes, n_bytes);
}

/**
 * ktg_media_type_looks_like_text:
 * @bytes: how the file begins
 * @n_bytes: how many there are
 *
 * Tells a person's text from bytes nobody knows, so that the error can say which it was.
 *
 * Returns: whether there is nothing in it but text
 */
gboolean
ktg_media_type_looks_like_text (const guchar *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] < ' ' && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r')
      return FALSE;

  return n_bytes > 0;
}
