/* ktg-stated-time.h - when a camera says it was, however it writes that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ktg_stated_time_read (const char *time, const char *offset, int utc_offset_s);

G_END_DECLS
