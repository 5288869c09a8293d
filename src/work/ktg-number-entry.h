/* ktg-number-entry.h - a number as people write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int      ktg_number_entry_parse (const char *typed, int most);
gboolean ktg_number_entry_is_misread (const char *typed, int most);

G_END_DECLS
