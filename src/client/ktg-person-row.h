/* ktg-person-row.h - somebody in a report that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_PERSON_ROW (ktg_person_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgPersonRow, ktg_person_row, KTG, PERSON_ROW, AdwPreferencesRow)

KtgPersonRow *ktg_person_row_new (KtgSession *session, const KtgPerson *person);
KtgPerson    *ktg_person_row_dup_person (KtgPersonRow *self);

G_END_DECLS
