/* ktg-verb-export.c - `export`: a report as a folder that can be checked without this program
 *
 * MANIFEST is what `sha256sum -c` reads. Names are made of hashes and numbers; of what a device
 * called a file only the ending is kept, and only one that is known to be harmless.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-file-table.h"
#include "ktg-holding.h"
#include "ktg-signed-receipt.h"

#include <ktg-base64url.h>
#include <ktg-exchange-json.h>
#include <ktg-sha256.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES (64 * 1024)

typedef struct
{
  KtgVerb    *verb;
  const char *folder;
  GString    *manifest;
} Export;

static const char *const known_endings[]
    = { ".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif",  ".tif", ".tiff",
        ".bmp", ".pdf",  ".mp4", ".mov",  ".webm", ".3gp",  ".mp3",  ".ogg", ".opus",
        ".m4a", ".amr",  ".wav", ".txt",  ".docx", ".odt",  ".xlsx", ".ods" };

static const char *
get_ending (const char *name)
{
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (guint i = 0; lower != NULL && i < G_N_ELEMENTS (known_endings); i++)
    if (g_str_has_suffix (lower, known_endings[i]))
      return known_endings[i];

  return ".bin";
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, KTG_SERVER_ERROR, KTG_SERVER_ERROR_IO, "%s: %s", what, g_strerror (errno));
  return FALSE;
}

static void
note_in_manifest (Export *self, const char *sha256, const char *name)
{
  g_string_append_printf (self->manifest, "%s  %s\n", sha256, name);
}

static gboolean
write_file (Export *self, const char *name, const char *bytes, gsize size_bytes, GError **error)
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

/* NAME.json has the signed bytes, NAME.sig the signature as text. */
static gboolean
write_signed (Export *self, const char *name, const KtgEnvelope *envelope, GError **error)
{
  g_autofree char *bytes_name = g_strconcat (name, ".json", NULL);
  g_autofree char *sig_name = g_strconcat (name, ".sig", NULL);
  g_autofree char *sig = ktg_base64url_encode (envelope->signature, KTG_SIGNATURE_BYTES);
  gsize            size;
  const char      *bytes = g_bytes_get_data (envelope->bytes, &size);

  return write_file (self, bytes_name, bytes, size, error)
         && write_file (self, sig_name, sig, strlen (sig), error);
}

/* --- files --- */

static gboolean
copy_all (int from, int to, KtgSha256 *hash, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  ssize_t            n;

  while ((n = read (from, piece, PIECE_BYTES)) > 0)
    {
      ktg_sha256_update (hash, piece, (gsize)n);
      if (write (to, piece, (gsize)n) != n)
        return fail (error, "cannot write a file of the export");
    }

  if (n < 0)
    return fail (error, "cannot read a file");

  return fsync (to) == 0 || fail (error, "cannot flush a file of the export");
}

static gboolean
copy_from (Export *self, int from, const char *name, KtgSha256 *hash, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  int              to = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean         is_copied;

  if (to < 0)
    return fail (error, "cannot make a file of the export");

  is_copied = copy_all (from, to, hash, error);
  if (close (to) != 0 && is_copied)
    return fail (error, "cannot finish a file of the export");

  return is_copied;
}

static gboolean
copy_file (Export *self, const KtgFileRow *file, GError **error)
{
  g_autofree char *name = g_strconcat ("files/", file->sha256, get_ending (file->name), NULL);
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree char *found = NULL;
  int              from
      = ktg_depot_open_whole (ktg_archive_get_depot (self->verb->archive), file->sha256, error);
  gboolean is_copied;

  if (from < 0)
    return FALSE;

  is_copied = copy_from (self, from, name, hash, error);
  close (from);
  if (!is_copied)
    return FALSE;

  found = ktg_sha256_dup_hex (hash);
  note_in_manifest (self, file->sha256, name);
  if (strcmp (found, file->sha256) == 0)
    return TRUE;

  g_set_error (error,
               KTG_SERVER_ERROR,
               KTG_SERVER_ERROR_DAMAGED,
               "file %s: its bytes have another hash",
               file->sha256);
  return FALSE;
}

