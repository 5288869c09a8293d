/* ktg-copy-folder.c - the folder of a copy of a report, and all that is in it
 *
 * It is laid out as what `kentongan-server export` writes: `sha256sum -c MANIFEST` reads both. It
 * is written under a name that no copy has, flushed, read back from the medium, and only then
 * named; what is called a copy is one. All of it blocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-copy-folder.h"

#include "ktg-copy-name.h"
#include "ktg-report-copy-error.h"
#include "ktg-report-told.h"

#include <errno.h>
#include <ktg-base64url.h>
#include <ktg-copy-json.h>
#include <ktg-file-ending.h>
#include <ktg-filled-form-json.h>
#include <ktg-flush-folder.h>
#include <ktg-status-json.h>
#include <ktg-sum-folder.h>
#include <stdio.h>
#include <string.h>

#define PIECE_BYTES (64 * 1024)
#define PAPER "report.pdf"
#define N_ID_CHARS 8 /* of what has no number */

struct _KtgCopyFolder
{
  KtgCopySubject subject;
  char          *place;
  GPtrArray     *present; /* (element-type KtgFileHeld) borrowed from what is held */
  GPtrArray     *missing; /* (element-type utf8) borrowed from there */

  KtgSumFolder *folder; /* as it is called while it is written */
  char         *name;
  char         *path; /* of the copy, when there is one */
};

static const KtgSummaryFields *
get_fields (const KtgCopyFolder *self)
{
  return ktg_summary_get (self->subject.held->summary);
}

static gboolean
set_error (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error,
               G_FILE_ERROR,
               (int)g_file_error_from_errno (code),
               "%s: %s",
               what,
               g_strerror (code));
  return FALSE;
}

/* --- what goes into it --- */

static const char *
find_original_name (const KtgCopyFolder *self, const char *sha256)
{
  for (guint i = 0; i < ktg_history_get_n_entries (self->subject.held->history); i++)
    {
      const KtgReport *version
          = ktg_history_get_entry (self->subject.held->history, i)->event->report;

      for (guint j = 0; version != NULL && j < version->evidence->len; j++)
        {
          const KtgEvidence *item = g_ptr_array_index (version->evidence, j);

          if (g_strcmp0 (item->sha256, sha256) == 0)
            return item->original_name;
        }
    }

  return NULL;
}

/* NAME.json has the signed bytes, NAME.sig the signature as text. */
static gboolean
put_signed (KtgCopyFolder *self, const char *name, const KtgEnvelope *envelope, GError **error)
{
  g_autofree char *bytes_name = g_strconcat (name, ".json", NULL);
  g_autofree char *sig_name = g_strconcat (name, ".sig", NULL);
  char            *sig = ktg_base64url_encode (envelope->signature, KTG_SIGNATURE_BYTES);
  g_autoptr (GBytes) text = g_bytes_new_take (sig, strlen (sig));

  return ktg_sum_folder_put (self->folder, bytes_name, envelope->bytes, error)
         && ktg_sum_folder_put (self->folder, sig_name, text, error);
}

