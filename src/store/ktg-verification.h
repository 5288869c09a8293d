/* ktg-verification.h - everything that is held, looked at again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *problems; /* (element-type utf8) */
  guint      n_checked;
} KtgVerification;

KtgVerification      *
ktg_verification_run (KtgProfile *profile, GCancellable *cancellable, GError **error);
void ktg_verification_free (KtgVerification *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgVerification, ktg_verification_free)

G_END_DECLS
