/* ktg-person.c - somebody a report speaks of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-person.h"

#include "ktg-text-fields.h"

static const gsize person_texts[] = {
  G_STRUCT_OFFSET (KtgPerson, name),
  G_STRUCT_OFFSET (KtgPerson, address),
  G_STRUCT_OFFSET (KtgPerson, phone),
  G_STRUCT_OFFSET (KtgPerson, email),
  G_STRUCT_OFFSET (KtgPerson, status),
  G_STRUCT_OFFSET (KtgPerson, position_group),
  G_STRUCT_OFFSET (KtgPerson, position),
  G_STRUCT_OFFSET (KtgPerson, agency),
  G_STRUCT_OFFSET (KtgPerson, unit),
  G_STRUCT_OFFSET (KtgPerson, nip),
  G_STRUCT_OFFSET (KtgPerson, nik),
  G_STRUCT_OFFSET (KtgPerson, note),
  KTG_TEXT_FIELDS_END,
};

KtgPerson *
ktg_person_new (KtgPersonRole role)
{
  KtgPerson *person = g_new0 (KtgPerson, 1);

  person->role = role;
  return person;
}

KtgPerson *
ktg_person_copy (const KtgPerson *person)
{
  KtgPerson *copy = NULL;

  if (person == NULL)
    return NULL;

  copy = ktg_person_new (person->role);
  ktg_text_fields_copy (person_texts, copy, person);
  return copy;
}

void
ktg_person_free (KtgPerson *person)
{
  if (person == NULL)
    return;

  ktg_text_fields_clear (person_texts, person);
  g_free (person);
}

gboolean
ktg_person_equal (const KtgPerson *a, const KtgPerson *b)
{
  return a->role == b->role && ktg_text_fields_equal (person_texts, a, b);
}