static gboolean
put_events (KtgCopyFolder *self, GError **error)
{
  for (guint i = 0; i < self->subject.papers->events->len; i++)
    {
      const KtgSignedEvent *event = g_ptr_array_index (self->subject.papers->events, i);
      g_autofree char      *name = g_strdup_printf ("events/%012" G_GUINT64_FORMAT "-%s",
                                               event->server_index,
                                               event->envelope->id);

      if (!put_signed (self, name, event->envelope, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_receipts (KtgCopyFolder *self, GError **error)
{
  for (guint i = 0; i < self->subject.papers->receipts->len; i++)
    {
      const KtgEnvelope *receipt = g_ptr_array_index (self->subject.papers->receipts, i);
      g_autofree char   *name = g_strconcat ("receipts/", receipt->id, NULL);

      if (!put_signed (self, name, receipt, error))
        return FALSE;
    }

  return TRUE;
}

/* For whoever reads it without any program: what it says, and once more by the names of its form.
 */
static gboolean
put_report (KtgCopyFolder *self, GError **error)
{
  const KtgPack       *pack = ktg_library_get_pack (self->subject.library);
  const KtgReportHeld *held = self->subject.held;
  g_autoptr (KtgReportStatus) status = ktg_report_told_new (held);
  g_autoptr (GBytes) shown = ktg_status_json_write_report (status, held->history);
  g_autoptr (GBytes) form = ktg_filled_form_json_write_of (pack, shown);

  return ktg_sum_folder_put (self->folder, "report.json", shown, error)
         && (form == NULL || ktg_sum_folder_put (self->folder, "form.json", form, error));
}

static GPtrArray *
list_event_ids (const KtgCopyFolder *self)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->subject.papers->events->len; i++)
    g_ptr_array_add (ids,
                     ((const KtgSignedEvent *)g_ptr_array_index (self->subject.papers->events, i))
                         ->envelope->id);

  return ids;
}

static GPtrArray *
list_copied (const KtgCopyFolder *self)
{
  const GPtrArray *entries = ktg_sum_folder_get_entries (self->folder);
  GPtrArray       *files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const KtgSumEntry *entry = g_ptr_array_index (entries, i);
      KtgCopiedFile     *file = g_new (KtgCopiedFile, 1);

      *file = (KtgCopiedFile){ entry->name, entry->sha256, entry->size_bytes };
      g_ptr_array_add (files, file);
    }

  return files;
}

static gboolean
put_account (KtgCopyFolder *self, GError **error)
{
  g_autofree char *made = ktg_moment_dup_wall (&self->subject.now);
  g_autoptr (GPtrArray) events = list_event_ids (self);
  g_autoptr (GPtrArray) files = list_copied (self);
  const KtgCopyAccount account = { .report_id = get_fields (self)->id,
                                   .number = get_fields (self)->number,
                                   .made = made,
                                   .device = self->subject.device,
                                   .is_whole = self->missing->len == 0,
                                   .events = events,
                                   .files = files,
                                   .missing = self->missing };
  g_autoptr (GBytes) text = ktg_copy_json_write (&account);

  return ktg_sum_folder_put (self->folder, "manifest.json", text, error);
}

/* --- from its beginning to its name --- */

static void
sort_files (KtgCopyFolder *self)
{
  for (guint i = 0; i < self->subject.held->files->len; i++)
    {
      KtgFileHeld *file = g_ptr_array_index (self->subject.held->files, i);

      if (file->is_here)
        g_ptr_array_add (self->present, file);
      else
        g_ptr_array_add (self->missing, file->sha256);
    }
}

/**
 * ktg_copy_folder_new:
 * @subject: what it is a copy of; what it names outlives the folder
 * @place: the folder into which it comes
 *
 * Returns: (transfer full): a folder of which nothing is written
 */
KtgCopyFolder *
ktg_copy_folder_new (const KtgCopySubject *subject, const char *place)
{
  KtgCopyFolder   *self = g_new0 (KtgCopyFolder, 1);
  g_autofree char *beginning = NULL;
  const char      *number = NULL;

  self->subject = *subject;
  self->place = g_strdup (place);
  self->present = g_ptr_array_new ();
  self->missing = g_ptr_array_new ();
  sort_files (self);
  beginning = g_strndup (get_fields (self)->id, N_ID_CHARS);
  number = get_fields (self)->number;
  self->name = ktg_copy_name_new (number != NULL ? number : beginning, self->missing->len == 0);
  return self;
}

/**
 * ktg_copy_folder_free:
 * @self: (nullable): a folder
 *
 * What was written stays.
 */
void
ktg_copy_folder_free (KtgCopyFolder *self)
{
  if (self == NULL)
    return;

  g_free (self->place);
  g_ptr_array_unref (self->present);
  g_ptr_array_unref (self->missing);
  ktg_sum_folder_free (self->folder);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

static void
prepare_folder (KtgCopyFolder *self, guint copy)
{
  g_autofree char *path = ktg_copy_name_dup_path_until_done (self->place, self->name, copy);

  g_clear_pointer (&self->folder, ktg_sum_folder_free);
  self->folder = ktg_sum_folder_new (path);
  ktg_sum_folder_add_part (self->folder, "events");
  ktg_sum_folder_add_part (self->folder, "files");
  ktg_sum_folder_add_part (self->folder, "receipts");
}

static gboolean
begin_folder (KtgCopyFolder *self, GError **error)
{
  GError *failure = NULL;

  for (guint copy = 1; copy < KTG_COPY_NAME_MOST; copy++)
    {
      g_clear_error (&failure);
      prepare_folder (self, copy);
      if (ktg_sum_folder_begin (self->folder, &failure))
        return TRUE;
      if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_EXIST))
        break;
    }

  g_propagate_error (error, failure);
  return FALSE;
}

