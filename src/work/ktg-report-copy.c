/* ktg-report-copy.c - a report with its originals, copied into a folder that anybody can check
 *
 * It is laid out as what `kentongan-server export` writes: `sha256sum -c MANIFEST` reads both. It
 * is written under a name that no copy has, flushed, read back from the medium, and only then
 * named; what is called a copy is one. Originals are read out of the store piece by piece, and each
 * is hashed on its way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-copy.h"

#include "ktg-spare-thread.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <ktg-base64url.h>
#include <ktg-copy-json.h>
#include <ktg-file-ending.h>
#include <ktg-filled-form-json.h>
#include <ktg-flush-folder.h>
#include <ktg-seal-error.h>
#include <ktg-status-json.h>
#include <ktg-sum-folder.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES (64 * 1024)
#define PAPER "report.pdf"
#define MAX_NAMES 1000    /* of copies of one report in one place */
#define MAX_NAME_CHARS 40 /* of a number; every file system has more */

typedef struct
{
  KtgLibrary             *library;
  const KtgReportPrinter *printer; /* static, or NULL */
  char                   *report_id;
  char                   *place;
  char                   *device;
  KtgMoment               now;

  KtgReportHeld   *held;
  KtgReportPapers *papers;
  GPtrArray       *present; /* (element-type KtgFileHeld) borrowed from held */
  GPtrArray       *missing; /* (element-type utf8) borrowed from held */

  KtgSumFolder *folder; /* as it is called while it is written */
  char         *name;   /* without a number that tells it from others */
  char         *path;   /* of the copy, when there is one */
  GInputStream *source; /* of the file that is being copied */
  guint         i;      /* of present, or of what is noted */
  GError       *failure;
} Copy;

G_DEFINE_QUARK (ktg - report - copy - error - quark, ktg_report_copy_error)

static void
copy_free (Copy *copy)
{
  g_clear_object (&copy->library);
  g_free (copy->report_id);
  g_free (copy->place);
  g_free (copy->device);
  ktg_report_held_free (copy->held);
  ktg_report_papers_free (copy->papers);
  g_ptr_array_unref (copy->present);
  g_ptr_array_unref (copy->missing);
  g_clear_pointer (&copy->folder, ktg_sum_folder_free);
  g_free (copy->name);
  g_free (copy->path);
  g_clear_object (&copy->source);
  g_clear_error (&copy->failure);
  g_free (copy);
}

/* --- what the place answers, in the words of this room --- */

static KtgReportCopyError
find_code (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return KTG_REPORT_COPY_ERROR_NO_SPACE;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ROFS)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM))
    return KTG_REPORT_COPY_ERROR_READ_ONLY;
  if (error->domain == KTG_SEAL_ERROR)
    return KTG_REPORT_COPY_ERROR_MISREAD;

  return KTG_REPORT_COPY_ERROR_GONE;
}

/* What the store says stays as it said it. */
static void
restate (GError **error)
{
  g_autoptr (GError) lower = NULL;

  if ((*error)->domain != G_FILE_ERROR && (*error)->domain != KTG_SEAL_ERROR)
    return;

  lower = g_steal_pointer (error);
  g_set_error_literal (error, KTG_REPORT_COPY_ERROR, (int)find_code (lower), lower->message);
}

static gboolean
say_errno (GError **error, const char *what)
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

/* A number is for people, and may have any letter; a stick may not. */
static char *
dup_safe (const char *words)
{
  GString *safe = g_string_new (NULL);

  for (const char *p = words; *p != '\0' && safe->len < MAX_NAME_CHARS; p = g_utf8_next_char (p))
    g_string_append_c (safe, g_ascii_isalnum (*p) || *p == '-' ? *p : '_');

  return g_string_free (safe, FALSE);
}

