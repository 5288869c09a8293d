/* ktg-person.h - somebody a report speaks of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_PERSON_REPORTED, /* terlapor */
  KTG_PERSON_REPORTER, /* pelapor */
  KTG_PERSON_WITNESS,  /* saksi */
} KtgPersonRole;

/* Every string may be NULL but name. status, position_group: codes of the forms pack. */
typedef struct
{
  KtgPersonRole role;
  char         *name;
  char         *address;
  char         *phone;
  char         *email;
  char         *status;
  char         *position_group;
  char         *position;
  char         *agency;
  char         *unit;
  char         *nip;
  char         *nik;
  char         *note;
  KtgValues    *rest; /* what another version said, or NULL */
} KtgPerson;

KtgPerson *ktg_person_new (KtgPersonRole role);

KTG_DECLARE_RECORD (KtgPerson, ktg_person)

G_END_DECLS
