/* ktg-enrolment-book.h - whose device this is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

G_BEGIN_DECLS

gboolean ktg_enrolment_book_enter (KtgProfile       *profile,
                                   const KtgAccount *account,
                                   KtgChanges       *changes,
                                   GError          **error);

G_END_DECLS