static char *
dup_name (const Copy *copy)
{
  const KtgSummaryFields *fields = ktg_summary_get (copy->held->summary);
  g_autofree char        *id = g_strndup (copy->report_id, 8);
  g_autofree char        *safe = dup_safe (fields->number != NULL ? fields->number : id);

  /* Translators: the end of a folder's name: letters, digits and hyphens only */
  return g_strdup_printf ("Kentongan-%s%s", safe, copy->missing->len > 0 ? _ ("-incomplete") : "");
}

static void
sort_files (Copy *copy)
{
  for (guint i = 0; i < copy->held->files->len; i++)
    {
      KtgFileHeld *file = g_ptr_array_index (copy->held->files, i);

      if (file->is_here)
        g_ptr_array_add (copy->present, file);
      else
        g_ptr_array_add (copy->missing, file->sha256);
    }
}

static const char *
find_original_name (const Copy *copy, const char *sha256)
{
  for (guint i = 0; i < ktg_history_get_n_entries (copy->held->history); i++)
    {
      const KtgReport *version = ktg_history_get_entry (copy->held->history, i)->event->report;

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
put_signed (Copy *copy, const char *name, const KtgEnvelope *envelope, GError **error)
{
  g_autofree char *bytes_name = g_strconcat (name, ".json", NULL);
  g_autofree char *sig_name = g_strconcat (name, ".sig", NULL);
  char            *sig = ktg_base64url_encode (envelope->signature, KTG_SIGNATURE_BYTES);
  g_autoptr (GBytes) text = g_bytes_new_take (sig, strlen (sig));

  return ktg_sum_folder_put (copy->folder, bytes_name, envelope->bytes, error)
         && ktg_sum_folder_put (copy->folder, sig_name, text, error);
}

static gboolean
put_events (Copy *copy, GError **error)
{
  for (guint i = 0; i < copy->papers->events->len; i++)
    {
      const KtgSignedEvent *event = g_ptr_array_index (copy->papers->events, i);
      g_autofree char      *name = g_strdup_printf ("events/%012" G_GUINT64_FORMAT "-%s",
                                               event->server_index,
                                               event->envelope->id);

      if (!put_signed (copy, name, event->envelope, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_receipts (Copy *copy, GError **error)
{
  for (guint i = 0; i < copy->papers->receipts->len; i++)
    {
      const KtgEnvelope *receipt = g_ptr_array_index (copy->papers->receipts, i);
      g_autofree char   *name = g_strconcat ("receipts/", receipt->id, NULL);

      if (!put_signed (copy, name, receipt, error))
        return FALSE;
    }

  return TRUE;
}

static GBytes *
write_shown (const Copy *copy)
{
  const KtgSummaryFields *fields = ktg_summary_get (copy->held->summary);
  g_autoptr (KtgReportStatus) status
      = ktg_report_status_new (fields->id,
                               ktg_state_get_name (fields->state),
                               ktg_history_get_n_entries (copy->held->history));

  status->number = g_strdup (fields->number);
  for (guint i = 0; i < copy->held->files->len; i++)
    {
      const KtgFileHeld *file = g_ptr_array_index (copy->held->files, i);

      g_ptr_array_add (status->files,
                       ktg_file_status_new (file->sha256,
                                            file->size_bytes,
                                            file->is_received,
                                            file->is_preview));
    }

  return ktg_status_json_write_report (status, copy->held->history);
}

/* For whoever reads it without any program: what it says, and once more by the names of its form.
 */
static gboolean
put_report (Copy *copy, GError **error)
{
  const KtgPack *pack = ktg_library_get_pack (copy->library);
  g_autoptr (GBytes) shown = write_shown (copy);
  g_autoptr (GBytes) form = ktg_filled_form_json_write_of (pack, shown);

  return ktg_sum_folder_put (copy->folder, "report.json", shown, error)
         && (form == NULL || ktg_sum_folder_put (copy->folder, "form.json", form, error));
}

static GPtrArray *
list_event_ids (const Copy *copy)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < copy->papers->events->len; i++)
    g_ptr_array_add (ids,
                     ((const KtgSignedEvent *)g_ptr_array_index (copy->papers->events, i))
                         ->envelope->id);

  return ids;
}

static GPtrArray *
list_copied (const Copy *copy)
{
  const GPtrArray *entries = ktg_sum_folder_get_entries (copy->folder);
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
put_account (Copy *copy, GError **error)
{
  g_autofree char *made = ktg_moment_dup_wall (&copy->now);
  g_autoptr (GPtrArray) events = list_event_ids (copy);
  g_autoptr (GPtrArray) files = list_copied (copy);
  const KtgCopyAccount account = { .report_id = copy->report_id,
                                   .number = ktg_summary_get (copy->held->summary)->number,
                                   .made = made,
                                   .device = copy->device,
                                   .is_whole = copy->missing->len == 0,
                                   .events = events,
                                   .files = files,
                                   .missing = copy->missing };
  g_autoptr (GBytes) text = ktg_copy_json_write (&account);

  return ktg_sum_folder_put (copy->folder, "manifest.json", text, error);
}

/* --- steps, each on a thread of its own --- */

static char *
dup_path (const Copy *copy, const char *before, guint number)
{
  g_autofree char *name = number == 1 ? g_strconcat (before, copy->name, NULL)
                                      : g_strdup_printf ("%s%s-%u", before, copy->name, number);

  return g_build_filename (copy->place, name, NULL);
}

/* What a sudden end once left there stays, and is in nobody's way. */
static gboolean
begin_folder (Copy *copy, GError **error)
{
  GError *failure = NULL;

  for (guint number = 1; number < MAX_NAMES; number++)
    {
      g_autofree char *path = dup_path (copy, ".coming-", number);

      g_clear_error (&failure);
      g_clear_pointer (&copy->folder, ktg_sum_folder_free);
      copy->folder = ktg_sum_folder_new (path);
      ktg_sum_folder_add_part (copy->folder, "events");
      ktg_sum_folder_add_part (copy->folder, "files");
      ktg_sum_folder_add_part (copy->folder, "receipts");
      if (ktg_sum_folder_begin (copy->folder, &failure))
        return TRUE;
      if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_EXIST))
        break;
    }

  g_propagate_error (error, failure);
  return FALSE;
}

static void
begin (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy   *copy = task_data;
  GError *error = NULL;

  if (begin_folder (copy, &error) && put_events (copy, &error) && put_receipts (copy, &error)
      && put_report (copy, &error))
    g_task_return_boolean (errand, TRUE);
  else
    g_task_return_error (errand, error);
}

static gboolean
pump (Copy *copy, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize             n;

  while ((n = g_input_stream_read (copy->source, piece, PIECE_BYTES, cancellable, error)) > 0)
    if (!ktg_sum_folder_write (copy->folder, piece, (gsize)n, error))
      return FALSE;

  return n == 0;
}

static gboolean
carry_file (Copy *copy, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char   *name = g_strconcat ("files/",
                                       sha256,
                                       ktg_file_ending_get (find_original_name (copy, sha256)),
                                       NULL);
  const KtgSumEntry *entry;

  if (!ktg_sum_folder_open (copy->folder, name, error) || !pump (copy, cancellable, error))
    return FALSE;

  entry = ktg_sum_folder_close (copy->folder, error);
  if (entry == NULL || g_str_equal (entry->sha256, sha256))
    return entry != NULL;

  g_set_error (error,
               KTG_REPORT_COPY_ERROR,
               KTG_REPORT_COPY_ERROR_DAMAGED,
               "file %s: its bytes have another hash",
               sha256);
  return FALSE;
}

static void
copy_file (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy              *copy = task_data;
  const KtgFileHeld *file = g_ptr_array_index (copy->present, copy->i);
  GError            *error = NULL;

  if (carry_file (copy, file->sha256, cancellable, &error))
    g_task_return_boolean (errand, TRUE);
  else
    g_task_return_error (errand, error);
}

/* Nothing that is there already is replaced. */
static gboolean
take_name (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;

  errno = EEXIST;
  return access (to, F_OK) != 0 && rename (from, to) == 0;
}

static gboolean
name_folder (Copy *copy, GError **error)
{
  errno = EEXIST;
  for (guint number = 1; number < MAX_NAMES && errno == EEXIST; number++)
    {
      g_autofree char *path = dup_path (copy, "", number);

      if (take_name (ktg_sum_folder_get_path (copy->folder), path))
        {
          copy->path = g_steal_pointer (&path);
          return ktg_flush_folder (copy->place) || say_errno (error, "cannot flush the place");
        }
    }

  return say_errno (error, "cannot name the copy");
}

static void
end (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy   *copy = task_data;
  GError *error = NULL;

  if ((copy->printer == NULL || ktg_sum_folder_adopt (copy->folder, PAPER, &error))
      && put_account (copy, &error) && ktg_sum_folder_finish (copy->folder, &error)
      && ktg_sum_folder_check (copy->folder, &error) && name_folder (copy, &error))
    g_task_return_boolean (errand, TRUE);
  else
    g_task_return_error (errand, error);
}

static void
undo (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy *copy = task_data;

  if (copy->path != NULL)
    rename (copy->path, ktg_sum_folder_get_path (copy->folder));
  if (copy->folder != NULL)
    ktg_sum_folder_remove (copy->folder);
  g_task_return_boolean (errand, TRUE);
}

/* --- from step to step, on the main loop --- */

static void
run (GTask *task, GTaskThreadFunc step, GAsyncReadyCallback done)
{
  g_autoptr (GTask) errand
      = g_task_new (NULL, g_task_get_cancellable (task), done, g_object_ref (task));

  g_task_set_check_cancellable (errand, FALSE);
  g_task_set_task_data (errand, g_task_get_task_data (task), NULL);
  ktg_spare_thread_run (errand, step);
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy *copy = g_task_get_task_data (task);

  g_task_return_error (task, g_steal_pointer (&copy->failure));
}

/* @error: taken */
static void
fail (GTask *task, GError *error)
{
  Copy *copy = g_task_get_task_data (task);

  copy->failure = error;
  restate (&copy->failure);
  run (task, undo, undone_cb);
}

/* Returns: whether the step was done; otherwise the end of all follows. */
static gboolean
is_done (GTask *task, GAsyncResult *result)
{
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    return TRUE;

  fail (task, error);
  return FALSE;
}

static void note_next (GTask *task);

/* That it cannot be kept is no reason to say that there is no copy. */
static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  ktg_store_note_custody_finish (KTG_STORE (object), result, NULL);
  note_next (task);
}

static const KtgFileHeld *
get_next_original (Copy *copy)
{
  while (copy->i < copy->present->len)
    {
      const KtgFileHeld *file = g_ptr_array_index (copy->present, copy->i++);

      if (!file->is_preview)
        return file;
    }

  return NULL;
}

static void
note_next (GTask *task)
{
  Copy              *copy = g_task_get_task_data (task);
  const KtgFileHeld *file = get_next_original (copy);

  if (file == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ktg_store_note_custody_async (g_task_get_source_object (task),
                                  file->sha256,
                                  KTG_CUSTODY_COPIED,
                                  &copy->now,
                                  noted_cb,
                                  g_object_ref (task));
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (!is_done (task, result))
    return;

  ((Copy *)g_task_get_task_data (task))->i = 0;
  note_next (task);
}

static void
printed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy   *copy = g_task_get_task_data (task);
  GError *error = NULL;

  if (copy->printer->print_finish (result, &error))
    run (task, end, ended_cb);
  else
    fail (task, error);
}

static void
print (GTask *task)
{
  Copy            *copy = g_task_get_task_data (task);
  g_autofree char *path = g_build_filename (ktg_sum_folder_get_path (copy->folder), PAPER, NULL);

  copy->printer->print_async (g_task_get_source_object (task),
                              copy->library,
                              copy->held,
                              path,
                              &copy->now,
                              g_task_get_cancellable (task),
                              printed_cb,
                              g_object_ref (task));
}

static void copy_next (GTask *task);

static void
file_copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy *copy = g_task_get_task_data (task);

  g_clear_object (&copy->source);
  if (!is_done (task, result))
    return;

  copy->i++;
  copy_next (task);
}

static void
file_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy   *copy = g_task_get_task_data (task);
  GError *error = NULL;

  copy->source = ktg_store_open_file_finish (KTG_STORE (object), result, &error);
  if (copy->source == NULL)
    fail (task, error);
  else
    run (task, copy_file, file_copied_cb);
}

