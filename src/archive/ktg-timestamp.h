/* ktg-timestamp.h - the server's time as envelopes write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ktg_timestamp_dup (gint64 now_ms);

G_END_DECLS
