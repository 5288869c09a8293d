/* ktg-recovery.c - what a sudden end left behind, put right at the start
 *
 * An offset that was told is in the database; the file has at least as much. What it has beyond was
 * never promised and is cut off. A file that was placed but not recorded is read again, and counts
 * if its hash is its name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recovery.h"

#include "ktg-file-table.h"

#include <ktg-sha256.h>

#include <unistd.h>

typedef struct
{
  KtgDepot *depot;
  gint64    now_ms;
} Recovery;

static gboolean
has_enough (Recovery *self, const KtgFileRow *row, gboolean *has, GError **error)
{
  g_autoptr (GError) problem = NULL;
  int fd = ktg_depot_open_partial (self->depot, row->sha256, row->offset, &problem);

  *has = fd >= 0;
  if (*has)
    close (fd);
  if (*has || g_error_matches (problem, KTG_SERVER_ERROR, KTG_SERVER_ERROR_DAMAGED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
settle_begun (Recovery *self, KtgDb *db, const KtgFileRow *row, GError **error)
{
  gboolean is_there;
  guint64  size_bytes;

  if (!has_enough (self, row, &is_there, error))
    return FALSE;
  if (is_there)
    return TRUE;

  if (!ktg_depot_is_kept (self->depot, row->sha256, &is_there, &size_bytes, error))
    return FALSE;
  if (is_there)
    return ktg_file_table_set_complete (db, row->sha256, size_bytes, self->now_ms, error);

  g_warning ("%s: its part is not there any more; it begins again", row->sha256);
  return ktg_file_table_set_offset (db, row->sha256, 0, error);
}

static gboolean
is_wanted (KtgDb *db, const char *name, gboolean *wanted, GError **error)
{
  g_autoptr (KtgFileRow) row = NULL;

  *wanted = FALSE;
  if (!ktg_sha256_is_hex (name))
    return TRUE;
  if (!ktg_file_table_find (db, name, &row, error))
    return FALSE;

  *wanted = row != NULL && !row->is_complete && row->offset > 0;
  return TRUE;
}

static gboolean
drop_orphans (Recovery *self, KtgDb *db, GError **error)
{
  g_autoptr (GPtrArray) names = ktg_depot_dup_partials (self->depot, error);
  gboolean wanted;

  if (names == NULL)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      if (!is_wanted (db, g_ptr_array_index (names, i), &wanted, error))
        return FALSE;
      if (!wanted)
        ktg_depot_drop_partial (self->depot, g_ptr_array_index (names, i));
    }

  return TRUE;
}

static gboolean
recover (KtgDb *db, gpointer data, GError **error)
{
  Recovery *self = data;
  g_autoptr (GPtrArray) begun = ktg_file_table_dup_begun (db, error);

  if (begun == NULL)
    return FALSE;

  for (guint i = 0; i < begun->len; i++)
    if (!settle_begun (self, db, g_ptr_array_index (begun, i), error))
      return FALSE;

  return drop_orphans (self, db, error);
}

/**
 * ktg_recovery_run:
 *
 * Before anything else is asked of the folder.
 */
gboolean
ktg_recovery_run (KtgWriter *writer, KtgDepot *depot, gint64 now_ms, GError **error)
{
  Recovery self = { depot, now_ms };

  return ktg_writer_run (writer, recover, &self, error);
}
