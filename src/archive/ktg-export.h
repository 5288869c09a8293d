/* ktg-export.h - a report as a folder that can be checked without this program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KtgExport KtgExport;

KtgExport *ktg_export_new (const char *data_folder, const char *folder);
void       ktg_export_free (KtgExport *self);
gboolean   ktg_export_take (KtgExport *self, const GString *bundle, GError **error);
gboolean   ktg_export_finish (KtgExport *self, GError **error);
guint      ktg_export_get_n_files (const KtgExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgExport, ktg_export_free)

G_END_DECLS
