/* ktg-region-row.c - a region as it stands in a plain list, and as it is handed out
 *
 * Plain is a line that can be read where it stands: nothing doubled, nothing to trim. What is
 * published in other ways is made plain first (ktg-region-lines.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-row.h"

#include <string.h>

static gboolean
has_form (const KtgRegionRow *row)
{
  static const char form[] = "dd.dd.dd.dddd";

  for (gsize i = 0; i < row->code_length; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (row->code[i]) : row->code[i] != '.')
      return FALSE;

  return TRUE;
}

static gboolean
read_level (KtgRegionRow *row)
{
  switch (row->code_length)
    {
    case 2:
      row->level = KTG_REGION_LEVEL_PROVINCE;
      break;
    case 5:
      row->level = KTG_REGION_LEVEL_REGENCY;
      break;
    case 8:
      row->level = KTG_REGION_LEVEL_DISTRICT;
      break;
    case 13:
      row->level = KTG_REGION_LEVEL_VILLAGE;
      break;
    default:
      return FALSE;
    }

  return TRUE;
}

/* A field up to the comma or @stop, in quotation marks or with none at all; NULL: it is not plain.
 */
static const char *
read_field (const char *at, const char *stop, const char **field, gsize *length)
{
  gboolean    is_quoted = at < stop && *at == '"';
  const char *end;

  *field = at + is_quoted;
  end = memchr (*field, is_quoted ? '"' : ',', stop - *field);
  if (end == NULL && is_quoted)
    return NULL;

  *length = (end != NULL ? end : stop) - *field;
  end = *field + *length + is_quoted;

  return end == stop || *end == ',' ? end : NULL;
}

/**
 * ktg_region_row_may_have:
 * @code: of the form of a code
 * @length: of that
 *
 * Returns: %FALSE if no region is numbered so: a part is 00, or the last begins as that of no
 * kelurahan, desa or desa adat
 */
gboolean
ktg_region_row_may_have (const char *code, gsize length)
{
  for (gsize i = 0; i < length && i < strlen ("34.71.06"); i += strlen ("34."))
    if (code[i] == '0' && code[i + 1] == '0')
      return FALSE;

  return length < strlen ("34.71.06.1002")
         || (code[strlen ("34.71.06.")] >= '1' && code[strlen ("34.71.06.")] <= '3');
}

/**
 * ktg_region_row_is_plain:
 * @row: a row that was read
 *
 * Returns: %TRUE if its code may be one, and its name has nothing to trim or to undo
 */
gboolean
ktg_region_row_is_plain (const KtgRegionRow *row)
{
  const char *name = row->name;
  gsize       length = row->name_length;

  if (!has_form (row) || !ktg_region_row_may_have (row->code, row->code_length)
      || row->successor_length >= KTG_REGION_CODE_BYTES)
    return FALSE;

  if (length == 0 || length >= KTG_REGION_NAME_BYTES || name[0] == ' ' || name[length - 1] == ' ')
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if ((guchar)name[i] < ' ' || name[i] == '"')
      return FALSE;

  return TRUE;
}

/**
 * ktg_region_row_read:
 * @row: what is filled; where it points is the list itself
 * @at: where a line begins
 * @end: of the list
 *
 * Returns: %FALSE if there is none, or it cannot be plain: ktg_region_row_is_plain() looks closer
 */
gboolean
ktg_region_row_read (KtgRegionRow *row, const char *at, const char *end)
{
  const char *stop = at < end ? memchr (at, '\n', end - at) : NULL;
  const char *comma;

  if (stop == NULL || (comma = memchr (at, ',', stop - at)) == NULL)
    return FALSE;

  row->line = row->code = at;
  row->code_length = comma - at;
  row->next = stop + 1;
  at = read_field (comma + 1, stop, &row->name, &row->name_length);
  row->successor = NULL;
  row->successor_length = 0;

  if (at != NULL && at < stop)
    at = read_field (at + 1, stop, &row->successor, &row->successor_length);

  return at == stop && read_level (row);
}

/**
 * ktg_region_row_compare:
 * @row: a row
 * @code: a code
 *
 * Returns: below, at or above 0, as the row's code comes before, is or comes after @code
 */
int
ktg_region_row_compare (const KtgRegionRow *row, const char *code)
{
  int order = strncmp (row->code, code, row->code_length);

  return order != 0 || code[row->code_length] == '\0' ? order : -1;
}

/**
 * ktg_region_row_is_below:
 * @row: a row
 * @above: a row
 *
 * Returns: %TRUE if @row lies within @above
 */
gboolean
ktg_region_row_is_below (const KtgRegionRow *row, const KtgRegionRow *above)
{
  return row->code_length > above->code_length && row->code[above->code_length] == '.'
         && memcmp (row->code, above->code, above->code_length) == 0;
}

/**
 * ktg_region_row_fill:
 * @row: a row
 * @region: what is filled, for keeps
 *
 * Copies what the list says of the region.
 */
void
ktg_region_row_fill (const KtgRegionRow *row, KtgRegion *region)
{
  memset (region, 0, sizeof *region);
  memcpy (region->code, row->code, row->code_length);
  memcpy (region->name, row->name, row->name_length);
  if (row->successor_length > 0)
    memcpy (region->successor, row->successor, row->successor_length);
}
