/* ktg-custody-telling.h - what an office's device did with files becomes events that are owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

G_BEGIN_DECLS

gboolean ktg_custody_telling_tell (KtgProfile      *profile,
                                   const KtgMoment *now,
                                   KtgChanges      *changes,
                                   GError         **error);

G_END_DECLS
