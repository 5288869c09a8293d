/* ktg-paper-file.h - pages of paper, as a PDF file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper.h"

G_BEGIN_DECLS

void     ktg_paper_file_write_async (KtgPaper           *paper,
                                     KtgStore           *store,
                                     const char         *path,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean ktg_paper_file_write_finish (GAsyncResult *result, GError **error);
char    *ktg_paper_file_dup_name (const char *what, const char *form, gboolean is_named);
char    *ktg_paper_file_dup_trouble (const GError *error);

G_END_DECLS
