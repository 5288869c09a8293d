/* ktg-archive-recovery.c - what a sudden end left behind, put right at the start
 *
 * An offset that was told is in the database; the file has at least as much. What it has beyond was
 * never promised and is cut off. A file that was placed but not recorded is read again, and counts
 * if its hash is its name; for the device whose part became it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-recovery.h"

#include "ktg-archive-file-table.h"
#include "ktg-depot-reader.h"
#include "ktg-depot-writer.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

#include <ktg-sha256.h>

typedef struct
{
  KtgDepot *depot;
  gint64    now_ms;
} Recovery;

static gboolean
has_enough (Recovery           *self,
            const KtgUploadRow *row,
            const char         *part,
            gboolean           *has,
            GError            **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (KtgDepotWriter) writer
      = ktg_depot_writer_open (self->depot, part, row->offset, &problem);

  *has = writer != NULL;
  if (*has || g_error_matches (problem, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Whether the part was placed and that was not recorded. A file that somebody made complete on
 * record says nothing about this device's part. */
static gboolean
was_placed (Recovery           *self,
            const KtgUploadRow *row,
            gboolean           *is_placed,
            guint64            *size_bytes,
            GError            **error)
{
  *is_placed = FALSE;

  return row->is_complete
         || ktg_depot_is_kept (self->depot, row->sha256, is_placed, size_bytes, error);
}

static gboolean
settle_begun (Recovery *self, KtgDb *db, const KtgUploadRow *row, GError **error)
{
  g_autofree char *part = ktg_depot_dup_part_name (row->device, row->sha256);
  gboolean         is_there;
  guint64          size_bytes;

  if (!has_enough (self, row, part, &is_there, error))
    return FALSE;
  if (is_there)
    return TRUE;

  if (!was_placed (self, row, &is_there, &size_bytes, error))
    return FALSE;
  if (is_there)
    return ktg_archive_file_table_set_complete (db, row->sha256, size_bytes, self->now_ms, error)
           && ktg_upload_table_set_delivered (db,
                                              row->device,
                                              row->sha256,
                                              self->now_ms,
                                              TRUE,
                                              NULL,
                                              error);

  g_warning ("%s: its part is not there any more; it begins again", row->sha256);
  return ktg_upload_table_set_offset (db, row->device, row->sha256, 0, error);
}

/* A program of before called a part by the hash alone. The migration knows whose it is where that
 * can be known. */
static gboolean
adopt (Recovery *self, KtgDb *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) begun = NULL;
  g_autofree char *part = NULL;

  if (!ktg_sha256_is_hex (name))
    return TRUE;

  begun = ktg_upload_table_dup_begun_of (db, name, error);
  if (begun == NULL)
    return FALSE;
  if (begun->len != 1)
    return TRUE;

  part = ktg_depot_dup_part_name (((KtgUploadRow *)g_ptr_array_index (begun, 0))->device, name);
  return ktg_depot_get_partial_size (self->depot, part) >= 0
         || ktg_depot_rename_partial (self->depot, name, part, error);
}

static gboolean
adopt_old_parts (Recovery *self, KtgDb *db, GError **error)
{
  g_autoptr (GPtrArray) names = ktg_depot_dup_partials (self->depot, error);

  if (names == NULL)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    if (!adopt (self, db, g_ptr_array_index (names, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
is_wanted (KtgDb *db, const char *name, gboolean *wanted, GError **error)
{
  char            *sha256;
  guint64          device = g_ascii_strtoull (name, &sha256, 10);
  g_autofree char *part = NULL;
  g_autoptr (KtgUploadRow) row = NULL;

  *wanted = FALSE;
  if (*sha256 != '-' || !ktg_sha256_is_hex (sha256 + 1))
    return TRUE;
  if (!ktg_upload_table_find (db, (gint64)device, sha256 + 1, &row, error))
    return FALSE;

  part = ktg_depot_dup_part_name ((gint64)device, sha256 + 1);
  *wanted = row != NULL && !row->is_delivered && row->offset > 0 && g_str_equal (part, name);
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
recover (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb    *db = catalog->db;
  Recovery *self = data;
  g_autoptr (GPtrArray) begun = NULL;

  if (!adopt_old_parts (self, db, error))
    return FALSE;

  begun = ktg_catalog_list_begun (catalog, error);
  if (begun == NULL)
    return FALSE;

  for (guint i = 0; i < begun->len; i++)
    if (!settle_begun (self, db, g_ptr_array_index (begun, i), error))
      return FALSE;

  return drop_orphans (self, db, error);
}

/**
 * ktg_archive_recovery_run:
 *
 * Before anything else is asked of the folder.
 */
gboolean
ktg_archive_recovery_run (KtgWriter *writer, KtgDepot *depot, gint64 now_ms, GError **error)
{
  Recovery self = { depot, now_ms };

  return ktg_writer_run (writer, recover, &self, error);
}

static gboolean
note_gone (KtgDb *db, const KtgArchiveFileRow *row, KtgGone *gone, GError **error)
{
  guint64 delivery;

  if (!ktg_upload_table_get_first_delivery (db, row->number, &delivery, error))
    return FALSE;

  gone->n_files++;
  if (delivery > 0 && (gone->first_delivery == 0 || delivery < gone->first_delivery))
    gone->first_delivery = delivery;
  return ktg_archive_file_table_forget (db, row->number, error);
}

static gboolean
look_for (KtgDb *db, KtgDepot *depot, const KtgArchiveFileRow *row, KtgGone *gone, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (KtgDepotReader) reader = ktg_depot_reader_open (depot, row->sha256, &problem);

  if (reader != NULL)
    return TRUE;
  if (!g_error_matches (problem, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return note_gone (db, row, gone, error);
}

/**
 * ktg_archive_recovery_forget_gone:
 * @gone: (out): what the database called whole and is not there
 *
 * The folder may have been put back, its files from another place than its database, or from none.
 */
gboolean
ktg_archive_recovery_forget_gone (KtgCatalog *catalog,
                                  KtgDepot   *depot,
                                  KtgGone    *gone,
                                  GError    **error)
{
  KtgPage page = { .has_more = TRUE };

  *gone = (KtgGone){ 0 };
  while (page.has_more)
    {
      g_autoptr (GPtrArray) rows = ktg_catalog_list_files (catalog, &page, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!look_for (catalog->db, depot, g_ptr_array_index (rows, i), gone, error))
          return FALSE;
      page.after = page.last;
    }

  return TRUE;
}
