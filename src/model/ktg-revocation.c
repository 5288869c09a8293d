/* ktg-revocation.c - where what a key signs ceases to be believed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-revocation.h"

static const KtgField device_fields[] = {
  { "device", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgRevocation, key), KTG_NEED_ALWAYS },
  { "seq", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgRevocation, seq), KTG_NEED_ALWAYS },
  { "id", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgRevocation, id) },
};

static const KtgField node_fields[] = {
  { "node", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgRevocation, key), KTG_NEED_ALWAYS },
  { "seq", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgRevocation, seq), KTG_NEED_ALWAYS },
  { "id", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgRevocation, id) },
};

KTG_DEFINE_RECORD (KtgRevocation, ktg_revocation, device_fields)

const KtgRecord ktg_node_revocation_record = { sizeof (KtgRevocation),
                                               node_fields,
                                               G_N_ELEMENTS (node_fields),
                                               (GDestroyNotify)ktg_revocation_free };

/**
 * ktg_revocation_new:
 *
 * Returns: (transfer full): a revocation that says nothing yet
 */
KtgRevocation *
ktg_revocation_new (void)
{
  return ktg_record_new (&ktg_revocation_record);
}
