/* ktg-region-lines.c - the official list of regions, line by line, however it was published
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-lines.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define VERSION_MARK "# version:"

/**
 * ktg_region_code_is_valid:
 * @code: (nullable): what may be a code of the interior ministry
 *
 * Returns: %TRUE for digits and dots in the form 34, 34.71, 34.71.07 or 34.71.07.1001
 */
gboolean
ktg_region_code_is_valid (const char *code)
{
  const char *form = "dd.dd.dd.dddd";
  gsize       length = code != NULL ? strlen (code) : 0;

  if (length != 2 && length != 5 && length != 8 && length != 13)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (code[i]) : code[i] != '.')
      return FALSE;

  return TRUE;
}

/* Takes one field off @rest, with or without quotation marks; a doubled mark inside them is one. */
static char *
take_field (char **rest, char separator)
{
  GString *field = g_string_new (NULL);
  char    *at = *rest + strspn (*rest, " ");
  gboolean is_quoted = *at == '"';

  for (at += is_quoted; *at != '\0'; at++)
    {
      if (is_quoted && at[0] == '"' && at[1] == '"')
        at++;
      else if (is_quoted && at[0] == '"')
        is_quoted = FALSE;
      else if (!is_quoted && *at == separator)
        break;

      if (is_quoted || *at != '"')
        g_string_append_c (field, *at);
    }

  *rest = *at == separator ? at + 1 : at;

  return g_strstrip (g_string_free (field, FALSE));
}

/* A number in the second field is a parent's code, not a name. */
static gboolean
has_letter (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return TRUE;

  return FALSE;
}

/* An apostrophe of the decree became a quotation mark: Ra"as is Ra'as. */
static void
tidy_name (char *name)
{
  for (char *at = name; *at != '\0'; at++)
    if (*at == '"')
      *at = '\'';
    else if ((guchar)*at < ' ')
      *at = ' ';
}

static KtgRegionFault
read_fields (KtgRegionLines *self, char *line)
{
  gsize before_separator = strcspn (line, ",;\t");
  char  separator = line[before_separator];

  if (separator == '\0')
    return KTG_REGION_FAULT_NO_SEPARATOR;

  self->code = take_field (&line, separator);
  self->name = take_field (&line, separator);
  tidy_name (self->name);

  if (!ktg_region_code_is_valid (self->code))
    return KTG_REGION_FAULT_BAD_CODE;

  if (!ktg_region_row_may_have (self->code, strlen (self->code)))
    return KTG_REGION_FAULT_NO_REGION;

  if (!has_letter (self->name))
    return KTG_REGION_FAULT_NO_NAME;

  return strlen (self->name) < KTG_REGION_NAME_BYTES ? KTG_REGION_FAULT_NONE
                                                     : KTG_REGION_FAULT_LONG_NAME;
}

/* "kode,nama" and the like: words where the first code would stand. */
static gboolean
is_header (KtgRegionLines *self)
{
  return self->n_read == 1 && self->fault == KTG_REGION_FAULT_BAD_CODE
         && strpbrk (self->code, "0123456789") == NULL;
}

static void
note_version (KtgRegionLines *self, const char *line)
{
  if (self->version == NULL && g_str_has_prefix (line, VERSION_MARK))
    self->version = g_strstrip (g_strdup (line + strlen (VERSION_MARK)));
}

static char *
take_line (KtgRegionLines *self)
{
  const char *start = self->rest;
  const char *newline = memchr (start, '\n', self->end - start);
  const char *stop = newline != NULL ? newline : self->end;

  self->rest = newline != NULL ? newline + 1 : self->end;
  self->line++;

  return g_strstrip (g_strndup (start, stop - start));
}

/**
 * ktg_region_lines_init:
 * @bytes: the whole list; must outlive @self
 *
 * Empty lines, lines that begin with "#" and a header before the first region are passed over
 * without a word.
 */
void
ktg_region_lines_init (KtgRegionLines *self, GBytes *bytes)
{
  gsize       size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  memset (self, 0, sizeof *self);

  if (size >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      size -= strlen (BYTE_ORDER_MARK);
    }

  self->rest = text;
  self->end = text + size;
}

/**
 * ktg_region_lines_clear:
 * @self: a walk, wherever it stands
 *
 * Lets go of the text it walks along.
 */
void
ktg_region_lines_clear (KtgRegionLines *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->version, g_free);
}

