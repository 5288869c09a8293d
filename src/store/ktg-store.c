/* ktg-store.c - what this device remembers
 *
 * A single worker thread owns the profile and does all work in the order it was asked for. What a
 * list shows lives on the thread that opened the store, and changes there before the caller hears
 * that the work is done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-private.h"

#include "ktg-incoming-private.h"
#include "ktg-store-error-private.h"

#include <ktg-http-signature.h>
#include <stdlib.h>
#include <string.h>

struct _KtgStore
{
  GObject parent_instance;

  GThreadPool       *worker;
  KtgProfile        *profile; /* the worker's; NULL before it is opened and after it is closed */
  char              *folder;
  char              *reserve_path;
  KtgEvidenceFolder *evidence; /* set by the worker before anybody has the store */
  GMainContext      *context;  /* of the thread that opened the store, whose the rest is */
  KtgSummaryList    *summaries;
  KtgSigningKey     *key;
  KtgAccount        *account;
  KtgServerNotes    *notes;
  KtgPackFolder     *packs;
  gboolean           has_server_offset;
  gint64             server_offset_ms;
  KtgSendingRules    rules;
  gboolean           is_disk_full;
};

enum
{
  PROP_DISK_FULL = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (KtgStore,
                               ktg_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KTG_TYPE_PARTY, ktg_store_init_party))

typedef enum
{
  JOB_OPEN,
  JOB_WORK,
  JOB_CLOSE,
} JobKind;

/* From the caller to the worker, and back to the store's thread. */
typedef struct
{
  KtgStoreJob base; /* what the work sees of it */

  JobKind                 kind;
  KtgStore               *store;
  GTask                  *task;
  const KtgStoreWorkType *type;
  gboolean                is_disk_full;
  GError                 *error;

  char  *folder; /* to open */
  gint64 now_us;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  if (job->base.input != NULL && job->type->free_input != NULL)
    job->type->free_input (job->base.input);
  ktg_changes_free (job->base.changes);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_clear_object (&job->store);
  g_free (job->folder);
  g_free (job);
}

static Job *
new_job (JobKind kind, KtgStore *store, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->store = g_object_ref (store);
  job->task = task;
  job->base.changes = ktg_changes_new ();
  job->base.cancellable = g_task_get_cancellable (task);
  return job;
}

static void
take_over (KtgStore *self, KtgChanges *changes)
{
  if (changes->key != NULL)
    {
      g_clear_pointer (&self->key, ktg_signing_key_unref);
      self->key = g_steal_pointer (&changes->key);
    }
  if (changes->is_account_gone)
    g_clear_pointer (&self->account, ktg_account_free);
  if (changes->account != NULL)
    {
      g_clear_pointer (&self->account, ktg_account_free);
      self->account = g_steal_pointer (&changes->account);
    }
  if (changes->notes != NULL)
    {
      g_clear_pointer (&self->notes, ktg_server_notes_free);
      self->notes = g_steal_pointer (&changes->notes);
    }
  if (changes->has_server_offset)
    {
      self->has_server_offset = TRUE;
      self->server_offset_ms = changes->server_offset_ms;
    }
  if (changes->has_rules)
    self->rules = changes->rules;
  ktg_summary_list_apply (self->summaries, changes);
  if (changes->pack != NULL)
    ktg_pack_folder_note_changed (self->packs, changes->pack);
}

static void
set_disk_full (KtgStore *self, gboolean is_disk_full)
{
  if (self->is_disk_full == is_disk_full)
    return;

  self->is_disk_full = is_disk_full;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DISK_FULL]);
}

static void
return_result (Job *job)
{
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->kind == JOB_OPEN)
    g_task_return_pointer (job->task, g_object_ref (job->store), g_object_unref);
  else if (job->kind == JOB_WORK && job->type->free_output != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->base.output), job->type->free_output);
  else
    g_task_return_boolean (job->task, TRUE);
}

static gboolean
job_done_cb (gpointer data)
{
  Job *job = data;

  take_over (job->store, job->base.changes);
  set_disk_full (job->store, job->is_disk_full);
  return_result (job);
  return G_SOURCE_REMOVE;
}

static void
open_profile (Job *job)
{
  KtgStore *self = job->store;

  self->profile = ktg_profile_open (job->folder, job->now_us, job->base.changes, &job->error);
  if (self->profile != NULL)
    self->evidence = ktg_evidence_folder_ref (self->profile->evidence);
}

/* What was noted of work that was not committed is forgotten; of a profile that was read anew, it
 * is what there is. */
static gboolean
try_work (Job *job)
{
  if (job->type->work (&job->base, &job->error))
    return TRUE;

  if (!job->base.changes->is_reset)
    ktg_changes_clear (job->base.changes);
  return FALSE;
}

/* TRUE if the reserve was let go, so that the work may be tried once more. */
static gboolean
make_room (Job *job)
{
  if (!job->type->may_use_reserve || !ktg_store_error_is_full_disk (job->error)
      || !ktg_profile_make_room (job->base.profile))
    return FALSE;

  g_clear_error (&job->error);
  return TRUE;
}

