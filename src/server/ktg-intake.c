/* ktg-intake.c - PATCH and HEAD /v1/files/{name}
 *
 * An upload belongs to a device and a hash, and nobody else can touch it. One request at a time has
 * it. The newest takes it over: the one before is cut, what it brought is made durable and
 * recorded, and only then is the new one told, or let on. Who has which upload is known to the
 * writer's thread alone, where offsets are recorded, so the two never disagree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-intake.h"

#include "ktg-catalog.h"
#include "ktg-inflow.h"
#include "ktg-problem-answer.h"

#include <string.h>

/* The writer's thread's own. */
typedef struct
{
  KtgInflow *holder;
  KtgInflow *next; /* waits for the holder to settle */
} Claim;

struct _KtgIntake
{
  KtgService *service;
  GHashTable *claims;        /* part → Claim; the writer's thread's own, like the next */
  guint64     charged_bytes; /* what those that flow are to bring, all together */
};

static void push_look_up (KtgInflow *upload, gboolean is_promised);

static KtgIntake *
get_intake (const KtgInflow *upload)
{
  return upload->service->intake;
}

static KtgWriter *
get_writer (const KtgInflow *upload)
{
  return ktg_archive_get_writer (upload->service->archive);
}

/* --- answering --- */

static void
send_answer (gpointer data)
{
  g_autoptr (KtgInflow) upload = data;

  ktg_inflow_tidy (upload);
  ktg_http_request_answer (upload->request, ktg_inflow_new_answer (upload));
}

static void
refuse (KtgInflow *upload, KtgHttpAnswer *answer)
{
  ktg_http_request_answer (upload->request, answer);
  ktg_inflow_unref (upload);
}

/* --- the end of a claim --- */

/* What was let on may fill the disk and the day; what did not come of it is given back. */
static void
charge (KtgIntake *self, KtgInflow *upload)
{
  upload->is_charged = TRUE;
  self->charged_bytes += upload->length;
  ktg_day_budget_spend (self->service->file_budget,
                        upload->device->number,
                        (gint64)upload->length,
                        ktg_service_get_now_ms ());
}

static void
discharge (KtgIntake *self, KtgInflow *upload)
{
  if (!upload->is_charged)
    return;

  upload->is_charged = FALSE;
  self->charged_bytes -= upload->length;
  ktg_day_budget_spend (self->service->file_budget,
                        upload->device->number,
                        (gint64)upload->taken - (gint64)upload->length,
                        ktg_service_get_now_ms ());
}

static void
release (KtgInflow *upload)
{
  KtgIntake *self = get_intake (upload);
  Claim     *claim = g_hash_table_lookup (self->claims, upload->part);
  g_autoptr (KtgInflow) holder = claim->holder;
  KtgInflow *next = claim->next;

  discharge (self, holder);
  g_hash_table_remove (self->claims, holder->part);
  if (next != NULL)
    push_look_up (next, TRUE);
}

static gboolean
deliver_carried (KtgCatalog *catalog, KtgInflow *upload, GError **error)
{
  g_clear_pointer (&upload->carried, g_ptr_array_unref);
  upload->carried = ktg_catalog_deliver_carried (catalog,
                                                 upload->device,
                                                 upload->sha256,
                                                 ktg_service_get_now_ms (),
                                                 error);
  return upload->carried != NULL;
}

static gboolean
record_whole (KtgCatalog *catalog, KtgInflow *upload, GError **error)
{
  return ktg_catalog_complete (catalog,
                               upload->device,
                               upload->sha256,
                               upload->offset,
                               ktg_service_get_now_ms (),
                               &upload->delivery,
                               error)
         && deliver_carried (catalog, upload, error);
}

static gboolean
record_offset (KtgCatalog *catalog, const KtgInflow *upload, guint64 offset, GError **error)
{
  return ktg_catalog_note_offset (catalog, upload->device, upload->sha256, offset, error);
}

static gboolean
record_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgInflow *upload = data;

  switch (upload->outcome)
    {
    case KTG_INFLOW_COMPLETE:
      return record_whole (catalog, upload, error);
    case KTG_INFLOW_PARTIAL:
    case KTG_INFLOW_MISMATCH:
    case KTG_INFLOW_LOST:
      return record_offset (catalog, upload, upload->offset, error);
    case KTG_INFLOW_UNCHANGED:
    default:
      return TRUE;
    }
}

