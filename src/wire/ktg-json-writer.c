/* ktg-json-writer.c - JSON with its keys in the order they are written
 *
 * What is signed is what this writes, so the order of keys and the escapes are decided here and
 * nowhere else: no blanks, the short escapes where JSON has them, everything beyond ASCII as it is,
 * but for what a terminal or an editor would obey instead of showing it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-writer.h"

#include "ktg-json-run.h"

#include <string.h>

struct _KtgJsonWriter
{
  GString *text;
  gboolean is_for_people;
  gboolean needs_comma;
  guint    depth;
};

static void
break_line (KtgJsonWriter *self)
{
  if (!self->is_for_people || self->text->len == 0)
    return;

  g_string_append_c (self->text, '\n');

  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
}

/* As JSON has it: what lies beyond four digits is two halves. */
static void
append_number (GString *text, gunichar c)
{
  const gunichar beyond = c - 0x10000;

  if (c < 0x10000)
    g_string_append_printf (text, "\\u%04x", c);
  else
    g_string_append_printf (text,
                            "\\u%04x\\u%04x",
                            0xd800 + (beyond >> 10),
                            0xdc00 + (beyond & 0x3ff));
}

static void
append_escaped_char (GString *text, gunichar c)
{
  static const char from[] = "\"\\\b\f\n\r\t";
  static const char to[] = "\"\\bfnrt";
  const char       *found = c != '\0' && c < 0x80 ? strchr (from, (int)c) : NULL;

  if (found != NULL)
    {
      g_string_append_c (text, '\\');
      g_string_append_c (text, to[found - from]);
    }
  else
    append_number (text, c);
}

/* Quotes, and what is no letter but an order: controls, directions, what joins and parts. */
static gboolean
needs_escape (gunichar c)
{
  if (c < 0x80)
    return c < 0x20 || c == 0x7f || c == '"' || c == '\\';

  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_string (GString *text, const char *string, gsize size_bytes)
{
  const char *end = string + size_bytes;
  const char *run = string;

  g_string_append_c (text, '"');

  for (const char *p = string; (p = ktg_json_run_printable (p, end)) < end;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!needs_escape (c))
        continue;

      g_string_append_len (text, run, p - run);
      append_escaped_char (text, c);
      run = g_utf8_next_char (p);
    }

  g_string_append_len (text, run, end - run);
  g_string_append_c (text, '"');
}

/* What stands before a value: a comma, and its key. */
static void
begin_value (KtgJsonWriter *self, const char *key)
{
  if (self->needs_comma)
    g_string_append_c (self->text, ',');

  break_line (self);

  if (key != NULL)
    {
      append_string (self->text, key, strlen (key));
      g_string_append (self->text, self->is_for_people ? ": " : ":");
    }

  self->needs_comma = TRUE;
}

static void
begin_container (KtgJsonWriter *self, const char *key, char opening)
{
  begin_value (self, key);
  g_string_append_c (self->text, opening);
  self->depth++;
  self->needs_comma = FALSE;
}

static void
end_container (KtgJsonWriter *self, char closing)
{
  g_assert (self->depth > 0);

  self->depth--;

  if (self->needs_comma)
    break_line (self);

  g_string_append_c (self->text, closing);
  self->needs_comma = TRUE;
}

/**
 * ktg_json_writer_new:
 * @is_for_people: whether it is indented and ends with a newline
 *
 * Returns: (transfer full): a writer of one document
 */
KtgJsonWriter *
ktg_json_writer_new (gboolean is_for_people)
{
  KtgJsonWriter *self = g_new0 (KtgJsonWriter, 1);

  self->text = g_string_sized_new (1024);
  self->is_for_people = is_for_people;
  return self;
}

/**
 * ktg_json_writer_finish:
 * @self: (transfer full): a writer that has ended all it began
 *
 * Returns: (transfer full): the document
 */
GBytes *
ktg_json_writer_finish (KtgJsonWriter *self)
{
  GBytes *bytes = NULL;

  g_assert (self->depth == 0);

  if (self->is_for_people)
    g_string_append_c (self->text, '\n');

  bytes = g_string_free_to_bytes (g_steal_pointer (&self->text));
  g_free (self);
  return bytes;
}

/**
 * ktg_json_writer_free:
 * @self: (transfer full): a writer whose document nobody wants
 *
 * Lets go of it.
 */
