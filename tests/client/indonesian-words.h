/* indonesian-words.h - what the app says in Indonesian where it has English for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean indonesian_words_have (const char *line);

G_END_DECLS