static void
record_done (gpointer data, const GError *error)
{
  KtgInflow *upload = data;

  if (error != NULL)
    {
      g_warning ("%s: what came was not recorded: %s", upload->sha256, error->message);
      ktg_http_request_answer (upload->request, ktg_http_answer_new_busy ());
    }
  else
    ktg_desk_push (upload->service->desk, send_answer, ktg_inflow_ref (upload));

  release (upload);
}

static const KtgWriterJob record_job = { record_work, record_done };

static void
settle (gpointer data)
{
  ktg_inflow_settle (data);
  ktg_writer_push_always (get_writer (data), &record_job, data);
}

static void
repair (gpointer data)
{
  ktg_inflow_repair (data);
  ktg_writer_push_always (get_writer (data), &record_job, data);
}

/* Once no more will come. A note that is on its way goes first. */
static void
end_flow (KtgInflow *upload)
{
  gboolean is_noting;

  g_mutex_lock (&upload->lock);
  is_noting = upload->is_noting;
  upload->stage = KTG_INFLOW_SETTLING;
  g_mutex_unlock (&upload->lock);

  if (!is_noting)
    ktg_desk_push (upload->service->file_desk, settle, upload);
}

/* --- notes while it flows --- */

static gboolean
note_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  const KtgInflow *upload = data;

  return upload->is_broken || record_offset (catalog, upload, upload->note_offset, error);
}

static void
note_done (gpointer data, const GError *error)
{
  KtgInflow *upload = data;
  gboolean   is_settling;

  g_mutex_lock (&upload->lock);
  upload->is_noting = FALSE;
  is_settling = upload->stage == KTG_INFLOW_SETTLING;
  g_mutex_unlock (&upload->lock);

  if (is_settling)
    ktg_desk_push (upload->service->file_desk, settle, upload);
}

static void
note (gpointer data)
{
  static const KtgWriterJob job = { note_work, note_done };
  KtgInflow                *upload = data;
  g_autoptr (GError) error = NULL;

  if (!ktg_depot_writer_secure (upload->writer, &error))
    {
      g_warning ("%s: cannot be flushed: %s", upload->sha256, error->message);
      g_mutex_lock (&upload->lock);
      upload->is_broken = TRUE;
      g_mutex_unlock (&upload->lock);
    }

  ktg_writer_push_always (get_writer (upload), &job, upload);
}

static void
begin_note (KtgInflow *upload)
{
  gboolean may_note;

  g_mutex_lock (&upload->lock);
  may_note = !upload->is_noting && !upload->is_broken;
  if (may_note)
    {
      upload->is_noting = TRUE;
      upload->note_offset = upload->noted;
    }
  g_mutex_unlock (&upload->lock);

  if (may_note)
    ktg_desk_push (upload->service->file_desk, note, upload);
}

/* --- the beginning of a claim: all on the writer's thread --- */

/* Texts, codes and revocations go on while files wait. */
static KtgHttpAnswer *
get_want_of_room (KtgIntake *self, const KtgInflow *upload)
{
  if (!ktg_disk_space_takes_file (self->service->disk, self->charged_bytes + upload->length))
    return ktg_problem_answer_new_later (503, "disk-full", "The server has no room for files");
  if (!ktg_day_budget_allows (self->service->file_budget,
                              upload->device->number,
                              upload->length,
                              ktg_service_get_now_ms ()))
    return ktg_problem_answer_new_later (429, "day-budget", "The device brought enough for today");

  return NULL;
}

static KtgHttpAnswer *
get_objection (KtgIntake *self, const KtgInflow *upload)
{
  if (upload->asked_offset != upload->offset)
    return ktg_problem_answer_new_offset (upload->offset);
  if (upload->offset + upload->length > upload->expected_bytes)
    return ktg_http_answer_new_problem (400,
                                        "length",
                                        "The file would be longer than its event says");

  return get_want_of_room (self, upload);
}

/* Whoever gets here holds the claim, and the offset is what is recorded. */
static void
let_flow (KtgIntake *self, KtgInflow *upload)
{
  g_autoptr (GError) error = NULL;

  if (!ktg_inflow_open (upload, &error))
    {
      if (g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED))
        {
          ktg_desk_push (self->service->file_desk, repair, upload);
          return;
        }
      g_warning ("%s: %s", upload->sha256, error->message);
      ktg_http_request_answer (upload->request, ktg_http_answer_new_busy ());
      release (upload);
      return;
    }

  g_mutex_lock (&upload->lock);
  upload->stage = KTG_INFLOW_FLOWING;
  g_mutex_unlock (&upload->lock);
  charge (self, upload);
  if (!ktg_http_request_accept (upload->request))
    release (upload);
}

