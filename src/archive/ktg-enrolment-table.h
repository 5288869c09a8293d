/* ktg-enrolment-table.h - who had which device when, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-code-table.h"

G_BEGIN_DECLS

/* One enrolment: a device in the hands of one officer. */
typedef struct
{
  gint64  number;
  gint64  device;
  char   *officer;
  KtgRole role;
  char   *region;
} KtgEnrolmentRow;

void ktg_enrolment_row_free (KtgEnrolmentRow *row);

gboolean ktg_enrolment_table_add (KtgDb         *db,
                                  gint64         device_number,
                                  const char    *name,
                                  const KtgCode *code,
                                  gint64         now_ms,
                                  gint64        *number,
                                  GError       **error);
gboolean ktg_enrolment_table_find (KtgDb *db, gint64 number, KtgEnrolmentRow **row, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEnrolmentRow, ktg_enrolment_row_free)

G_END_DECLS
