/* ktg-person-words.c - what people in a report are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-person-words.h"

#include <glib/gi18n.h>

/**
 * ktg_person_role_get_title:
 * @role: what somebody is to a report
 *
 * Returns: a title for it
 */
const char *
ktg_person_role_get_title (KtgPersonRole role)
{
  switch (role)
    {
    case KTG_PERSON_REPORTED:
      return _ ("Reported party");
    case KTG_PERSON_REPORTER:
      return _ ("Reporter");
    case KTG_PERSON_WITNESS:
      return _ ("Witness");
    }

  return "";
}

/**
 * ktg_person_words_get_part:
 * @part: what the packs call something that is said of a person, "position"
 *
 * Returns: a title for it; @part itself where there is none
 */
const char *
ktg_person_words_get_part (const char *part)
{
  static const struct
  {
    const char *part;
    const char *title;
  } titles[] = {
    { "name", N_ ("Name") },
    { "position", N_ ("Position") },
    { "agency", N_ ("Agency") },
    { "unit", N_ ("Unit") },
    { "address", N_ ("Address") },
    { "phone", N_ ("Telephone") },
    { "email", N_ ("E-mail") },
    { "nip", N_ ("Civil-servant number (NIP), if known") },
    { "nik", N_ ("ID number (NIK), if known") },
    { "note", N_ ("Note") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].part, part))
        return _ (titles[i].title);
    }

  return part;
}
