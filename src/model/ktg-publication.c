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

/**
 * ktg_publication_is_of:
 * @self: a publication
 * @notice: a pack, with its hash
 * @size_bytes: of its file
 *
 * Returns: whether it is of exactly these bytes under exactly this name and version
 */
gboolean
ktg_publication_is_of (const KtgPublication *self, const KtgPackNotice *notice, guint64 size_bytes)
{
  return g_str_equal (self->name, notice->name) && g_str_equal (self->version, notice->version)
         && g_strcmp0 (self->sha256, notice->sha256) == 0 && self->size_bytes == size_bytes;
}
