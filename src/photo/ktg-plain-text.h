/* ktg-plain-text.h - a stranger's words, safe to show on one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ktg_plain_text (const char *text, gsize max_bytes);
char *ktg_plain_base_name (const char *path, gsize max_bytes);

G_END_DECLS
