/* ktg-six-words.h - which server and which device, in words that two people can compare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_SIX_WORDS_LISTED 2048 /* eleven bits a word */

const char *ktg_six_words_get (guint place);
char       *ktg_six_words_dup (const char *root_key, const char *node_key, const char *device_key);

gboolean ktg_six_words_are (const char *words, const char *said);

G_END_DECLS
