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
