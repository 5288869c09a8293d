/* ktg-export.c - a report as a folder that can be checked without this program
 *
 * MANIFEST is what `sha256sum -c` reads. Names are made of hashes and numbers; of what a device
 * called a file only the ending is kept, and only one that is known to be harmless.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-export.h"

#include "ktg-archive-error.h"
#include "ktg-depot-reader.h"

#include <ktg-base64url.h>
#include <ktg-filled-form-json.h>
#include <ktg-sha256.h>
#include <ktg-sum-folder.h>
#include <string.h>

#define PIECE_BYTES (64 * 1024)
#define FILES "files/"

struct _KtgExport
{
  KtgSumFolder  *folder;
  KtgExportFetch fetch;
  gpointer       user_data;
  GString       *bundle; /* what came and was not written yet */
  guint          n_files;
  gboolean       has_folder;

  const KtgPack *pack; /* borrowed, or NULL */
};

/* Returns: @is_done. */
static gboolean
restate (gboolean is_done, GError *lower, GError **error)
{
  if (!is_done)
    g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_IO, lower->message);

  g_clear_error (&lower);
  return is_done;
}

static gboolean
write_bytes (KtgExport *self, const char *name, const char *bytes, gsize size_bytes, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_static (bytes, size_bytes);
  GError  *lower = NULL;
  gboolean is_written = ktg_sum_folder_put (self->folder, name, content, &lower);

  return restate (is_written, lower, error);
}

/* What the report says once more, by the names of its form. */
static gboolean
write_form (KtgExport *self, const char *bytes, gsize size_bytes, GError **error)
{
  g_autoptr (GBytes) shown = g_bytes_new_static (bytes, size_bytes);
  g_autoptr (GBytes) form
      = self->pack != NULL ? ktg_filled_form_json_write_of (self->pack, shown) : NULL;

  return form == NULL
         || write_bytes (self,
                         "form.json",
                         g_bytes_get_data (form, NULL),
                         g_bytes_get_size (form),
                         error);
}

static gboolean
write_file (KtgExport *self, const char *name, const char *bytes, gsize size_bytes, GError **error)
{
  return write_bytes (self, name, bytes, size_bytes, error)
         && (strcmp (name, "report.json") != 0 || write_form (self, bytes, size_bytes, error));
}

/* --- files --- */

/* A file on its way. */
typedef struct
{
  KtgSumFolder *to;
  GError       *error;
} Copy;

static gboolean
write_piece (const char *bytes, gsize size_bytes, gpointer user_data)
{
  Copy *self = user_data;

  return ktg_sum_folder_write (self->to, (const guint8 *)bytes, size_bytes, &self->error);
}

static gboolean
copy_all (KtgExport *self, const char *sha256, GError **error)
{
  Copy     copy = { self->folder, NULL };
  gboolean is_fetched = self->fetch (sha256, write_piece, &copy, self->user_data, error);

  if (is_fetched)
    return restate (copy.error == NULL, copy.error, error);

  g_clear_error (&copy.error);
  return FALSE;
}

static gboolean
check_copied (KtgExport *self, const char *sha256, GError **error)
{
  GError            *lower = NULL;
  const KtgSumEntry *entry = ktg_sum_folder_close (self->folder, &lower);

  if (!restate (entry != NULL, lower, error))
    return FALSE;
  if (strcmp (entry->sha256, sha256) == 0)
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_DAMAGED,
               "file %s: its bytes have another hash",
               sha256);
  return FALSE;
}

static gboolean
copy_file (KtgExport *self, const char *name, GError **error)
{
  g_autofree char *sha256 = g_strndup (name + strlen (FILES), KTG_SHA256_HEX);
  GError          *lower = NULL;
  gboolean         is_open = ktg_sum_folder_open (self->folder, name, &lower);

  self->n_files++;
  return restate (is_open, lower, error) && copy_all (self, sha256, error)
         && check_copied (self, sha256, error);
}

/* --- the bundle --- */

static gboolean
is_safe (const char *name)
{
  return *name != '\0' && *name != '/' && strstr (name, "..") == NULL;
}

static gboolean
refuse_entry (GError **error)
{
  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_DAMAGED,
                       "what the server gathered cannot be read");
  return FALSE;
}

