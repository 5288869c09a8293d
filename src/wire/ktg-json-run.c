/* ktg-json-run.c - how far a text goes on without anything to look at
 *
 * Most of a message is letters. These are passed over eight at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-run.h"

#include <string.h>

#define EACH(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

static guint64
load (const char *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);
  return word;
}

/* Not zero if one of the eight is below @limit, which is at most 0x80. */
static guint64
has_below (guint64 word, guint8 limit)
{
  return (word - EACH (limit)) & ~word & EACH (0x80);
}

static gboolean
is_plain (char c)
{
  return (guchar)c >= 0x20 && c != '"' && c != '\\';
}

static gboolean
are_plain (guint64 word)
{
  return (has_below (word, 0x20) | has_below (word ^ EACH ('"'), 1)
          | has_below (word ^ EACH ('\\'), 1))
         == 0;
}

/**
 * ktg_json_run_plain:
 *
 * Returns: the first byte from @p on that is a control, a quote or a backslash, or @end
 */
const char *
ktg_json_run_plain (const char *p, const char *end)
{
  while (end - p >= 8 && are_plain (load (p)))
    p += 8;
  while (p < end && is_plain (*p))
    p++;

  return p;
}

static gboolean
are_printable (guint64 word)
{
  return are_plain (word) && ((word & EACH (0x80)) | has_below (word ^ EACH (0x7f), 1)) == 0;
}

/**
 * ktg_json_run_printable:
 *
 * Returns: the first byte from @p on that is a control, a quote, a backslash or not ASCII, or @end
 */
const char *
ktg_json_run_printable (const char *p, const char *end)
{
  while (end - p >= 8 && are_printable (load (p)))
    p += 8;
  while (p < end && is_plain (*p) && (guchar)*p < 0x7f)
    p++;

  return p;
}

static const char *
skip_ascii (const char *p, const char *end)
{
  while (end - p >= 8 && ((load (p) & EACH (0x80)) | has_below (load (p), 1)) == 0)
    p += 8;
  while (p<end && * p> 0)
    p++;

  return p;
}

static const char *
skip_beyond_ascii (const char *p, const char *end)
{
  while (p < end && (guchar)*p >= 0x80)
    p++;

  return p;
}

/**
 * ktg_json_run_utf8:
 *
 * Returns: where the first character from @p on begins that is not UTF-8, or is NUL, or @end
 */
const char *
ktg_json_run_utf8 (const char *p, const char *end)
{
  while ((p = skip_ascii (p, end)) < end)
    {
      const char *after = skip_beyond_ascii (p, end);
      const char *valid = p;

      if (after == p || !g_utf8_validate_len (p, after - p, &valid))
        return valid;
      p = after;
    }

  return end;
}
