/* ktg-media-type.c - what kind of file this is, by its first bytes
 *
 * A name says what somebody called a file; only its bytes say what it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-media-type.h"

#include "ktg-container-type.h"

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
  SIGNATURE ("image/jpeg", "\xff\xd8\xff"),
  SIGNATURE ("image/png", "\x89PNG\r\n\x1a\n"),
  SIGNATURE ("image/gif", "GIF87a"),
  SIGNATURE ("image/gif", "GIF89a"),
  SIGNATURE ("image/tiff", "II*\0"),
  SIGNATURE ("image/tiff", "MM\0*"),
  SIGNATURE ("application/pdf", "%PDF-"),
  SIGNATURE ("application/rtf", "{\\rtf"),
  SIGNATURE ("application/x-ole-storage", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
  SIGNATURE ("audio/mpeg", "ID3"),
  SIGNATURE ("audio/amr", "#!AMR"),
  SIGNATURE ("audio/flac", "fLaC"),
  { "image/webp", 4, "RIFF", "WEBP" },
  { "audio/wav", 4, "RIFF", "WAVE" },
  { "video/x-msvideo", 4, "RIFF", "AVI " },
};

static gboolean
signature_matches (const Signature *signature, const guchar *bytes, gsize n_bytes)
{
  if (n_bytes < signature->n_bytes || memcmp (bytes, signature->bytes, signature->n_bytes) != 0)
    return FALSE;

  return signature->also_at_8 == NULL
         || (n_bytes >= 12 && memcmp (bytes + 8, signature->also_at_8, 4) == 0);
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

/* BMP has but two letters of its own; what follows them has a size that is one of few. */
static const char *
sniff_bmp (const guchar *bytes, gsize n_bytes)
{
  static const guchar heads[] = { 12, 40, 52, 56, 64, 108, 124 };

  return n_bytes >= 26 && memcmp (bytes, "BM", 2) == 0
                 && memchr (heads, bytes[14], sizeof heads) != NULL && bytes[15] == 0
             ? "image/bmp"
             : NULL;
}

/* Words; in an older alphabet than UTF-8 only here and there a letter is above the first 128. */
static gboolean
is_text (const guchar *bytes, gsize n_bytes)
{
  gsize       n_high = 0;
  const char *end;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (bytes[i] == 0x7f || (bytes[i] < ' ' && memchr ("\t\n\r\f", bytes[i], 4) == NULL))
        return FALSE;
      n_high += bytes[i] >= 0x80;
    }

  if (n_high <= n_bytes / 8)
    return n_bytes > 0;

  g_utf8_validate ((const char *)bytes, (gssize)n_bytes, &end);
  return end > (const char *)bytes
         && n_bytes - (gsize)(end - (const char *)bytes) < 4; /* a letter may be cut in two */
}

static gboolean
has_word (const guchar *bytes, gsize n_bytes, const char *word)
{
  return bytes != NULL && memmem (bytes, MIN (n_bytes, 1024), word, strlen (word)) != NULL;
}

/* A drawing or a page may hold a program, so it is told from words. */
static const char *
sniff_text (const guchar *bytes, gsize n_bytes)
{
  if (!is_text (bytes, n_bytes))
    return NULL;
  if (has_word (bytes, n_bytes, "<svg"))
    return "image/svg+xml";
  if (has_word (bytes, n_bytes, "<html") || has_word (bytes, n_bytes, "<HTML"))
    return "text/html";

  return "text/plain";
}

/**
 * ktg_media_type_sniff:
 * @bytes: how the file begins: the more, the surer what is zipped
 * @n_bytes: how many there are
 *
 * Returns: (nullable): the media type of a kind that is taken as evidence, or %NULL
 */
const char *
ktg_media_type_sniff (const guchar *bytes, gsize n_bytes)
{
  static const char *(*const ways[]) (const guchar *bytes, gsize n_bytes)
      = { ktg_container_type_base_media,
          ktg_container_type_zip,
          ktg_container_type_ogg,
          ktg_container_type_matroska,
          sniff_bmp,
          sniff_audio_frame,
          sniff_text };

  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (signature_matches (&signatures[i], bytes, n_bytes))
      return signatures[i].media_type;

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const char *media_type = ways[i](bytes, n_bytes);

      if (media_type != NULL)
        return media_type;
    }

  return NULL;
}

/**
 * ktg_media_type_is_picture:
 * @media_type: of a file
 *
 * A drawing of commands (SVG) is a document: it is never drawn.
 *
 * Returns: whether it may be given to the program that decodes pictures
 */
gboolean
ktg_media_type_is_picture (const char *media_type)
{
  return g_str_has_prefix (media_type, "image/") && strcmp (media_type, "image/svg+xml") != 0;
}
