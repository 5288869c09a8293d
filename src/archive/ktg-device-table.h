/* ktg-device-table.h - devices, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-code-table.h"

G_BEGIN_DECLS

/* A device with all that its row says; times in milliseconds since the epoch, 0 for never. */
typedef struct
{
  gint64  number;
  char   *key;
  char   *officer;
  char   *name; /* what the person calls it, may be NULL */
  KtgRole role;
  char   *region;
  gint64  enrolled_at_ms; /* with this officer */
  gint64  seen_at_ms;
  gint64  revoked_at_ms;
  guint64 told; /* the newest of its numbers that it says it has a receipt for */
} KtgDeviceRow;

void ktg_device_row_free (KtgDeviceRow *row);

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
gboolean
ktg_device_table_find_namesake (KtgDb *db, const char *key, KtgDevice **device, GError **error);
gboolean ktg_device_table_note_told (KtgDb *db, gint64 device, guint64 seq, GError **error);
gboolean ktg_device_table_revoke (KtgDb *db, const char *key, gint64 now_ms, GError **error);

gboolean   ktg_device_table_note_seen (KtgDb *db, gint64 number, gint64 seen_at_ms, GError **error);
GPtrArray *ktg_device_table_dup_page (KtgDb *db, gint64 after, guint max, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDeviceRow, ktg_device_row_free)

G_END_DECLS
