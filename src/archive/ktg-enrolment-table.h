/* ktg-enrolment-table.h - who had which device when, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-standing.h>

#include "ktg-catalog-rows.h"
#include "ktg-code-table.h"

G_BEGIN_DECLS

/* What a device was enrolled as. */
typedef struct
{
  char   *officer;
  KtgRole role;
  char   *region;
  char   *box; /* its box key; NULL: it said none */
} KtgEnrolmentRow;

gboolean ktg_enrolment_table_add (KtgDb         *db,
                                  gint64         device_number,
                                  const char    *name,
                                  const char    *box,
                                  const KtgCode *code,
                                  gint64         now_ms,
                                  gint64        *number,
                                  GError       **error);
gboolean ktg_enrolment_table_find_of (KtgDb             *db,
                                      gint64             device_number,
                                      const KtgStanding *standing,
                                      gint64            *number,
                                      GError           **error);
GPtrArray          *
ktg_enrolment_table_list_office_regions (KtgDb *db, gint64 device_number, GError **error);
gboolean ktg_enrolment_table_find (KtgDb *db, gint64 number, KtgEnrolmentRow **row, GError **error);
gboolean
ktg_enrolment_table_note_admitted (KtgDb *db, gint64 number, gint64 admitted_at_ms, GError **error);

void ktg_enrolment_row_free (KtgEnrolmentRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEnrolmentRow, ktg_enrolment_row_free)

G_END_DECLS
