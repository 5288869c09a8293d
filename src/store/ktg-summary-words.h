/* ktg-summary-words.h - the words of a summary as bytes to be sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-summary.h>

G_BEGIN_DECLS

GBytes  *ktg_summary_words_write (const KtgSummaryFields *fields);
gboolean ktg_summary_words_read (GBytes *bytes, KtgSummaryFields *fields);

G_END_DECLS
