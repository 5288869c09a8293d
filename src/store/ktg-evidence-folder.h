/* ktg-evidence-folder.h - the folder of sealed evidence files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-vault.h>

G_BEGIN_DECLS

typedef struct _KtgEvidenceFolder KtgEvidenceFolder;

/* What an import found out. */
typedef struct
{
  char   *sha256;
  guint64 size_bytes;
  gint64  imported_us; /* what the disk's clock said */
} KtgImported;

void ktg_imported_free (KtgImported *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgImported, ktg_imported_free)

KtgEvidenceFolder *ktg_evidence_folder_open (const char *path, KtgVault *vault, GError **error);
void               ktg_evidence_folder_free (KtgEvidenceFolder *self);
KtgImported *
ktg_evidence_folder_import (KtgEvidenceFolder *self, GInputStream *source, GError **error);
GInputStream            *
ktg_evidence_folder_read (KtgEvidenceFolder *self, const char *sha256, GError **error);
gboolean   ktg_evidence_folder_remove (KtgEvidenceFolder *self, const char *alias, GError **error);
GPtrArray *ktg_evidence_folder_list (KtgEvidenceFolder *self, gint64 before_us, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEvidenceFolder, ktg_evidence_folder_free)

G_END_DECLS
