/* ktg-export.h - a report as a folder that can be checked without this program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

typedef struct _KtgExport KtgExport;

/* Takes a piece of a file; FALSE: it wants no more. */
typedef gboolean (*KtgExportTake) (const char *bytes, gsize size_bytes, gpointer take_data);

/* Gives @take all bytes of a file that is held, or as many as it wants; FALSE where they do not
 * come. */
typedef gboolean (*KtgExportFetch) (const char   *sha256,
                                    KtgExportTake take,
                                    gpointer      take_data,
                                    gpointer      user_data,
                                    GError      **error);

gboolean ktg_export_fetch_from_depot (const char   *sha256,
                                      KtgExportTake take,
                                      gpointer      take_data,
                                      gpointer      depot,
                                      GError      **error);

KtgExport *ktg_export_new (const char *folder, KtgExportFetch fetch, gpointer user_data);
void       ktg_export_free (KtgExport *self);
void       ktg_export_use_pack (KtgExport *self, const KtgPack *pack);
gboolean   ktg_export_take (KtgExport *self, const GString *bundle, GError **error);
gboolean   ktg_export_finish (KtgExport *self, GError **error);
guint      ktg_export_get_n_files (const KtgExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgExport, ktg_export_free)

G_END_DECLS