static void
begin (KtgIntake *self, KtgInflow *upload)
{
  KtgHttpAnswer *answer = NULL;

  if (!upload->is_question)
    {
      answer = get_objection (self, upload);
      if (answer == NULL)
        {
          let_flow (self, upload);
          return;
        }
    }

  ktg_http_request_answer (upload->request,
                           answer != NULL ? answer : ktg_inflow_new_answer (upload));
  release (upload);
}

static void
cut_if_flowing (KtgInflow *upload)
{
  gboolean is_flowing;

  g_mutex_lock (&upload->lock);
  is_flowing = upload->stage == KTG_INFLOW_FLOWING;
  g_mutex_unlock (&upload->lock);

  if (is_flowing)
    ktg_http_request_cut (upload->request);
}

static void
claim_file (KtgIntake *self, KtgInflow *upload)
{
  Claim *claim = g_hash_table_lookup (self->claims, upload->part);

  if (claim == NULL)
    {
      claim = g_new0 (Claim, 1);
      claim->holder = upload;
      g_hash_table_insert (self->claims, upload->part, claim);
      begin (self, upload);
      return;
    }

  if (claim->next != NULL)
    refuse (claim->next, ktg_http_answer_new_busy ());
  claim->next = upload;
  cut_if_flowing (claim->holder);
}

static gboolean
look_up_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgInflow *upload = data;
  g_autoptr (KtgUploadRow) row = NULL;

  if (!ktg_catalog_find_upload (catalog, upload->device, ktg_inflow_get_name (upload), &row, error))
    return FALSE;

  upload->is_known = row != NULL;
  if (row == NULL)
    return TRUE;

  ktg_inflow_set_sha256 (upload, row->sha256);
  upload->is_delivered = row->is_delivered;
  upload->delivery = row->delivery;
  upload->is_complete = row->is_complete;
  upload->expected_bytes = row->is_delivered ? row->file_bytes : row->announced_bytes;
  upload->offset = row->is_delivered ? row->file_bytes : row->offset;
  return !row->is_delivered || deliver_carried (catalog, upload, error);
}

static void
look_up_done (gpointer data, const GError *error)
{
  KtgInflow *upload = data;

  if (error != NULL)
    refuse (upload, ktg_http_answer_new_busy ());
  else if (!upload->is_known)
    refuse (upload,
            ktg_http_answer_new_problem (404,
                                         "unknown-file",
                                         "No event of this device names this file"));
  else if (upload->is_delivered)
    ktg_desk_push (upload->service->desk, send_answer, upload);
  else
    claim_file (get_intake (upload), upload);
}

/* Takes @upload. */
static void
push_look_up (KtgInflow *upload, gboolean is_promised)
{
  static const KtgWriterJob job = { look_up_work, look_up_done };

  if (is_promised)
    ktg_writer_push_always (get_writer (upload), &job, upload);
  else if (!ktg_writer_push (get_writer (upload), &job, upload))
    refuse (upload, ktg_http_answer_new_busy ());
}

/* --- what a request says --- */

static gboolean
read_offset (const char *text, guint64 *offset)
{
  *offset = 0;
  return text == NULL
         || (g_ascii_isdigit (*text)
             && g_ascii_string_to_unsigned (text, 10, 0, KTG_MAX_FILE_BYTES, offset, NULL));
}

/* Nothing else is taken here, so it need not be said. */
static gboolean
is_part (KtgHttpRequest *request)
{
  const char *type = ktg_http_request_get_header (request, "Content-Type");

  return type == NULL || strcmp (type, "application/partial-upload") == 0;
}

static KtgHttpAnswer *
read_patch (KtgHttpRequest *request, KtgInflow *upload)
{
  if (!is_part (request))
    return ktg_http_answer_new_problem (415,
                                        "media-type",
                                        "A part of a file is application/partial-upload");

  if (!read_offset (ktg_http_request_get_header (request, "Upload-Offset"), &upload->asked_offset))
    return ktg_http_answer_new_problem (400, "request", "Upload-Offset is no such number");

  upload->length = ktg_http_request_get_content_length (request);
  upload->is_last = g_strcmp0 (ktg_http_request_get_header (request, "Upload-Complete"), "?1") == 0;
  if (upload->asked_offset + upload->length > KTG_MAX_FILE_BYTES)
    return ktg_http_answer_new_problem (413, "too-large", "The file is too large");

  return NULL;
}

