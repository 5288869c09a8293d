/* ktg-intake.h - PATCH and HEAD /v1/files/{name}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http.h"
#include "ktg-service.h"

G_BEGIN_DECLS

typedef struct _KtgIntake KtgIntake;

KtgIntake *ktg_intake_new (KtgService *service);
void       ktg_intake_free (KtgIntake *self);
void       ktg_intake_cut_all (KtgIntake *self);

void ktg_intake_head_ready (KtgHttpRequest *request, gpointer service);
void ktg_intake_patch_ready (KtgHttpRequest *request, gpointer service);
void ktg_intake_patch_piece (KtgHttpRequest *request,
                             const guint8   *bytes,
                             gsize           size_bytes,
                             gpointer        service);
void ktg_intake_patch_over (KtgHttpRequest *request, gpointer service);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgIntake, ktg_intake_free)

G_END_DECLS
