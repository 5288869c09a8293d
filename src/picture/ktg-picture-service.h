/* ktg-picture-service.h - one question about one picture, and its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-picture-record.h>

G_BEGIN_DECLS

typedef struct _KtgPictureService KtgPictureService;

KtgPictureService *ktg_picture_service_new (int in);
gboolean ktg_picture_service_answer (KtgPictureService *self, KtgPictureLacks lacks, int out);
void     ktg_picture_service_free (KtgPictureService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPictureService, ktg_picture_service_free)

G_END_DECLS
