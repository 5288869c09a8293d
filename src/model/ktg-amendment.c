/* ktg-amendment.c - which version of a report a draft is to take the place of, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-amendment.h"

static const KtgField amendment_fields[] = {
  { "report", KTG_FIELD_REPORT_ID, G_STRUCT_OFFSET (KtgAmendment, report_id), KTG_NEED_WHOLE },
  { "version", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgAmendment, version_id), KTG_NEED_WHOLE },
  { "reason", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAmendment, reason) },
};

KTG_DEFINE_RECORD (KtgAmendment, ktg_amendment, amendment_fields)

/**
 * ktg_amendment_new:
 * @report_id: what is amended
 * @version_id: the event that says what it said until now
 * @reason: (nullable): why, as far as it is known
 *
 * Returns: (transfer full): what an amendment is of
 */
KtgAmendment *
ktg_amendment_new (const char *report_id, const char *version_id, const char *reason)
{
  KtgAmendment *self = ktg_record_new (&ktg_amendment_record);

  self->report_id = g_strdup (report_id);
  self->version_id = g_strdup (version_id);
  self->reason = g_strdup (reason);
  return self;
}
