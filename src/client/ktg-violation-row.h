/* ktg-violation-row.h - one suspected violation, chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_VIOLATION_ROW (ktg_violation_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgViolationRow, ktg_violation_row, KTG, VIOLATION_ROW, AdwActionRow)

KtgViolationRow *ktg_violation_row_new (KtgSession *session, const char *code);
const char      *ktg_violation_row_get_code (KtgViolationRow *self);
char            *ktg_violation_row_dup_gloss (KtgSession *session, const KtgViolation *violation);

G_END_DECLS
