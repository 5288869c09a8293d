/* ktg-evidence-folder.h - the folder of sealed evidence files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-sealed-writer.h>
#include <ktg-vault.h>

G_BEGIN_DECLS

typedef struct _KtgEvidenceFolder KtgEvidenceFolder;

KtgEvidenceFolder *ktg_evidence_folder_open (const char *path, KtgVault *vault, GError **error);
KtgEvidenceFolder *ktg_evidence_folder_ref (KtgEvidenceFolder *self);
void               ktg_evidence_folder_unref (KtgEvidenceFolder *self);
void               ktg_evidence_folder_close (KtgEvidenceFolder *self);

/* --- what has no name yet --- */
gboolean ktg_evidence_folder_take_place (KtgEvidenceFolder *self, guint *place, GError **error);
void     ktg_evidence_folder_leave_place (KtgEvidenceFolder *self, guint place, gboolean is_there);
int      ktg_evidence_folder_create (KtgEvidenceFolder *self,
                                     guint              place,
                                     KtgSealedWriter  **writer,
                                     GError           **error);
gboolean
ktg_evidence_folder_name (KtgEvidenceFolder *self, guint place, const char *sha256, GError **error);
gboolean ktg_evidence_folder_settle (KtgEvidenceFolder *self, GError **error);

/* --- what has one --- */
GInputStream            *
ktg_evidence_folder_read (KtgEvidenceFolder *self, const char *sha256, GError **error);
gboolean   ktg_evidence_folder_remove (KtgEvidenceFolder *self, const char *alias, GError **error);
GPtrArray *ktg_evidence_folder_list (KtgEvidenceFolder *self, gint64 before_us, GError **error);

G_END_DECLS