static gboolean
copy_files (Export *self, const KtgHolding *holding, GError **error)
{
  for (guint i = 0; i < holding->files->len; i++)
    {
      const KtgFileRow *file = g_ptr_array_index (holding->files, i);

      if (!file->is_complete)
        g_string_append_printf (self->verb->err, "file %s has not come yet\n", file->sha256);
      else if (!copy_file (self, file, error))
        return FALSE;
    }

  return TRUE;
}

/* --- events, receipt, summary --- */

static gboolean
write_events (Export *self, const KtgHolding *holding, GError **error)
{
  for (guint i = 0; i < holding->events->len; i++)
    {
      const KtgIndexedEvent *event = g_ptr_array_index (holding->events, i);
      g_autofree char       *name = g_strdup_printf ("events/%012" G_GUINT64_FORMAT "-%s",
                                               event->index,
                                               event->envelope->id);

      if (!write_signed (self, name, event->envelope, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_receipt (Export *self, const KtgHolding *holding, GError **error)
{
  KtgSigningKey *key = ktg_archive_get_key (self->verb->archive);
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  g_autoptr (KtgEnvelope) envelope = NULL;

  for (guint i = 0; i < holding->events->len; i++)
    {
      const KtgIndexedEvent *event = g_ptr_array_index (holding->events, i);

      ktg_receipt_add_event (receipt, event->envelope->id, event->index);
    }
  for (guint i = 0; i < holding->files->len; i++)
    {
      const KtgFileRow *file = g_ptr_array_index (holding->files, i);

      if (file->is_complete)
        ktg_receipt_add_file (receipt, file->sha256, file->size_bytes);
    }

  envelope = ktg_signed_receipt_new (receipt,
                                     key,
                                     ktg_signing_key_get_public (key),
                                     g_get_real_time () / 1000);
  return write_signed (self, "receipt", envelope, error);
}

static gboolean
write_report (Export *self, const KtgHolding *holding, GError **error)
{
  g_autoptr (KtgReportStatus) status = ktg_holding_dup_status (holding);
  g_autoptr (KtgHistory) history = ktg_holding_dup_history (holding);
  g_autoptr (GBytes) text = ktg_status_json_write_report (status, history);
  gsize       size;
  const char *bytes = g_bytes_get_data (text, &size);

  return write_file (self, "report.json", bytes, size, error);
}

static gboolean
write_manifest (Export *self, GError **error)
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
make_folders (Export *self, GError **error)
{
  g_autofree char *events = g_build_filename (self->folder, "events", NULL);
  g_autofree char *files = g_build_filename (self->folder, "files", NULL);

  if (g_mkdir (self->folder, 0700) != 0)
    return fail (error, "cannot make the folder of the export");
  if (g_mkdir (events, 0700) != 0 || g_mkdir (files, 0700) != 0)
    return fail (error, "cannot make a folder of the export");

  return TRUE;
}

static gboolean
export_holding (Export *self, const KtgHolding *holding, GError **error)
{
  return make_folders (self, error) && write_events (self, holding, error)
         && copy_files (self, holding, error) && write_receipt (self, holding, error)
         && write_report (self, holding, error) && write_manifest (self, error);
}

int
ktg_verb_export (KtgVerb *self, char **words)
{
  GOptionEntry entries[] = { { NULL } };
  Export export = { .verb = self };
  g_auto (GStrv) rest = NULL;
  g_autoptr (KtgHolding) holding = NULL;
  g_autoptr (GString) manifest = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!ktg_verb_parse (self, words, entries, 2, &rest))
    return KTG_EXIT_USAGE;

  export.folder = rest[1];
  export.manifest = manifest;
  holding = ktg_holding_load (self->archive, rest[0], &error);
  if (holding == NULL || !export_holding (&export, holding, &error))
    return ktg_verb_fail (self, error);

  g_string_append_printf (self->out,
                          "%u events and %u files in %s\n",
                          holding->events->len,
                          holding->files->len,
                          export.folder);
  return 0;
}
