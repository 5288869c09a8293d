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
#include "ktg-write-all.h"

#include <ktg-base64url.h>
#include <ktg-filled-form-json.h>
#include <ktg-sha256.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES (64 * 1024)
#define FILES "files/"

struct _KtgExport
{
  char          *folder;
  KtgExportFetch fetch;
  gpointer       user_data;
  GString       *manifest;
  GString       *bundle; /* what came and was not written yet */
  guint          n_files;
  gboolean       has_folder;

  const KtgPack *pack; /* borrowed, or NULL */
};

static void
note_in_manifest (KtgExport *self, const char *sha256, const char *name)
{
  g_string_append_printf (self->manifest, "%s  %s\n", sha256, name);
}

static gboolean
write_bytes (KtgExport *self, const char *name, const char *bytes, gsize size_bytes, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *sha256 = ktg_sha256_of ((const guint8 *)bytes, size_bytes);

  note_in_manifest (self, sha256, name);
  return g_file_set_contents_full (path,
                                   bytes,
                                   (gssize)size_bytes,
                                   G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
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
  int        to;
  KtgSha256 *hash;
  GError    *error;
} Copy;

static gboolean
write_piece (const char *bytes, gsize size_bytes, gpointer user_data)
{
  Copy *self = user_data;

  ktg_sha256_update (self->hash, (const guint8 *)bytes, size_bytes);
  return ktg_write_all (self->to, (const guint8 *)bytes, size_bytes)
         || ktg_archive_error_set_errno (&self->error, "cannot write a file of the export");
}

static gboolean
copy_all (KtgExport *self, const char *sha256, Copy *copy, GError **error)
{
  if (!self->fetch (sha256, write_piece, copy, self->user_data, error))
    return FALSE;

  if (copy->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&copy->error));
      return FALSE;
    }

  return fsync (copy->to) == 0
         || ktg_archive_error_set_errno (error, "cannot flush a file of the export");
}

static gboolean
copy_as (KtgExport *self, const char *sha256, const char *name, KtgSha256 *hash, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  Copy             copy
      = { open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600), hash, NULL };
  gboolean is_copied;

  if (copy.to < 0)
    return ktg_archive_error_set_errno (error, "cannot make a file of the export");

  is_copied = copy_all (self, sha256, &copy, error);
  if (close (copy.to) != 0 && is_copied)
    return ktg_archive_error_set_errno (error, "cannot finish a file of the export");

  g_clear_error (&copy.error);
  return is_copied;
}

static gboolean
copy_file (KtgExport *self, const char *name, GError **error)
{
  g_autofree char *sha256 = g_strndup (name + strlen (FILES), KTG_SHA256_HEX);
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree char *found = NULL;

  if (!copy_as (self, sha256, name, hash, error))
    return FALSE;

  self->n_files++;
  found = ktg_sha256_dup_hex (hash);
  note_in_manifest (self, sha256, name);
  if (strcmp (found, sha256) == 0)
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_DAMAGED,
               "file %s: its bytes have another hash",
               sha256);
  return FALSE;
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

static gboolean
write_manifest (KtgExport *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "MANIFEST", NULL);

  return g_file_set_contents_full (path,
                                   self->manifest->str,
                                   (gssize)self->manifest->len,
                                   G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

static gboolean
make_folders (KtgExport *self, GError **error)
{
  g_autofree char *events = g_build_filename (self->folder, "events", NULL);
  g_autofree char *files = g_build_filename (self->folder, "files", NULL);

  if (g_mkdir (self->folder, 0700) != 0)
    return ktg_archive_error_set_errno (error, "cannot make the folder of the export");
  if (g_mkdir (events, 0700) != 0 || g_mkdir (files, 0700) != 0)
    return ktg_archive_error_set_errno (error, "cannot make a folder of the export");

  return TRUE;
}

static gboolean
flush_folder (const char *path, GError **error)
{
  int      fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_flushed = fd >= 0 && fsync (fd) == 0;

  if (!is_flushed)
    ktg_archive_error_set_errno (error, "cannot flush a folder of the export");
  if (fd >= 0)
    close (fd);

  return is_flushed;
}

/* The names of what was written, from the inside out. */
static gboolean
flush_folders (KtgExport *self, GError **error)
{
  g_autofree char *events = g_build_filename (self->folder, "events", NULL);
  g_autofree char *files = g_build_filename (self->folder, "files", NULL);
  g_autofree char *around = g_path_get_dirname (self->folder);

  return flush_folder (events, error) && flush_folder (files, error)
         && flush_folder (self->folder, error) && flush_folder (around, error);
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

  self->folder = g_strdup (folder);
  self->fetch = fetch;
  self->user_data = user_data;
  self->manifest = g_string_new (NULL);
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

  g_free (self->folder);
  g_string_free (self->bundle, TRUE);
  g_string_free (self->manifest, TRUE);
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

/**
 * ktg_export_take:
 * @bundle: some of what `gather` gave, after what was taken before
 *
 * Writes them, and copies the files that they name, each found to be what its name says.
 */
gboolean
ktg_export_take (KtgExport *self, const GString *bundle, GError **error)
{
  if (!self->has_folder && !make_folders (self, error))
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
  if (self->bundle->len > 0)
    return refuse_entry (error);

  return write_manifest (self, error) && flush_folders (self, error);
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
