/* ktg-code-table.h - enrolment codes, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-device.h"

G_BEGIN_DECLS

/* What a code stands for; 0 where something has not happened. */
typedef struct
{
  char   *officer;
  KtgRole role;
  char   *region;
  gint64  expires_at_ms;
  gint64  used_by; /* device number */
  gint64  number;
  GBytes *hash; /* 32 bytes */
  gint64  made_at_ms;
  gint64  used_at_ms;
  gint64  cancelled_at_ms;
} KtgCode;

void ktg_code_free (KtgCode *code);

const char *ktg_code_get_state (const KtgCode *code, gint64 now_ms);

gboolean ktg_code_table_put (KtgDb         *db,
                             GBytes        *hash,
                             const KtgCode *code,
                             gint64         now_ms,
                             gint64        *number,
                             GError       **error);
gboolean ktg_code_table_find (KtgDb *db, GBytes *hash, KtgCode **code, GError **error);
gboolean ktg_code_table_find_number (KtgDb *db, gint64 number, KtgCode **code, GError **error);
gboolean
ktg_code_table_use (KtgDb *db, GBytes *hash, gint64 device_number, gint64 now_ms, GError **error);
gboolean   ktg_code_table_cancel (KtgDb *db, gint64 number, gint64 now_ms, GError **error);
GPtrArray *ktg_code_table_dup_page (KtgDb *db, gint64 after, guint max, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCode, ktg_code_free)

G_END_DECLS
