/* ktg-folded-text.h - text made comparable: no case, no accents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ktg_folded_text_new (const char *text);
/* TRUE if every blank-separated word of @folded_needle occurs in @folded_text. */
gboolean ktg_folded_text_has_words (const char *folded_text, const char *folded_needle);

G_END_DECLS
