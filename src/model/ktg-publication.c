/* ktg-publication.c - that a pack is handed out, as the centre says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-publication.h"

static const KtgField publication_fields[] = {
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPublication, name), KTG_NEED_FILLED },
  { "version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPublication, version), KTG_NEED_FILLED },
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgPublication, sha256), KTG_NEED_ALWAYS },
  { "bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgPublication, size_bytes), KTG_NEED_ALWAYS },
};

KTG_DEFINE_RECORD (KtgPublication, ktg_publication, publication_fields)

/**
 * ktg_publication_new:
 *
 * Returns: (transfer full): a publication that says nothing yet
 */
KtgPublication *
ktg_publication_new (void)
{
  return ktg_record_new (&ktg_publication_record);
}
