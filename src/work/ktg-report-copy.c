/* ktg-report-copy.c - a report with its originals, copied into a folder that anybody can check
 *
 * From step to step: what is held is loaded, then written into its folder (ktg-copy-folder.c) on a
 * thread of its own, an original after the other as the store gives it, then put on paper, read
 * back and named; at last each original has its entry of custody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-copy.h"

#include "ktg-copy-folder.h"
#include "ktg-destination.h"

#include <ktg-spare-thread.h>

typedef struct
{
  KtgLibrary             *library;
  const KtgReportPrinter *printer; /* static, or NULL */
  char                   *report_id;
  char                   *place;
  char                   *device; /* a device may take another key */
  KtgMoment               now;

  KtgReportHeld   *held;
  KtgReportPapers *papers;
  KtgCopyFolder   *folder; /* once both are loaded */
  GInputStream    *source; /* of the file that is being copied */
  guint            i;      /* of the files that are present */
  GError          *failure;
} Copy;

static void
copy_free (Copy *copy)
{
  g_clear_pointer (&copy->folder, ktg_copy_folder_free);
  g_clear_object (&copy->library);
  g_free (copy->report_id);
  g_free (copy->place);
  g_free (copy->device);
  ktg_report_held_free (copy->held);
  ktg_report_papers_free (copy->papers);
  g_clear_object (&copy->source);
  g_clear_error (&copy->failure);
  g_free (copy);
}

static const KtgFileHeld *
get_file (const Copy *copy)
{
  const GPtrArray *present = ktg_copy_folder_get_present (copy->folder);

  return copy->i < present->len ? g_ptr_array_index (present, copy->i) : NULL;
}

/* --- steps, each on a thread of its own --- */

static void
begin (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy   *copy = task_data;
  GError *error = NULL;

  if (ktg_copy_folder_begin (copy->folder, &error))
    g_task_return_boolean (errand, TRUE);
  else
    g_task_return_error (errand, error);
}

static void
copy_file (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy   *copy = task_data;
  GError *error = NULL;

  if (ktg_copy_folder_put_file (copy->folder,
                                get_file (copy)->sha256,
                                copy->source,
                                cancellable,
                                &error))
    g_task_return_boolean (errand, TRUE);
  else
    g_task_return_error (errand, error);
}

static void
end (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy   *copy = task_data;
  GError *error = NULL;

  if ((copy->printer == NULL || ktg_copy_folder_adopt_paper (copy->folder, &error))
      && ktg_copy_folder_finish (copy->folder, cancellable, &error))
    g_task_return_boolean (errand, TRUE);
  else
    g_task_return_error (errand, error);
}

static void
undo (GTask *errand, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ktg_copy_folder_undo (((Copy *)task_data)->folder);
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
  ktg_report_copy_error_restate (&copy->failure);
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
take_original (Copy *copy)
{
  const KtgFileHeld *file;

  while ((file = get_file (copy)) != NULL)
    {
      copy->i++;
      if (!file->is_preview)
        return file;
    }

  return NULL;
}

static void
note_next (GTask *task)
{
  Copy              *copy = g_task_get_task_data (task);
  const KtgFileHeld *file = take_original (copy);

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
  g_autofree char *path = ktg_copy_folder_dup_paper_path (copy->folder);

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
  const KtgFileHeld *file = get_file (copy);

  if (file != NULL)
    ktg_store_open_file_async (g_task_get_source_object (task),
                               file->sha256,
                               0,
                               g_task_get_cancellable (task),
                               file_opened_cb,
                               g_object_ref (task));
  else if (copy->printer != NULL)
    print (task);
  else
    run (task, end, ended_cb);
}

static void
begun_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (is_done (task, result))
    copy_next (task);
}

static void
prepare_folder (Copy *copy)
{
  const KtgCopySubject subject = { .library = copy->library,
                                   .device = copy->device,
                                   .held = copy->held,
                                   .papers = copy->papers,
                                   .now = copy->now };

  copy->folder = ktg_copy_folder_new (&subject, copy->place);
}

static void
papers_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy   *copy = g_task_get_task_data (task);
  GError *error = NULL;

  copy->papers = ktg_store_load_papers_finish (KTG_STORE (object), result, &error);
  if (copy->papers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  prepare_folder (copy);
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
  ktg_store_load_papers_async (KTG_STORE (object),
                               copy->report_id,
                               g_task_get_cancellable (task),
                               papers_loaded_cb,
                               g_object_ref (task));
}

/* @task: taken */
static void
give_up (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ktg_report_copy_async:
 * @store: where the report is
 * @library: what its form is called
 * @printer: (nullable): static; %NULL: no PDF lies in it
 * @report_id: of a report that was filed
 * @place: (nullable): the folder into which the folder of the copy comes; %NULL: it has no path
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
  GTask  *task = g_task_new (store, cancellable, callback, user_data);
  Copy   *copy = g_new0 (Copy, 1);
  GError *error = NULL;

  copy->library = g_object_ref (library);
  copy->printer = printer;
  copy->report_id = g_strdup (report_id);
  copy->place = g_strdup (place);
  copy->device = g_strdup (ktg_store_get_device (store));
  copy->now = *now;
  g_task_set_source_tag (task, ktg_report_copy_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, copy, (GDestroyNotify)copy_free);
  if (ktg_destination_check_folder (store, place, &error))
    ktg_store_load_report_async (store, report_id, cancellable, report_loaded_cb, task);
  else
    give_up (task, error);
}

/**
 * ktg_report_copy_finish:
 * @result: given to the callback
 * @n_missing: (out): how many files are not in it
 * @error: #KtgReportCopyError, #KtgDestinationError, or of the store
 *
 * Returns: (transfer full): where the copy is
 */
char *
ktg_report_copy_finish (GAsyncResult *result, guint *n_missing, GError **error)
{
  Copy *copy = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  *n_missing = ktg_copy_folder_count_missing (copy->folder);
  return g_strdup (ktg_copy_folder_get_path (copy->folder));
}
