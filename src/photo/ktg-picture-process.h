/* ktg-picture-process.h - one picture, given to a program that nothing is entrusted to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-picture-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KtgPictureProcess KtgPictureProcess;

void               ktg_picture_process_use_program (const char *path);
KtgPictureProcess *ktg_picture_process_start (const KtgPictureRequest *request);
gboolean           ktg_picture_process_feed (KtgPictureProcess *self,
                                             const guint8      *bytes,
                                             gsize              n_bytes,
                                             GCancellable      *cancellable);
GBytes            *ktg_picture_process_finish (KtgPictureProcess *self,
                                               KtgPictureAnswer  *answer,
                                               GCancellable      *cancellable);
KtgPictureFate     ktg_picture_process_find_fate (KtgPictureProcess *self);
void               ktg_picture_process_free (KtgPictureProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPictureProcess, ktg_picture_process_free)

G_END_DECLS
