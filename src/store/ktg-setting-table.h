/* ktg-setting-table.h - the few single values a profile has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

G_BEGIN_DECLS

#define KTG_SETTING_DEVICE_KEY "device_key"
#define KTG_SETTING_ACCOUNT "account"
#define KTG_SETTING_MARKS "marks"
#define KTG_SETTING_SERVER_OFFSET_MS "server_offset_ms"
#define KTG_SETTING_SERVER_NOW_US "server_now_us"
#define KTG_SETTING_LIFE "life"
#define KTG_SETTING_IS_ASKED "is_asked"
#define KTG_SETTING_KEEP_DAYS "keep_days"
#define KTG_SETTING_IS_PAUSED "is_paused"
#define KTG_SETTING_HOLDS_ORIGINALS "holds_originals"
#define KTG_SETTING_ONLY_UNMETERED "only_unmetered"
#define KTG_SETTING_DAY_BYTES "day_bytes"
#define KTG_SETTING_MAIL "mail"
#define KTG_SETTING_PACKS "packs"
#define KTG_SETTING_BOOKMARK "bookmark"
#define KTG_SETTING_ROLES_AT_US "roles_at_us"
#define KTG_SETTING_PROJECTION_VERSION "projection_version"

gboolean ktg_setting_table_get_number (KtgLedger  *ledger,
                                       const char *name,
                                       gboolean   *is_set,
                                       gint64     *number,
                                       GError    **error);
gboolean
ktg_setting_table_set_number (KtgLedger *ledger, const char *name, gint64 number, GError **error);
gboolean
ktg_setting_table_get_sealed (KtgLedger *ledger, const char *name, GBytes **plain, GError **error);
gboolean
ktg_setting_table_set_sealed (KtgLedger *ledger, const char *name, GBytes *plain, GError **error);

G_END_DECLS
