/* ktg-custody-words.h - what was done with a file, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *ktg_custody_words_new (const GPtrArray *entries);

G_END_DECLS
