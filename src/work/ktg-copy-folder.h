/* ktg-copy-folder.h - the folder of a copy of a report, and all that is in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"

#include <ktg-store.h>

G_BEGIN_DECLS

/* What a copy is of; all of it borrowed. */
typedef struct
{
  KtgLibrary            *library;
  const char            *device;
  const KtgReportHeld   *held;
  const KtgReportPapers *papers;
  KtgMoment              now;
} KtgCopySubject;

typedef struct _KtgCopyFolder KtgCopyFolder;

KtgCopyFolder *ktg_copy_folder_new (const KtgCopySubject *subject, const char *place);
void           ktg_copy_folder_free (KtgCopyFolder *self);

gboolean ktg_copy_folder_begin (KtgCopyFolder *self, GError **error);
gboolean ktg_copy_folder_put_file (KtgCopyFolder *self,
                                   const char    *sha256,
                                   GInputStream  *source,
                                   GCancellable  *cancellable,
                                   GError       **error);
char    *ktg_copy_folder_dup_paper_path (const KtgCopyFolder *self);
gboolean ktg_copy_folder_adopt_paper (KtgCopyFolder *self, GError **error);
gboolean ktg_copy_folder_finish (KtgCopyFolder *self, GCancellable *cancellable, GError **error);
void     ktg_copy_folder_undo (KtgCopyFolder *self);

const GPtrArray *ktg_copy_folder_get_present (const KtgCopyFolder *self);
guint            ktg_copy_folder_count_missing (const KtgCopyFolder *self);
const char      *ktg_copy_folder_get_path (const KtgCopyFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCopyFolder, ktg_copy_folder_free)

G_END_DECLS
