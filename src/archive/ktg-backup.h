/* ktg-backup.h - a data folder, copied whole while its server runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KtgBackup KtgBackup;

KtgBackup      *
ktg_backup_new (const char *data_folder, const char *target, gboolean has_key, GError **error);
void ktg_backup_free (KtgBackup *self);
gboolean ktg_backup_write (KtgBackup *self, const char *snapshot, GError **error);
char    *ktg_backup_dup_words (KtgBackup *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgBackup, ktg_backup_free)

G_END_DECLS
