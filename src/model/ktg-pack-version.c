/* ktg-pack-version.c - which version of a pack a file is
 *
 * The day or month from which what it says holds, "2022-09-22" or "2023-11", and, of a file that
 * corrects an earlier one, the number of the correction: "2022-09-22.2".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-version.h"

#include <stdlib.h>
#include <string.h>

#define DAY_CHARS 10   /* of "2022-09-22" */
#define MONTH_CHARS 7  /* of "2022-09" */
#define MOST_DIGITS 2  /* of a correction's number */
#define FIRST_NUMBER 2 /* what stands without a number is the first */

static gsize
count_date_chars (const char *version)
{
  return strcspn (version, ".");
}

static gboolean
is_date (const char *text, gsize n_chars)
{
  int year = 0, month = 0, day = 1;

  if (n_chars != DAY_CHARS && n_chars != MONTH_CHARS)
    return FALSE;

  for (gsize i = 0; i < n_chars; i++)
    if (i == 4 || i == MONTH_CHARS ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;

  year = atoi (text);
  month = atoi (text + 5);
  if (n_chars == DAY_CHARS)
    day = atoi (text + MONTH_CHARS + 1);

  return g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
is_number (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  return text[n_digits] == '\0' && n_digits >= 1 && n_digits <= MOST_DIGITS && *text != '0'
         && atoi (text) >= FIRST_NUMBER;
}

static int
get_number (const char *version)
{
  const char *dot = strchr (version, '.');

  return dot != NULL ? atoi (dot + 1) : FIRST_NUMBER - 1;
}

/**
 * ktg_pack_version_is_valid:
 * @text: what stands as the version of a pack
 *
 * Returns: whether it is a day or a month, alone or with the number of a correction, which is 2 to
 * 99: whatever is taken by mistake can be corrected
 */
gboolean
ktg_pack_version_is_valid (const char *text)
{
  gsize n_chars = count_date_chars (text);

  return is_date (text, n_chars) && (text[n_chars] == '\0' || is_number (text + n_chars + 1));
}

/**
 * ktg_pack_version_compare:
 * @version: of a pack
 * @other: of the same pack
 *
 * By the date, then by the number of the correction: ".10" comes after ".2".
 *
 * Returns: below zero if @version is the older, above if it is the newer; zero if they are one
 */
int
ktg_pack_version_compare (const char *version, const char *other)
{
  g_autofree char *date = g_strndup (version, count_date_chars (version));
  g_autofree char *other_date = g_strndup (other, count_date_chars (other));
  int              order = strcmp (date, other_date);

  return order != 0 ? order : get_number (version) - get_number (other);
}

/**
 * ktg_pack_version_has_begun:
 * @version: of a pack
 * @day: (nullable): "2024-11-12"
 *
 * Returns: whether what it says holds on @day already; of %NULL, which is after every day, %TRUE
 */
gboolean
ktg_pack_version_has_begun (const char *version, const char *day)
{
  return day == NULL || strncmp (version, day, count_date_chars (version)) <= 0;
}
