/* ktg-upstream-words.h - what went wrong with the server above, for an administrator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ktg_upstream_words_get (const GError *error);
gboolean    ktg_upstream_words_is_no_link (const GError *error);

char *ktg_upstream_words_dup_clock (gint64 offset_ms);

G_END_DECLS