/* After a write of unknown outcome the profile is read anew, so that what the list shows is what is
 * on the disk. */
static void
do_work (Job *job)
{
  KtgChanges *changes = job->base.changes;
  KtgProfile *profile = job->base.profile = job->store->profile;

  if (profile == NULL)
    {
      g_set_error_literal (&job->error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_FAILED,
                           "The profile is closed");
      return;
    }

  if (g_cancellable_set_error_if_cancelled (job->base.cancellable, &job->error)
      || !ktg_profile_make_ready (profile, changes, &job->error) || try_work (job)
      || (make_room (job) && try_work (job)))
    return;

  if (g_error_matches (job->error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN))
    ktg_profile_reopen (profile, changes, NULL);
}

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  switch (job->kind)
    {
    case JOB_OPEN:
      open_profile (job);
      break;
    case JOB_WORK:
      do_work (job);
      break;
    case JOB_CLOSE:
      g_clear_pointer (&job->store->profile, ktg_profile_close);
      break;
    }

  if (job->error != NULL)
    ktg_store_error_restate (&job->error);
  job->is_disk_full = job->store->profile != NULL && job->store->profile->is_disk_full;

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, job_done_cb, job, free_job);
  g_source_attach (source, job->store->context);
}

static void
ktg_store_finalize (GObject *object)
{
  KtgStore *self = KTG_STORE (object);

  g_thread_pool_free (self->worker, FALSE, FALSE);
  g_clear_pointer (&self->profile, ktg_profile_close);
  g_clear_pointer (&self->evidence, ktg_evidence_folder_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->reserve_path, g_free);
  g_clear_object (&self->summaries);
  g_clear_object (&self->packs);
  g_clear_pointer (&self->key, ktg_signing_key_unref);
  g_clear_pointer (&self->notes, ktg_server_notes_free);
  g_clear_pointer (&self->account, ktg_account_free);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (ktg_store_parent_class)->finalize (object);
}

static void
ktg_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_DISK_FULL)
    g_value_set_boolean (value, KTG_STORE (object)->is_disk_full);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ktg_store_class_init (KtgStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ktg_store_finalize;
  object_class->get_property = ktg_store_get_property;

  /**
   * KtgStore:disk-full:
   *
   * What is written from now on may find no room: the reserve was needed, or could not be made.
   */
  props[PROP_DISK_FULL] = g_param_spec_boolean ("disk-full",
                                                NULL,
                                                NULL,
                                                FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ktg_store_init (KtgStore *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->summaries = ktg_summary_list_new ();
  self->worker = g_thread_pool_new (run_job, NULL, 1, TRUE, NULL);
}

/**
 * ktg_store_push:
 * @type: what is to be done, in the worker's order
 * @input: (transfer full): for it
 * @cancellable: (nullable): reads only; what was written is reported as written
 *
 * The door to the worker.
 */
void
ktg_store_push (KtgStore               *self,
                const KtgStoreWorkType *type,
                gpointer                input,
                GCancellable           *cancellable,
                GAsyncReadyCallback     callback,
                gpointer                user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job   *job = new_job (JOB_WORK, self, task);

  g_task_set_source_tag (task, (gpointer)type);
  job->type = type;
  job->base.input = input;
  g_thread_pool_push (self->worker, job, NULL);
}

/**
 * ktg_store_watch_packs:
 * @packs: whose readers are told where the worker kept one
 */
void
ktg_store_watch_packs (KtgStore *self, KtgPackFolder *packs)
{
  g_set_object (&self->packs, packs);
}

/**
 * ktg_store_open_async:
 * @profile_dir: made with mode 0700 when it is absent
 * @now_us: µs since the epoch; imported files that nothing has named for a day before it go
 *
 * The store belongs to the thread that calls this, and calls back on its main context. Makes the
 * device's key at the first start. Recovers: what an interrupted import left goes, a projection
 * that disagrees is rebuilt.
 */
void
ktg_store_open_async (const char         *profile_dir,
                      gint64              now_us,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (KtgStore) self = NULL;
  GTask *task;
  Job   *job;

  g_return_if_fail (profile_dir != NULL);

  self = g_object_new (KTG_TYPE_STORE, NULL);
  self->folder = g_strdup (profile_dir);
  self->reserve_path = g_build_filename (profile_dir, "reserve", NULL);
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, ktg_store_open_async);
  job = new_job (JOB_OPEN, self, task);
  job->folder = g_strdup (profile_dir);
  job->now_us = now_us;
  g_thread_pool_push (self->worker, job, NULL);
}

/**
 * ktg_store_open_finish:
 *
 * Returns: (transfer full): the store, or NULL; KTG_STORE_ERROR_IN_USE, KTG_STORE_ERROR_TOO_NEW,
 *   KTG_STORE_ERROR_NO_KEY, KTG_STORE_ERROR_DAMAGED, KTG_STORE_ERROR_NO_SPACE or
 * KTG_STORE_ERROR_FAILED
 */
KtgStore *
ktg_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ktg_store_close_async:
 *
 * After all work asked for before. What is asked for later fails.
 */
void
ktg_store_close_async (KtgStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KTG_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ktg_store_close_async);
  g_thread_pool_push (self->worker, new_job (JOB_CLOSE, self, task), NULL);
}

