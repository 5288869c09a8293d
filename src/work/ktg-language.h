/* ktg-language.h - which language the program speaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void        ktg_language_choose (const char *wanted, const char *locale_folder);
const char *ktg_language_get (void);

G_END_DECLS
