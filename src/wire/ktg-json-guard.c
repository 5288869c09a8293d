/* ktg-json-guard.c - a look at JSON before the parser sees it
 *
 * The parser dies of deep nesting and reads much that is not JSON: single quotes, comments, octal
 * and hexadecimal numbers, a second document after the first, and numbers too long for it as -1.
 * Two programs that read the same signed bytes must read the same, so only RFC 8259 passes here,
 * and of it nothing that a C string, a 64-bit integer or well-formed UTF-8 cannot hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-guard.h"

#include "ktg-json-run.h"

#include <string.h>

#define MAX_INTEGER_DIGITS 18 /* fits a 64-bit integer whatever the digits are */
#define MAX_NUMBER_BYTES 40

const KtgJsonLimits ktg_json_limits_event = { 256 * 1024, 16, 20000 };
/* More than can be sent: what is too long for that is kept until its writer has shortened it. */
const KtgJsonLimits ktg_json_limits_draft = { 32 * 1024 * 1024, 16, 200000 };
const KtgJsonLimits ktg_json_limits_exchange = { 32 * 1024 * 1024, 16, 200000 };
const KtgJsonLimits ktg_json_limits_pack = { 16 * 1024 * 1024, 16, 400000 };

typedef struct
{
  const char          *start;
  const char          *p;
  const char          *end;
  const KtgJsonLimits *limits;
  guint64              objects; /* bit n: what is open at depth n is an object */
  guint                depth;
  guint                n_nodes;
  KtgWireError         code;
  const char          *reason;
} Scan;

static gboolean
refuse (Scan *self, KtgWireError code, const char *reason)
{
  self->code = code;
  self->reason = reason;
  return FALSE;
}

static gboolean
refuse_grammar (Scan *self, const char *reason)
{
  return refuse (self,
                 KTG_WIRE_ERROR_NOT_JSON,
                 self->p < self->end ? reason : "the text ends too early");
}

static void
skip_blanks (Scan *self)
{
  while (self->p < self->end
         && (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t'))
    self->p++;
}

static gboolean
take (Scan *self, char c)
{
  if (self->p >= self->end || *self->p != c)
    return FALSE;

  self->p++;
  return TRUE;
}

static gboolean
count_node (Scan *self)
{
  if (++self->n_nodes > self->limits->max_nodes)
    return refuse (self, KTG_WIRE_ERROR_TOO_LARGE, "too many values");

  return TRUE;
}

/* Four hexadecimal digits, or -1. */
static int
take_code_unit (Scan *self)
{
  int unit = 0;

  if (self->end - self->p < 4)
    return -1;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (self->p[i]))
        return -1;

      unit = unit * 16 + g_ascii_xdigit_value (self->p[i]);
    }

  self->p += 4;
  return unit;
}

/* What follows "\u": not NUL, and a high surrogate only before a low one. */
static gboolean
scan_code_point (Scan *self)
{
  int unit = take_code_unit (self);

  if (unit < 0)
    return refuse_grammar (self, "\\u needs four hexadecimal digits");

  if (unit == 0)
    return refuse_grammar (self, "a text must not hold NUL");

  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      unit = take (self, '\\') && take (self, 'u') ? take_code_unit (self) : -1;

      if (unit < 0xdc00 || unit > 0xdfff)
        return refuse_grammar (self, "half of a surrogate pair");

      return TRUE;
    }

  if (unit >= 0xdc00 && unit <= 0xdfff)
    return refuse_grammar (self, "half of a surrogate pair");

  return TRUE;
}

static gboolean
scan_escape (Scan *self)
{
  if (self->p >= self->end || *self->p == '\0' || strchr ("\"\\/bfnrtu", *self->p) == NULL)
    return refuse_grammar (self, "no such escape");

  return *self->p++ != 'u' || scan_code_point (self);
}

/* What may stand in a text as it is. FALSE at the end of all. */
static gboolean
skip_plain (Scan *self)
{
  self->p = ktg_json_run_plain (self->p, self->end);
  return self->p < self->end;
}

static gboolean
scan_string (Scan *self)
{
  if (!count_node (self))
    return FALSE;

  if (!take (self, '"'))
    return refuse_grammar (self, "expected a text in double quotes");

  while (skip_plain (self))
    {
      guchar c = *self->p;

      if (c < 0x20)
        return refuse_grammar (self, "a control character in a text");

      self->p++;

      if (c == '"')
        return TRUE;

      if (!scan_escape (self))
        return FALSE;
    }

  return refuse_grammar (self, NULL);
}

static gboolean
scan_digits (Scan *self)
{
  const char *from = self->p;

  while (self->p < self->end && g_ascii_isdigit (*self->p))
    self->p++;

  return self->p > from;
}

static gboolean
scan_fraction_and_exponent (Scan *self)
{
  if (take (self, '.') && !scan_digits (self))
    return FALSE;

  if (!take (self, 'e') && !take (self, 'E'))
    return TRUE;

  if (!take (self, '-'))
    take (self, '+');

  return scan_digits (self);
}

static gboolean
scan_number (Scan *self)
{
  const char *from = self->p;
  const char *digits = take (self, '-') ? from + 1 : from;
  const char *after_digits = NULL;

  if (!take (self, '0') && !scan_digits (self))
    return refuse_grammar (self, "expected a value");

  after_digits = self->p;

  if (!scan_fraction_and_exponent (self))
    return refuse_grammar (self, "a number that JSON does not have");

  if (after_digits - digits > MAX_INTEGER_DIGITS || self->p - from > MAX_NUMBER_BYTES)
    return refuse_grammar (self, "a number that is too long");

  return count_node (self);
}

