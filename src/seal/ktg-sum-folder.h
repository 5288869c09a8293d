/* ktg-sum-folder.h - a folder that can be checked without this program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_SUM_FOLDER_LIST "MANIFEST" /* what `sha256sum -c` reads */

typedef struct _KtgSumFolder KtgSumFolder;

/* One file of it, on the medium. */
typedef struct
{
  char   *name;
  char   *sha256;
  guint64 size_bytes;
} KtgSumEntry;

/* Whether whoever writes such a folder calls a file of it so; where @name ends with a slash, a
 * folder in it. */
typedef gboolean (*KtgSumFolderNames) (const char *name);

KtgSumFolder *ktg_sum_folder_new (const char *path);
void          ktg_sum_folder_free (KtgSumFolder *self);
void          ktg_sum_folder_add_part (KtgSumFolder *self, const char *name);

gboolean ktg_sum_folder_begin (KtgSumFolder *self, GError **error);
gboolean ktg_sum_folder_open (KtgSumFolder *self, const char *name, GError **error);
gboolean
ktg_sum_folder_write (KtgSumFolder *self, const guint8 *bytes, gsize size_bytes, GError **error);
const KtgSumEntry *ktg_sum_folder_close (KtgSumFolder *self, GError **error);
gboolean ktg_sum_folder_put (KtgSumFolder *self, const char *name, GBytes *bytes, GError **error);
gboolean ktg_sum_folder_adopt (KtgSumFolder *self, const char *name, GError **error);
gboolean ktg_sum_folder_finish (KtgSumFolder *self, GError **error);
gboolean ktg_sum_folder_check (KtgSumFolder *self, GCancellable *cancellable, GError **error);
void     ktg_sum_folder_remove (KtgSumFolder *self);
void     ktg_sum_folder_remove_left (const char *path, KtgSumFolderNames is_of_it);

const char      *ktg_sum_folder_get_path (const KtgSumFolder *self);
const GPtrArray *ktg_sum_folder_get_entries (const KtgSumFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSumFolder, ktg_sum_folder_free)

G_END_DECLS
