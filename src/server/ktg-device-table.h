/* ktg-device-table.h - devices and the codes they are enrolled with, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-device.h"

G_BEGIN_DECLS

/* What a code stands for. */
typedef struct
{
  char   *officer;
  KtgRole role;
  char   *region;
  gint64  expires_at_ms;
  gint64  used_by; /* device number; 0: nobody yet */
} KtgCode;

void ktg_code_free (KtgCode *code);

typedef void (*KtgDeviceFunc) (KtgDevice *device, const char *officer, gpointer user_data);

gboolean ktg_device_table_each (KtgDb *db, KtgDeviceFunc func, gpointer user_data, GError **error);
gboolean ktg_device_table_enrol (KtgDb         *db,
                                 const char    *key,
                                 const char    *name,
                                 const KtgCode *code,
                                 gint64         now_ms,
                                 KtgDevice    **device,
                                 GError       **error);
gboolean ktg_device_table_find (KtgDb *db, const char *key, KtgDevice **device, GError **error);
gboolean ktg_device_table_revoke (KtgDb *db, const char *key, gint64 now_ms, GError **error);

gboolean
ktg_code_table_put (KtgDb *db, GBytes *hash, const KtgCode *code, gint64 now_ms, GError **error);
gboolean ktg_code_table_find (KtgDb *db, GBytes *hash, KtgCode **code, GError **error);
gboolean
ktg_code_table_use (KtgDb *db, GBytes *hash, gint64 device_number, gint64 now_ms, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCode, ktg_code_free)

G_END_DECLS
