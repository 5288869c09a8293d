/* ktg-code-issue.h - a code is made for somebody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"
#include "ktg-code.h"

G_BEGIN_DECLS

#define KTG_CODE_VALID_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

char *ktg_code_issue (KtgArchive *archive, const KtgCode *wanted, gint64 now_ms, GError **error);

G_END_DECLS