static KtgInflow *
admit (KtgService *service, KtgHttpRequest *request)
{
  g_autoptr (KtgDevice) device = NULL;
  KtgHttpAnswer *refusal
      = ktg_admission_check (service->admission, request, ktg_service_get_now_ms (), &device);

  if (refusal == NULL && !ktg_sha256_is_name (ktg_http_request_get_parameter (request)))
    refusal = ktg_http_answer_new_problem (404, "unknown-file", "This is no hash");
  if (refusal == NULL)
    return ktg_inflow_new (service, request, device);

  ktg_http_request_answer (request, refusal);
  return NULL;
}

/* --- handlers --- */

/**
 * ktg_intake_head_ready:
 * @request: HEAD
 * @service: the #KtgService
 *
 * How much of a file is here? Whoever was bringing it is thereby cut, so that the number holds.
 */
void
ktg_intake_head_ready (KtgHttpRequest *request, gpointer service)
{
  KtgInflow *upload = admit (service, request);

  if (upload == NULL)
    return;

  upload->is_question = TRUE;
  push_look_up (upload, FALSE);
}

/**
 * ktg_intake_patch_ready:
 * @request: PATCH
 * @service: the #KtgService
 *
 * The headers of a part are here; its bytes wait until it is known whether they are wanted.
 */
void
ktg_intake_patch_ready (KtgHttpRequest *request, gpointer service)
{
  KtgInflow     *upload = admit (service, request);
  KtgHttpAnswer *refusal;

  if (upload == NULL)
    return;

  refusal = read_patch (request, upload);
  if (refusal != NULL)
    {
      refuse (upload, refusal);
      return;
    }

  ktg_http_request_set_data (request, upload, NULL);
  push_look_up (upload, FALSE);
}

/* Somebody may be revoked while he brings a file. */
static gboolean
is_shut_out (const KtgInflow *upload)
{
  KtgRoster *roster = ktg_archive_get_roster (upload->service->archive);
  g_autoptr (KtgDevice) present = ktg_roster_dup_device (roster, upload->device->key);

  return present == NULL || present->is_revoked;
}

/* What came before stays and is recorded. */
static void
stop_flow (KtgInflow *upload, KtgHttpAnswer *answer)
{
  ktg_http_request_answer (upload->request, answer);
  end_flow (upload);
}

/**
 * ktg_intake_patch_piece:
 * @request: PATCH
 * @bytes: not kept
 * @size_bytes: of them
 * @service: the #KtgService
 *
 * Some bytes of a part that was let on.
 */
void
ktg_intake_patch_piece (KtgHttpRequest *request,
                        const guint8   *bytes,
                        gsize           size_bytes,
                        gpointer        service)
{
  KtgInflow *upload = ktg_http_request_get_data (request);

  if (is_shut_out (upload))
    stop_flow (upload, ktg_http_answer_new_problem (403, "revoked", "This device was revoked"));
  else if (!ktg_inflow_take (upload, bytes, size_bytes))
    stop_flow (upload, ktg_http_answer_new_busy ());
  else if (ktg_inflow_is_note_due (upload, g_get_monotonic_time ()))
    begin_note (upload);
}

/**
 * ktg_intake_patch_over:
 * @request: PATCH
 * @service: the #KtgService
 *
 * All of a part is here, or it ends early: what came stays. It is answered, if anybody still waits
 * for that, once it is on the disk and on record.
 */
void
ktg_intake_patch_over (KtgHttpRequest *request, gpointer service)
{
  end_flow (ktg_http_request_get_data (request));
}

/**
 * ktg_intake_new:
 * @service: not owned
 */
KtgIntake *
ktg_intake_new (KtgService *service)
{
  KtgIntake *self = g_new0 (KtgIntake, 1);

  self->service = service;
  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  return self;
}

/**
 * ktg_intake_free:
 *
 * Once the HTTP part has stopped and the desks and the writer have nothing left to do.
 */
void
ktg_intake_free (KtgIntake *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->claims);
  g_free (self);
}

static gboolean
cut_all (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgIntake     *self = data;
  GHashTableIter iter;
  gpointer       claim;

  g_hash_table_iter_init (&iter, self->claims);
  while (g_hash_table_iter_next (&iter, NULL, &claim))
    cut_if_flowing (((Claim *)claim)->holder);

  return TRUE;
}

/**
 * ktg_intake_cut_all:
 *
 * The server stops: who brings a file will go on where it was cut. Not on the writer's thread.
 */
void
ktg_intake_cut_all (KtgIntake *self)
{
  ktg_writer_run (ktg_archive_get_writer (self->service->archive), cut_all, self, NULL);
}
