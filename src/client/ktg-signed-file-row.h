/* ktg-signed-file-row.h - one file of evidence that is about to be signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_SIGNED_FILE_ROW (ktg_signed_file_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgSignedFileRow, ktg_signed_file_row, KTG, SIGNED_FILE_ROW, AdwBin)

GtkWidget *
ktg_signed_file_row_new (KtgSession *session, const KtgEvidence *evidence, const char *doubt);

G_END_DECLS
