/* ktg-assignment.c - who of an office looks after a report, and until when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-assignment.h"

static const KtgField assignment_fields[] = {
  { "to", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAssignment, to), KTG_NEED_FILLED },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgAssignment, until), KTG_NEED_ALWAYS },
};

KTG_DEFINE_RECORD (KtgAssignment, ktg_assignment, assignment_fields)

/**
 * ktg_assignment_new:
 *
 * Returns: (transfer full): one that says nothing yet
 */
KtgAssignment *
ktg_assignment_new (void)
{
  return ktg_record_new (&ktg_assignment_record);
}
