/* ktg-paper-picture.h - a photo, fetched for the page that is being drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-evidence.h>
#include <ktg-print-copy.h>
#include <ktg-store.h>

G_BEGIN_DECLS

typedef struct
{
  const KtgEvidence *evidence;
  KtgPrintCopy      *copy; /* NULL: nothing of it can be shown */
  const char        *note; /* what has to be said of that, or NULL */
} KtgPaperPicture;

void             ktg_paper_picture_load_async (KtgStore           *store,
                                               const KtgEvidence  *evidence,
                                               gboolean            is_here,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
KtgPaperPicture *ktg_paper_picture_load_finish (GAsyncResult *result, GError **error);
void             ktg_paper_picture_free (KtgPaperPicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPaperPicture, ktg_paper_picture_free)

G_END_DECLS
