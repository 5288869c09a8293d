/* ktg-enrolment-table.h - who had which device when, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-standing.h>

#include "ktg-catalog-rows.h"
#include "ktg-code-table.h"

G_BEGIN_DECLS

gboolean ktg_enrolment_table_add (KtgDb         *db,
                                  gint64         device_number,
                                  const char    *name,
                                  const KtgCode *code,
                                  gint64         now_ms,
                                  gint64        *number,
                                  GError       **error);
gboolean ktg_enrolment_table_find_of (KtgDb             *db,
                                      gint64             device_number,
                                      const KtgStanding *standing,
                                      gint64            *number,
                                      GError           **error);
gboolean
ktg_enrolment_table_find_officer (KtgDb *db, gint64 number, char **officer, GError **error);

G_END_DECLS
