/* ktg-byte-range.c - which part of a file a request wants
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-byte-range.h"

#include <string.h>

#define UNIT "bytes="

/* Digits, at least one and not more than fit. */
static gboolean
take_number (const char **text, guint64 *number)
{
  const char *start = *text;

  *number = 0;
  for (; g_ascii_isdigit (**text); (*text)++)
    {
      guint64 digit = (guint64)(**text - '0');

      if (*number > (G_MAXUINT64 - digit) / 10)
        return FALSE;
      *number = *number * 10 + digit;
    }

  return *text > start;
}

static KtgByteRangeKind
take_last_bytes (guint64 wanted, guint64 size_bytes, KtgByteRange *range)
{
  if (wanted == 0)
    return KTG_BYTE_RANGE_BEYOND;

  range->n_bytes = MIN (wanted, size_bytes);
  range->first = size_bytes - range->n_bytes;
  return KTG_BYTE_RANGE_PART;
}

static KtgByteRangeKind
take_between (guint64 first, guint64 last, guint64 size_bytes, KtgByteRange *range)
{
  if (last < first)
    return KTG_BYTE_RANGE_WHOLE;
  if (first >= size_bytes)
    return KTG_BYTE_RANGE_BEYOND;

  range->first = first;
  range->n_bytes = MIN (last, size_bytes - 1) - first + 1;
  return KTG_BYTE_RANGE_PART;
}

/**
 * ktg_byte_range_read:
 * @header: (nullable): the Range of a request
 * @size_bytes: how long the file is
 * @range: (out): set for %KTG_BYTE_RANGE_PART; never empty
 *
 * One range of bytes. Several, another unit and what cannot be read are passed over, as RFC 9110
 * allows.
 */
KtgByteRangeKind
ktg_byte_range_read (const char *header, guint64 size_bytes, KtgByteRange *range)
{
  const char *text;
  guint64     first;
  guint64     last = G_MAXUINT64;
  gboolean    has_first;

  if (header == NULL || !g_str_has_prefix (header, UNIT))
    return KTG_BYTE_RANGE_WHOLE;

  text = header + strlen (UNIT);
  has_first = take_number (&text, &first);
  if (*text++ != '-')
    return KTG_BYTE_RANGE_WHOLE;
  if (*text != '\0' && (!take_number (&text, &last) || *text != '\0'))
    return KTG_BYTE_RANGE_WHOLE;

  if (has_first)
    return take_between (first, last, size_bytes, range);

  return last == G_MAXUINT64 ? KTG_BYTE_RANGE_WHOLE : take_last_bytes (last, size_bytes, range);
}