static gboolean
write_entry (KtgExport *self, char *line, GError **error)
{
  char *blank = strchr (line, ' ');
  g_autoptr (GBytes) bytes = NULL;
  gsize       size;
  const char *data;

  if (blank != NULL)
    *blank = '\0';
  if (!is_safe (line))
    return refuse_entry (error);
  if (blank == NULL)
    return strlen (line) > strlen (FILES) + KTG_SHA256_HEX ? copy_file (self, line, error)
                                                           : refuse_entry (error);

  bytes = ktg_base64url_dup_bytes (blank + 1);
  if (bytes == NULL)
    return refuse_entry (error);

  data = g_bytes_get_data (bytes, &size);
  return write_file (self, line, data, size, error);
}

/* Whole lines; the beginning of one waits for the rest. */
static gboolean
write_entries (KtgExport *self, GError **error)
{
  char *line = self->bundle->str;
  char *end;

  for (; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      *end = '\0';
      if (!write_entry (self, line, error))
        return FALSE;
    }

  g_string_erase (self->bundle, 0, line - self->bundle->str);
  return TRUE;
}

/**
 * ktg_export_fetch_from_depot:
 * @sha256: which file
 * @take: gets its bytes
 * @take_data: for @take
 * @depot: (type KtgDepot): where it is
 * @error: why not
 *
 * A #KtgExportFetch for whoever has the folder open.
 *
 * Returns: %FALSE where it cannot be read to its end
 */
gboolean
ktg_export_fetch_from_depot (const char   *sha256,
                             KtgExportTake take,
                             gpointer      take_data,
                             gpointer      depot,
                             GError      **error)
{
  g_autoptr (KtgDepotReader) reader = ktg_depot_reader_open (depot, sha256, error);
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize             n = 0;

  if (reader == NULL)
    return FALSE;

  while ((n = ktg_depot_reader_read (reader, piece, PIECE_BYTES, error)) > 0)
    if (!take ((const char *)piece, (gsize)n, take_data))
      return TRUE;

  return n == 0;
}

/**
 * ktg_export_new:
 * @folder: made with the first entries; an error if it is there
 * @fetch: reads the files that are held
 * @user_data: for @fetch
 *
 * Returns: (transfer full): an export of which nothing is written
 */
KtgExport *
ktg_export_new (const char *folder, KtgExportFetch fetch, gpointer user_data)
{
  KtgExport *self = g_new0 (KtgExport, 1);

  self->folder = ktg_sum_folder_new (folder);
  ktg_sum_folder_add_part (self->folder, "events");
  ktg_sum_folder_add_part (self->folder, "files");
  self->fetch = fetch;
  self->user_data = user_data;
  self->bundle = g_string_new (NULL);
  return self;
}

/**
 * ktg_export_free:
 *
 * What was written stays; without a MANIFEST it is not whole.
 */
void
ktg_export_free (KtgExport *self)
{
  if (self == NULL)
    return;

  ktg_sum_folder_free (self->folder);
  g_string_free (self->bundle, TRUE);
  g_free (self);
}

/**
 * ktg_export_use_pack:
 * @self: an export that has taken nothing yet
 * @pack: what the packs say; there until the export is freed
 *
 * With it the report is written once more, field by field, by the names of its form.
 */
void
ktg_export_use_pack (KtgExport *self, const KtgPack *pack)
{
  self->pack = pack;
}

static gboolean
begin (KtgExport *self, GError **error)
{
  GError  *lower = NULL;
  gboolean is_begun = ktg_sum_folder_begin (self->folder, &lower);

  return restate (is_begun, lower, error);
}

/**
 * ktg_export_take:
 * @bundle: some of what `gather` gave, after what was taken before
 *
 * Writes them, and copies the files that they name, each found to be what its name says.
 */
gboolean
ktg_export_take (KtgExport *self, const GString *bundle, GError **error)
{
  if (!self->has_folder && !begin (self, error))
    return FALSE;

  self->has_folder = TRUE;
  g_string_append_len (self->bundle, bundle->str, (gssize)bundle->len);
  return write_entries (self, error);
}

/**
 * ktg_export_finish:
 *
 * All of it is on the disk when this returns.
 *
 * Returns: FALSE if it is not whole
 */
gboolean
ktg_export_finish (KtgExport *self, GError **error)
{
  GError  *lower = NULL;
  gboolean is_finished;

  if (self->bundle->len > 0)
    return refuse_entry (error);

  is_finished = ktg_sum_folder_finish (self->folder, &lower);
  return restate (is_finished, lower, error);
}

/**
 * ktg_export_get_n_files:
 *
 * Returns: how many files were copied
 */
guint
ktg_export_get_n_files (const KtgExport *self)
{
  return self->n_files;
}
