/* ktg-gesture-words.h - what is said beside a gesture that a picture shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

char *
ktg_gesture_words_dup_likeness (const KtgPack *pack, const KtgReport *report, const char *gesture);
char *
ktg_gesture_words_dup_note (const KtgPack *pack, const KtgReport *report, const char *gesture);

G_END_DECLS
