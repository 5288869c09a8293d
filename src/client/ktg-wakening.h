/* ktg-wakening.h - the computer slept, and is awake again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-sync.h>

G_BEGIN_DECLS

void ktg_wakening_watch (KtgSync *sync);

G_END_DECLS