static void
copy_next (GTask *task)
{
  Copy              *copy = g_task_get_task_data (task);
  const KtgFileHeld *file;

  if (copy->i == copy->present->len)
    {
      if (copy->printer != NULL)
        print (task);
      else
        run (task, end, ended_cb);
      return;
    }

  file = g_ptr_array_index (copy->present, copy->i);
  ktg_store_open_file_async (g_task_get_source_object (task),
                             file->sha256,
                             0,
                             g_task_get_cancellable (task),
                             file_opened_cb,
                             g_object_ref (task));
}

static void
begun_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (is_done (task, result))
    copy_next (task);
}

static void
papers_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy   *copy = g_task_get_task_data (task);
  GError *error = NULL;

  copy->papers = ktg_store_load_papers_finish (KTG_STORE (object), result, &error);
  if (copy->papers == NULL)
    g_task_return_error (task, error);
  else
    run (task, begin, begun_cb);
}

static void
report_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy   *copy = g_task_get_task_data (task);
  GError *error = NULL;

  copy->held = ktg_store_load_report_finish (KTG_STORE (object), result, &error);
  if (copy->held == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (ktg_history_get_report (copy->held->history) == NULL)
    copy->printer = NULL; /* what it says cannot be read here */
  sort_files (copy);
  copy->name = dup_name (copy);
  ktg_store_load_papers_async (KTG_STORE (object),
                               copy->report_id,
                               g_task_get_cancellable (task),
                               papers_loaded_cb,
                               g_object_ref (task));
}

