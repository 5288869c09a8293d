/* ktg-version-row.h - a version of a report, and what it changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>
#include <ktg-version-list.h>

G_BEGIN_DECLS

#define KTG_TYPE_VERSION_ROW (ktg_version_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgVersionRow, ktg_version_row, KTG, VERSION_ROW, GtkListBoxRow)

GtkWidget *ktg_version_row_new (KtgSession *session, const GPtrArray *versions, guint i);

G_END_DECLS
