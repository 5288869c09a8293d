/* ktg-person.c - somebody a report speaks of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-person.h"

/* by KtgPersonRole */
static const char *const role_names[] = { "reported", "reporter", "witness", NULL };

static const KtgField person_fields[] = {
  { "role",
    KTG_FIELD_CHOICE,
    G_STRUCT_OFFSET (KtgPerson, role),
    KTG_NEED_ALWAYS,
    .names = role_names },
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, name), KTG_NEED_ALWAYS },
  { "address", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, address) },
  { "phone", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, phone) },
  { "email", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, email) },
  { "status", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, status) },
  { "position_group", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, position_group) },
  { "position", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, position) },
  { "agency", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, agency) },
  { "unit", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, unit) },
  { "nip", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, nip) },
  { "nik", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, nik) },
  { "note", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPerson, note) },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgPerson, rest) },
};

KTG_DEFINE_RECORD (KtgPerson, ktg_person, person_fields)

/**
 * ktg_person_new:
 * @role: what the person is to the report
 *
 * Returns: (transfer full): a person of whom nothing else is said
 */
KtgPerson *
ktg_person_new (KtgPersonRole role)
{
  KtgPerson *person = ktg_record_new (&ktg_person_record);

  person->role = role;
  return person;
}