/**
 * ktg_report_copy_async:
 * @store: where the report is
 * @library: what its form is called
 * @printer: (nullable): static; %NULL: no PDF lies in it
 * @report_id: of a report that was filed
 * @place: the folder into which the folder of the copy comes
 * @now: the present
 * @cancellable: (nullable): when nobody wants it any more
 * @callback: called on the main loop, when the copy was read back and has its name
 * @user_data: for @callback
 *
 * What is there already stays as it is: another copy gets another name. What the report names and
 * is not on this device is not in the copy, which says so in its name.
 */
void
ktg_report_copy_async (KtgStore               *store,
                       KtgLibrary             *library,
                       const KtgReportPrinter *printer,
                       const char             *report_id,
                       const char             *place,
                       const KtgMoment        *now,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Copy  *copy = g_new0 (Copy, 1);

  copy->library = g_object_ref (library);
  copy->printer = printer;
  copy->report_id = g_strdup (report_id);
  copy->place = g_strdup (place);
  copy->device = g_strdup (ktg_store_get_device (store));
  copy->now = *now;
  copy->present = g_ptr_array_new ();
  copy->missing = g_ptr_array_new ();
  g_task_set_source_tag (task, ktg_report_copy_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, copy, (GDestroyNotify)copy_free);
  ktg_store_load_report_async (store, report_id, cancellable, report_loaded_cb, task);
}

/**
 * ktg_report_copy_finish:
 * @result: given to the callback
 * @n_missing: (out): how many files are not in it
 * @error: #KtgReportCopyError, or of the store
 *
 * Returns: (transfer full): where the copy is
 */
char *
ktg_report_copy_finish (GAsyncResult *result, guint *n_missing, GError **error)
{
  Copy *copy = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  *n_missing = copy->missing->len;
  return g_strdup (copy->path);
}
