/* ktg-node-admission.c - that a server is one of the house, as whoever admits it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-node-admission.h"

static const KtgField admission_fields[] = {
  { "node", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgNodeAdmission, node), KTG_NEED_ALWAYS },
  { "box", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgNodeAdmission, box), KTG_NEED_ALWAYS },
  { "kind", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgNodeAdmission, kind), KTG_NEED_FILLED },
  { "scope", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgNodeAdmission, scope), KTG_NEED_ALWAYS },
  { "may_admit", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgNodeAdmission, may_admit), KTG_NEED_FILLED },
  { "tls", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgNodeAdmission, tls) },
  { "from", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgNodeAdmission, from), KTG_NEED_FILLED },
  { "until", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgNodeAdmission, until), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgNodeAdmission, ktg_node_admission, admission_fields)

/**
 * ktg_node_admission_new:
 *
 * Returns: (transfer full): an admission that says nothing yet
 */
KtgNodeAdmission *
ktg_node_admission_new (void)
{
  return ktg_record_new (&ktg_node_admission_record);
}