/**
 * ktg_store_close_finish:
 *
 * Returns: whether the profile was closed in order
 */
KTG_STORE_DEFINE_FINISH (close, gboolean, boolean)

/**
 * ktg_store_get_summaries:
 *
 * Returns: (transfer none) (element-type KtgSummary): reports and drafts in no order; on the thread
 * that opened the store
 */
GListModel *
ktg_store_get_summaries (KtgStore *self)
{
  g_return_val_if_fail (KTG_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->summaries);
}

/**
 * ktg_store_get_summary:
 * @id: a report or draft
 *
 * Returns: (transfer none) (nullable): what the list shows of it
 */
KtgSummary *
ktg_store_get_summary (KtgStore *self, const char *id)
{
  g_return_val_if_fail (KTG_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return ktg_summary_list_lookup (self->summaries, id);
}

/**
 * ktg_store_holds_folder:
 * @folder: which need not be there
 *
 * By whichever links and ways it was named. For any thread.
 *
 * Returns: whether it is the profile's, or one in it
 */
gboolean
ktg_store_holds_folder (KtgStore *self, const char *folder)
{
  g_autofree char *own = realpath (self->folder, NULL);
  g_autofree char *real = realpath (folder, NULL);
  gsize            n = own != NULL ? strlen (own) : 0;

  return own != NULL && real != NULL && strncmp (real, own, n) == 0
         && (real[n] == '\0' || real[n] == '/');
}

/**
 * ktg_store_get_device:
 *
 * Returns: (transfer none): the public key of this device
 */
const char *
ktg_store_get_device (KtgStore *self)
{
  g_return_val_if_fail (KTG_IS_STORE (self), NULL);

  return ktg_signing_key_get_public (self->key);
}

/**
 * ktg_store_get_account:
 *
 * Returns: (transfer none) (nullable): %NULL before enrolment
 */
const KtgAccount *
ktg_store_get_account (KtgStore *self)
{
  g_return_val_if_fail (KTG_IS_STORE (self), NULL);

  return self->account;
}

/**
 * ktg_store_get_server_offset_ms:
 * @offset_ms: (out): server minus this device's clock, as the last news said
 *
 * Returns: FALSE before the first
 */
gboolean
ktg_store_get_server_offset_ms (KtgStore *self, gint64 *offset_ms)
{
  g_return_val_if_fail (KTG_IS_STORE (self), FALSE);

  if (self->has_server_offset)
    *offset_ms = self->server_offset_ms;
  return self->has_server_offset;
}

/**
 * ktg_store_get_sending_rules:
 *
 * Returns: (transfer none): what the officer allows to be sent; changes in place
 */
const KtgSendingRules *
ktg_store_get_sending_rules (KtgStore *self)
{
  g_return_val_if_fail (KTG_IS_STORE (self), NULL);

  return &self->rules;
}

/**
 * ktg_store_get_server_notes:
 *
 * Returns: (transfer none): what people have to be told of the server; replaced by later answers
 */
const KtgServerNotes *
ktg_store_get_server_notes (KtgStore *self)
{
  g_return_val_if_fail (KTG_IS_STORE (self), NULL);

  return self->notes;
}

/**
 * ktg_store_is_disk_full:
 *
 * Returns: #KtgStore:disk-full
 */
gboolean
ktg_store_is_disk_full (KtgStore *self)
{
  g_return_val_if_fail (KTG_IS_STORE (self), FALSE);

  return self->is_disk_full;
}

/**
 * ktg_store_begin_evidence:
 *
 * Room for the bytes of one file, written while its source is read, on whichever thread that is;
 * then ktg_store_import_evidence_async() makes evidence of it. On a full disk the first byte is
 * refused unless there is room for the reserve, too.
 *
 * Returns: (transfer full): a file without bytes, or %NULL: %KTG_STORE_ERROR_FAILED where too many
 * are on their way
 */
KtgIncoming *
ktg_store_begin_evidence (KtgStore *self, GError **error)
{
  g_return_val_if_fail (KTG_IS_STORE (self), NULL);

  return ktg_incoming_new (self->evidence, self->is_disk_full ? self->reserve_path : NULL, error);
}

/**
 * ktg_store_sign_request:
 * @line: the request
 * @tag: (nullable): the key of the server that is asked
 * @created_s: seconds since the epoch
 *
 * The signature over an HTTP request, made with the device's key, which never leaves the store.
 */
void
ktg_store_sign_request (KtgStore                         *self,
                        const struct _KtgHttpRequestLine *line,
                        const char                       *tag,
                        gint64                            created_s,
                        const char                       *nonce,
                        char                            **signature_input,
                        char                            **signature)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_http_signature_make (line, self->key, tag, created_s, nonce, signature_input, signature);
}