/**
 * ktg_region_lines_next:
 *
 * Reads the next line that has anything to say. If its fault is %KTG_REGION_FAULT_NONE, code and
 * name are good.
 *
 * Returns: %FALSE after the last
 */
gboolean
ktg_region_lines_next (KtgRegionLines *self)
{
  while (self->rest < self->end)
    {
      g_autofree char *line = take_line (self);

      g_clear_pointer (&self->code, g_free);
      g_clear_pointer (&self->name, g_free);

      if (*line == '#')
        note_version (self, line);
      if (*line == '\0' || *line == '#')
        continue;

      self->n_read++;
      self->fault
          = g_utf8_validate (line, -1, NULL) ? read_fields (self, line) : KTG_REGION_FAULT_NOT_UTF8;
      if (!is_header (self))
        return TRUE;
    }

  return FALSE;
}

/**
 * ktg_region_lines_find_bad:
 * @max: report at most so many
 *
 * What an import should tell before it is believed.
 *
 * Returns: (transfer full) (element-type KtgRegionBadLine): the lines that say no region, first to
 * last
 */
GArray *
ktg_region_lines_find_bad (GBytes *bytes, guint max)
{
  g_auto (KtgRegionLines) lines = { 0 };
  GArray *bad = g_array_new (FALSE, FALSE, sizeof (KtgRegionBadLine));

  ktg_region_lines_init (&lines, bytes);

  while (bad->len < max && ktg_region_lines_next (&lines))
    if (lines.fault != KTG_REGION_FAULT_NONE)
      {
        KtgRegionBadLine line = { lines.line, lines.fault, "" };

        if (ktg_region_code_is_valid (lines.code))
          g_strlcpy (line.code, lines.code, sizeof line.code);
        g_array_append_val (bad, line);
      }

  return bad;
}

typedef struct
{
  char *code;
  char *name;
  guint line;
} Read;

static void
clear_read (gpointer read)
{
  g_free (((Read *)read)->code);
  g_free (((Read *)read)->name);
}

/* Among equal codes the one read last comes first. */
static int
compare_reads (gconstpointer a, gconstpointer b)
{
  const Read *read_a = a, *read_b = b;
  int         order = strcmp (read_a->code, read_b->code);

  return order != 0 ? order : (read_a->line < read_b->line) - (read_a->line > read_b->line);
}

static GArray *
read_all (KtgRegionLines *lines, guint *n_bad)
{
  GArray *reads = g_array_new (FALSE, FALSE, sizeof (Read));

  g_array_set_clear_func (reads, clear_read);

  while (ktg_region_lines_next (lines))
    if (lines->fault != KTG_REGION_FAULT_NONE)
      *n_bad += 1;
    else
      {
        Read read = { g_steal_pointer (&lines->code), g_steal_pointer (&lines->name), lines->line };

        g_array_append_val (reads, read);
      }

  g_array_sort (reads, compare_reads);

  return reads;
}

/**
 * ktg_region_lines_make_plain:
 * @bytes: a list, however it was published
 * @version: (nullable): of the list; %NULL takes it from its line "# version: 2025-04-25"
 * @n_bad: (out): how many lines said no region and were left out
 *
 * The list as the programs read it where it lies: in the order of the codes, each once, "code,name"
 * and no more. Where a code comes twice, the later line wins.
 *
 * Returns: (transfer full): it, with its version in the first line if that is known
 */
GBytes *
ktg_region_lines_make_plain (GBytes *bytes, const char *version, guint *n_bad)
{
  g_auto (KtgRegionLines) lines = { 0 };
  g_autoptr (GArray) reads = NULL;
  GString    *plain = g_string_sized_new (g_bytes_get_size (bytes) + 32);
  const char *last = "";

  *n_bad = 0;
  ktg_region_lines_init (&lines, bytes);
  reads = read_all (&lines, n_bad);

  if (version != NULL || lines.version != NULL)
    g_string_append_printf (plain, VERSION_MARK " %s\n", version != NULL ? version : lines.version);

  for (guint i = 0; i < reads->len; i++)
    {
      const Read *read = &g_array_index (reads, Read, i);
      const char *mark = strchr (read->name, ',') != NULL ? "\"" : "";

      if (strcmp (read->code, last) != 0)
        g_string_append_printf (plain, "%s,%s%s%s\n", read->code, mark, read->name, mark);
      last = read->code;
    }

  return g_string_free_to_bytes (plain);
}
