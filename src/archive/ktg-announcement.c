/* ktg-announcement.c - how much an event says is still to come
 *
 * An event is short, and the files that it names may be long. What a device has named and not
 * brought yet is bounded, so that no event promises a disk away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-announcement.h"

#include "ktg-upload-table.h"

#include <ktg-sha256.h>

#define MAX_OWED_BYTES (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)

/* More than anybody may announce, so that no sum of a few goes over the top. */
#define MAX_COUNTED_BYTES (MAX_OWED_BYTES + 1)

static gboolean
add_new (KtgDb *db, gint64 device, const KtgNamedFile *file, guint64 *sum, GError **error)
{
  g_autoptr (KtgUploadRow) row = NULL;

  if (!ktg_upload_table_find (db, device, file->sha256, &row, error))
    return FALSE;

  if (row == NULL)
    *sum += MIN (file->size_bytes, MAX_COUNTED_BYTES);
  else if (!row->is_delivered && file->size_bytes > row->announced_bytes)
    *sum += MIN (file->size_bytes - row->announced_bytes, MAX_COUNTED_BYTES);
  return TRUE;
}

/**
 * ktg_announcement_fits:
 * @files: (element-type KtgNamedFile): what an event of @device names
 * @fits: (out): whether the device may name these files, too; those that it named before cost
 * nothing more
 */
gboolean
ktg_announcement_fits (KtgDb        *db,
                       gint64        device,
                       const GArray *files,
                       gboolean     *fits,
                       GError      **error)
{
  guint64 sum;

  *fits = files->len == 0;
  if (*fits)
    return TRUE;
  if (!ktg_upload_table_sum_owed (db, device, &sum, error))
    return FALSE;

  for (guint i = 0; i < files->len; i++)
    if (!add_new (db, device, &g_array_index (files, KtgNamedFile, i), &sum, error))
      return FALSE;

  *fits = sum <= MAX_OWED_BYTES;
  return TRUE;
}