/* Of any report: here, or on another computer in which the stick was. */
static void
remove_left (const char *place)
{
  g_autoptr (GDir) folder = g_dir_open (place, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (ktg_copy_name_is_until_done (name))
      {
        g_autofree char *path = g_build_filename (place, name, NULL);

        ktg_sum_folder_remove_left (path, ktg_copy_name_is_written);
      }
}

/**
 * ktg_copy_folder_begin:
 * @self: a folder of which nothing is written
 * @error: %G_FILE_ERROR
 *
 * Writes all but the files and the paper. What a sudden end once left in the place is taken away
 * first.
 */
gboolean
ktg_copy_folder_begin (KtgCopyFolder *self, GError **error)
{
  remove_left (self->place);
  return begin_folder (self, error) && put_events (self, error) && put_receipts (self, error)
         && put_report (self, error);
}

static gboolean
pump (KtgCopyFolder *self, GInputStream *source, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize             n;

  while ((n = g_input_stream_read (source, piece, PIECE_BYTES, cancellable, error)) > 0)
    if (!ktg_sum_folder_write (self->folder, piece, (gsize)n, error))
      return FALSE;

  return n == 0;
}

/**
 * ktg_copy_folder_put_file:
 * @self: a folder that was begun
 * @sha256: of a file that is present
 * @source: its bytes
 * @cancellable: (nullable): when nobody wants it any more
 * @error: %G_FILE_ERROR, or %KTG_REPORT_COPY_ERROR_DAMAGED where they have another hash
 *
 * Piece by piece, each hashed on its way.
 */
gboolean
ktg_copy_folder_put_file (KtgCopyFolder *self,
                          const char    *sha256,
                          GInputStream  *source,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autofree char   *name = g_strconcat ("files/",
                                       sha256,
                                       ktg_file_ending_get (find_original_name (self, sha256)),
                                       NULL);
  const KtgSumEntry *entry;

  if (!ktg_sum_folder_open (self->folder, name, error) || !pump (self, source, cancellable, error))
    return FALSE;

  entry = ktg_sum_folder_close (self->folder, error);
  if (entry == NULL || g_str_equal (entry->sha256, sha256))
    return entry != NULL;

  g_set_error (error,
               KTG_REPORT_COPY_ERROR,
               KTG_REPORT_COPY_ERROR_DAMAGED,
               "file %s: its bytes have another hash",
               sha256);
  return FALSE;
}

/**
 * ktg_copy_folder_dup_paper_path:
 * @self: a folder that was begun
 *
 * Returns: (transfer full): where the report on paper belongs, which somebody else writes
 */
char *
ktg_copy_folder_dup_paper_path (const KtgCopyFolder *self)
{
  return g_build_filename (ktg_sum_folder_get_path (self->folder), PAPER, NULL);
}

/**
 * ktg_copy_folder_adopt_paper:
 * @self: a folder in which the paper was written
 * @error: %G_FILE_ERROR
 *
 * It is listed like what was written here.
 */
gboolean
ktg_copy_folder_adopt_paper (KtgCopyFolder *self, GError **error)
{
  return ktg_sum_folder_adopt (self->folder, PAPER, error);
}

static gboolean
name_folder (KtgCopyFolder *self, GError **error)
{
  errno = EEXIST;
  for (guint copy = 1; copy < KTG_COPY_NAME_MOST && errno == EEXIST; copy++)
    {
      g_autofree char *path = ktg_copy_name_dup_path (self->place, self->name, copy);

      if (ktg_copy_name_take (ktg_sum_folder_get_path (self->folder), path))
        {
          self->path = g_steal_pointer (&path);
          return ktg_flush_folder (self->place) || set_error (error, "cannot flush the place");
        }
    }

  return set_error (error, "cannot name the copy");
}

/**
 * ktg_copy_folder_finish:
 * @self: a folder with all that belongs into it
 * @cancellable: (nullable): when nobody wants it any more, until it has its name
 * @error: %G_FILE_ERROR, or of the seal where the medium gives back something else
 *
 * Lists it, flushes it, reads it back and gives it its name.
 */
gboolean
ktg_copy_folder_finish (KtgCopyFolder *self, GCancellable *cancellable, GError **error)
{
  return put_account (self, error) && ktg_sum_folder_finish (self->folder, error)
         && ktg_sum_folder_check (self->folder, cancellable, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error) && name_folder (self, error);
}

/**
 * ktg_copy_folder_undo:
 * @self: a folder of which anything may be written
 *
 * What was written goes, as far as the medium lets it; what stays has a name that no copy has.
 */
void
ktg_copy_folder_undo (KtgCopyFolder *self)
{
  if (self->path != NULL)
    rename (self->path, ktg_sum_folder_get_path (self->folder));
  if (self->folder != NULL)
    ktg_sum_folder_remove (self->folder);
}

/**
 * ktg_copy_folder_get_present:
 * @self: a folder
 *
 * Returns: (transfer none) (element-type KtgFileHeld): the files that belong into it and are here
 */
const GPtrArray *
ktg_copy_folder_get_present (const KtgCopyFolder *self)
{
  return self->present;
}

/**
 * ktg_copy_folder_count_missing:
 * @self: a folder
 *
 * Returns: how many files belong into it and are not here
 */
guint
ktg_copy_folder_count_missing (const KtgCopyFolder *self)
{
  return self->missing->len;
}

/**
 * ktg_copy_folder_get_path:
 * @self: a folder
 *
 * Returns: (nullable): where the copy is; %NULL until it is one
 */
const char *
ktg_copy_folder_get_path (const KtgCopyFolder *self)
{
  return self->path;
}
