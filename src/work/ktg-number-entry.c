/* ktg-number-entry.c - a number as people write it
 *
 * "3", "03", "TPS 3", "no. urut dua". What says more than a number is none: it is not guessed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-number-entry.h"

#include "ktg-time-vocabulary.h"

#include <string.h>

/* What stands beside a number and says nothing that the field does not. */
static const char *const beside[]
    = { "tps",    "no",      "nomor", "nomer", "urut",     "number", "nr", "ballot",
        "paslon", "polling", "place", "calon", "pasangan", "",       NULL };

static gboolean
take_number (const char *word, int most, int *number)
{
  guint64 value = 0;

  if (*number != 0 || strspn (word, "0123456789") != strlen (word)
      || !g_ascii_string_to_unsigned (word, 10, 1, (guint64)most, &value, NULL))
    return FALSE;

  *number = (int)value;
  return TRUE;
}

/**
 * ktg_number_entry_parse:
 * @typed: what somebody wrote in a field that asks for one number
 * @most: the largest that can be meant
 *
 * Returns: the number, from 1 to @most; 0 if it is none, more than one, or says something else
 */
int
ktg_number_entry_parse (const char *typed, int most)
{
  g_auto (GStrv) words = ktg_time_vocabulary_split (typed);
  int number = 0;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (!g_strv_contains (beside, words[i]) && !take_number (words[i], most, &number))
      return 0;

  return number;
}

/**
 * ktg_number_entry_is_misread:
 * @typed: what somebody wrote in a field that asks for one number
 * @most: the largest that can be meant
 *
 * Returns: whether something was written, and is no number
 */
gboolean
ktg_number_entry_is_misread (const char *typed, int most)
{
  return *typed != '\0' && ktg_number_entry_parse (typed, most) == 0;
}
