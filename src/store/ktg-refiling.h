/* ktg-refiling.h - a report that was refused is filed once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-filing.h"

G_BEGIN_DECLS

char *ktg_refiling_refile (KtgProfile      *profile,
                           const KtgFiling *filing,
                           KtgChanges      *changes,
                           GError         **error);

G_END_DECLS
