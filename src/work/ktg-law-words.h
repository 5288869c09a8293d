/* ktg-law-words.h - what the rules say of a suspected violation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fact.h"

#include <ktg-pack.h>

G_BEGIN_DECLS

GPtrArray *
ktg_law_words_new (const KtgPack *pack, const KtgViolation *violation, const char *language);

G_END_DECLS