void
ktg_json_writer_free (KtgJsonWriter *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * ktg_json_writer_begin_object:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 *
 * What is written from now on stands in an object.
 */
void
ktg_json_writer_begin_object (KtgJsonWriter *self, const char *key)
{
  begin_container (self, key, '{');
}

/**
 * ktg_json_writer_end_object:
 * @self: a writer
 *
 * Ends the object that was begun last.
 */
void
ktg_json_writer_end_object (KtgJsonWriter *self)
{
  end_container (self, '}');
}

/**
 * ktg_json_writer_begin_array:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 *
 * What is written from now on stands in a list.
 */
void
ktg_json_writer_begin_array (KtgJsonWriter *self, const char *key)
{
  begin_container (self, key, '[');
}

/**
 * ktg_json_writer_end_array:
 * @self: a writer
 *
 * Ends the list that was begun last.
 */
void
ktg_json_writer_end_array (KtgJsonWriter *self)
{
  end_container (self, ']');
}

/**
 * ktg_json_writer_write_each:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @elements: what to write
 * @write_members: writes the keys of one
 *
 * Writes a list of objects, also if there are none.
 */
void
ktg_json_writer_write_each (KtgJsonWriter   *self,
                            const char      *key,
                            const GPtrArray *elements,
                            KtgJsonMembers   write_members)
{
  ktg_json_writer_begin_array (self, key);

  for (guint i = 0; i < elements->len; i++)
    {
      ktg_json_writer_begin_object (self, NULL);
      write_members (self, g_ptr_array_index (elements, i));
      ktg_json_writer_end_object (self);
    }

  ktg_json_writer_end_array (self);
}

/**
 * ktg_json_writer_put_text:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @text: (nullable): left out if %NULL or empty
 *
 * Writes a text.
 */
void
ktg_json_writer_put_text (KtgJsonWriter *self, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    ktg_json_writer_put_needed_text (self, key, text);
}

/**
 * ktg_json_writer_put_needed_text:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @text: (nullable): %NULL is written as ""
 *
 * Writes a text. One that is not UTF-8 is made so: nobody could read the document otherwise.
 */
void
ktg_json_writer_put_needed_text (KtgJsonWriter *self, const char *key, const char *text)
{
  g_autofree char *valid = NULL;
  const char      *end;

  if (text == NULL)
    text = "";

  end = text + strlen (text);
  if (ktg_json_run_utf8 (text, end) < end)
    {
      text = valid = g_utf8_make_valid (text, -1);
      end = text + strlen (text);
    }

  begin_value (self, key);
  append_string (self->text, text, end - text);
}

/**
 * ktg_json_writer_put_bytes:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @utf8: valid UTF-8
 *
 * Writes a text that is not ended by a NUL.
 */
void
ktg_json_writer_put_bytes (KtgJsonWriter *self, const char *key, GBytes *utf8)
{
  gsize       size_bytes = 0;
  const char *data = g_bytes_get_data (utf8, &size_bytes);

  begin_value (self, key);
  append_string (self->text, data, size_bytes);
}

/**
 * ktg_json_writer_put_text_array:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @texts: (element-type utf8): left out if there are none
 *
 * Writes a list of texts.
 */
void
ktg_json_writer_put_text_array (KtgJsonWriter *self, const char *key, GPtrArray *texts)
{
  if (texts->len == 0)
    return;

  ktg_json_writer_begin_array (self, key);

  for (guint i = 0; i < texts->len; i++)
    ktg_json_writer_put_needed_text (self, NULL, g_ptr_array_index (texts, i));

  ktg_json_writer_end_array (self);
}

/**
 * ktg_json_writer_put_number_array:
 * @numbers: (element-type guint64): each below 2^53
 */
void
ktg_json_writer_put_number_array (KtgJsonWriter *self, const char *key, const GArray *numbers)
{
  ktg_json_writer_begin_array (self, key);
  for (guint i = 0; i < numbers->len; i++)
    ktg_json_writer_put_number (self, NULL, (gint64)g_array_index (numbers, guint64, i));
  ktg_json_writer_end_array (self);
}

/**
 * ktg_json_writer_put_number:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @number: within ±(2^53 - 1)
 *
 * Writes a whole number.
 */
void
ktg_json_writer_put_number (KtgJsonWriter *self, const char *key, gint64 number)
{
  begin_value (self, key);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, number);
}

/**
 * ktg_json_writer_put_real:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @real: finite
 *
 * Writes a number with as few digits as bring the same one back.
 */
void
ktg_json_writer_put_real (KtgJsonWriter *self, const char *key, double real)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE] = { 0 };

  g_ascii_formatd (digits, sizeof digits, "%.15g", real);

  if (g_ascii_strtod (digits, NULL) != real)
    g_ascii_dtostr (digits, sizeof digits, real);

  begin_value (self, key);
  g_string_append (self->text, digits);
}

/**
 * ktg_json_writer_put_flag:
 * @self: a writer
 * @key: (nullable): %NULL of an element and of the document
 * @flag: true or false
 *
 * Writes it.
 */
void
ktg_json_writer_put_flag (KtgJsonWriter *self, const char *key, gboolean flag)
{
  begin_value (self, key);
  g_string_append (self->text, flag ? "true" : "false");
}

/**
 * ktg_json_writer_put_json:
 * @self: a writer
 * @key: (nullable): of the value
 * @json: one value, as this writer has written it before
 *
 * Writes a value that somebody else understands.
 */
void
ktg_json_writer_put_json (KtgJsonWriter *self, const char *key, const char *json)
{
  begin_value (self, key);
  g_string_append (self->text, json);
}
