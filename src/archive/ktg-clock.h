/* ktg-clock.h - the clock that a program passes down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint64 (*KtgClock) (void); /* milliseconds since the epoch; on any thread */

G_END_DECLS