static gboolean
scan_word (Scan *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(self->end - self->p) < length || memcmp (self->p, word, length) != 0)
    return refuse_grammar (self, "expected a value");

  self->p += length;
  return count_node (self);
}

static gboolean
scan_key (Scan *self)
{
  skip_blanks (self);

  if (!scan_string (self))
    return FALSE;

  skip_blanks (self);

  return take (self, ':') || refuse_grammar (self, "expected a colon after a key");
}

static gboolean
is_in_object (const Scan *self)
{
  return (self->objects >> (self->depth - 1) & 1) != 0;
}

static gboolean
take_close (Scan *self)
{
  if (!take (self, is_in_object (self) ? '}' : ']'))
    return FALSE;

  self->depth--;
  return TRUE;
}

/* An opening brace or bracket, and the first key. An empty one is a whole value. */
static gboolean
scan_open (Scan *self, gboolean is_object, gboolean *is_whole)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << self->depth;

  if (self->depth >= self->limits->max_depth)
    return refuse (self, KTG_WIRE_ERROR_TOO_DEEP, "nested too deep");

  self->p++;
  self->objects = is_object ? self->objects | bit : self->objects & ~bit;
  self->depth++;

  if (!count_node (self))
    return FALSE;

  skip_blanks (self);
  *is_whole = take_close (self);

  return *is_whole || !is_object || scan_key (self);
}

/* One value without blanks before it, or the beginning of one. */
static gboolean
scan_value (Scan *self, gboolean *is_whole)
{
  *is_whole = TRUE;

  switch (self->p < self->end ? *self->p : '\0')
    {
    case '{':
      return scan_open (self, TRUE, is_whole);
    case '[':
      return scan_open (self, FALSE, is_whole);
    case '"':
      return scan_string (self);
    case 't':
      return scan_word (self, "true");
    case 'f':
      return scan_word (self, "false");
    case 'n':
      return scan_word (self, "null");
    default:
      return scan_number (self);
    }
}

/* What stands after a whole value: ends of what holds it, then a comma and the next key. */
static gboolean
scan_after_value (Scan *self)
{
  skip_blanks (self);

  while (self->depth > 0 && take_close (self))
    skip_blanks (self);

  if (self->depth == 0)
    return TRUE;

  if (!take (self, ','))
    return refuse_grammar (self, "expected a comma or an end");

  return !is_in_object (self) || scan_key (self);
}

static gboolean
scan_document (Scan *self)
{
  gboolean is_whole = FALSE;

  do
    {
      skip_blanks (self);

      if (!scan_value (self, &is_whole))
        return FALSE;

      if (is_whole && !scan_after_value (self))
        return FALSE;
    }
  while (self->depth > 0);

  return self->p == self->end || refuse_grammar (self, "something stands after the end");
}

static gboolean
check_bytes (Scan *self)
{
  gsize size_bytes = self->end - self->start;

  if (size_bytes > self->limits->max_bytes)
    return refuse (self, KTG_WIRE_ERROR_TOO_LARGE, "too many bytes");

  if (size_bytes == 0)
    return refuse (self, KTG_WIRE_ERROR_NOT_JSON, "the text is empty");

  self->p = ktg_json_run_utf8 (self->start, self->end);
  if (self->p < self->end)
    return refuse (self, KTG_WIRE_ERROR_NOT_UTF8, "not UTF-8, or a NUL");

  self->p = self->start;

  if (size_bytes >= 3 && memcmp (self->start, "\xef\xbb\xbf", 3) == 0)
    return refuse (self, KTG_WIRE_ERROR_NOT_JSON, "begins with a byte order mark");

  return TRUE;
}

static void
set_error (const Scan *self, GError **error)
{
  guint line = 1;
  guint column = 1;

  for (const char *p = self->start; p < self->p; p++)
    {
      gboolean is_continuation = ((guchar)*p & 0xc0) == 0x80;

      column = *p == '\n' ? 1 : column + !is_continuation;
      line += *p == '\n';
    }

  g_set_error (error,
               KTG_WIRE_ERROR,
               self->code,
               "line %u, column %u: %s",
               line,
               column,
               self->reason);
}

/**
 * ktg_json_guard_check:
 * @text: bytes from outside, not necessarily ended by NUL
 * @size_bytes: how many
 * @limits: what an honest message keeps to
 * @error: %KTG_WIRE_ERROR; its message has line and column
 *
 * One linear pass without allocation: size, UTF-8 without NUL, the grammar of RFC 8259, depth,
 * nodes. Beyond the RFC it refuses a byte order mark, half surrogate pairs, `\u0000`, and integers
 * of more than 18 digits. It does not see repeated keys:
 * ktg_json_tree_build() does.
 *
 * Returns: %TRUE if a parser may see it
 */
gboolean
ktg_json_guard_check (const char          *text,
                      gsize                size_bytes,
                      const KtgJsonLimits *limits,
                      GError             **error)
{
  Scan self = { .start = text, .p = text, .end = text + size_bytes, .limits = limits };

  g_return_val_if_fail (text != NULL || size_bytes == 0, FALSE);
  g_return_val_if_fail (limits->max_depth <= KTG_JSON_DEEPEST, FALSE);

  if (check_bytes (&self) && scan_document (&self))
    return TRUE;

  set_error (&self, error);
  return FALSE;
}
