/* ktg-time-vocabulary.h - the words with which people say times
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   **ktg_time_vocabulary_split (const char *typed);
gboolean ktg_time_vocabulary_find_month (const char *word, int *month);
gboolean ktg_time_vocabulary_find_weekday (const char *word, int *weekday);
gboolean ktg_time_vocabulary_find_zone (const char *word, int *utc_offset_s);
char    *ktg_time_vocabulary_dup_zone (int utc_offset_s);

G_END_DECLS
