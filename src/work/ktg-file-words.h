/* ktg-file-words.h - what is odd about a file that was taken all the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-evidence.h>
#include <ktg-picture-record.h>

G_BEGIN_DECLS

const char *ktg_file_words_get_oddity (gboolean is_truncated, KtgPictureFate fate);
char       *ktg_file_words_dup_misnamed (const KtgEvidence *evidence);

G_END_DECLS
