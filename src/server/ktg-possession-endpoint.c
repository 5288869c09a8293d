/* ktg-possession-endpoint.c - POST /v1/files/{name}
 *
 * A device that holds a file which is here whole shows that, and need not bring it. The writer
 * looks up what it may prove and counts it against the day, a file thread reads the file, and only
 * then is the delivery put on record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-possession-endpoint.h"

#include "ktg-catalog.h"
#include "ktg-depot-reader.h"
#include "ktg-http-body.h"
#include "ktg-problem-answer.h"
#include "ktg-receipt-answer.h"
#include "ktg-service.h"

#include <ktg-possession-json.h>
#include <ktg-possession.h>
#include <ktg-sha256.h>

#define PIECE_BYTES (64 * 1024)

typedef struct
{
  KtgService         *service;
  KtgHttpRequest     *request;
  KtgDevice          *device;
  gint64              now_ms;
  KtgPossessionProof *proof;

  /* found by the writer */
  KtgUploadRow *row; /* NULL: nothing of this name is to be brought */
  gboolean      is_open;
  gboolean      is_over_budget;
  GPtrArray    *carried; /* (element-type KtgDelivery) */

  /* and by who read the file */
  gboolean is_held;
} Showing;

static void
showing_free (Showing *self)
{
  g_clear_pointer (&self->carried, g_ptr_array_unref);
  ktg_upload_row_free (self->row);
  ktg_possession_proof_free (self->proof);
  ktg_device_unref (self->device);
  ktg_http_request_unref (self->request);
  g_free (self);
}

static void
answer (Showing *self, KtgHttpAnswer *what)
{
  ktg_http_request_answer (self->request, what);
  showing_free (self);
}

static KtgHttpAnswer *
new_unproven_answer (void)
{
  return ktg_http_answer_new_problem (409, "possession", "That proves nothing: bring the file");
}

/* --- the end --- */

/* What the device brought of it is needed no more. */
static void
tell (gpointer data)
{
  Showing           *self = data;
  const KtgDelivered file
      = { self->row->sha256, self->row->file_bytes, self->row->delivery, self->carried };
  g_autofree char *part = ktg_depot_dup_part_name (self->device->number, self->row->sha256);

  ktg_depot_drop_partial (ktg_archive_get_depot (self->service->archive), part);
  answer (self, ktg_receipt_answer_new (self->service, self->device, &file));
}

static gboolean
deliver_carried (Showing *self, KtgCatalog *catalog, GError **error)
{
  g_clear_pointer (&self->carried, g_ptr_array_unref);
  self->carried = ktg_catalog_deliver_carried (catalog,
                                               self->device,
                                               self->row->sha256,
                                               ktg_service_get_now_ms (),
                                               error);
  return self->carried != NULL;
}

static gboolean
record_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Showing *self = data;

  return ktg_catalog_deliver (catalog,
                              self->device,
                              self->row->sha256,
                              ktg_service_get_now_ms (),
                              &self->row->delivery,
                              error)
         && deliver_carried (self, catalog, error);
}

/* It may have gone meanwhile. */
static void
record_done (gpointer data, const GError *error)
{
  Showing *self = data;

  if (error != NULL)
    answer (self, ktg_http_answer_new_busy ());
  else if (self->row->delivery == 0)
    answer (self, new_unproven_answer ());
  else
    ktg_desk_push (self->service->desk, tell, self);
}

/* --- the file --- */

/* All of it, or what there is of it before the disk fails. */
static void
read_into (KtgPossession *possession, KtgDepotReader *reader)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize             n;

  while ((n = ktg_depot_reader_read (reader, piece, PIECE_BYTES, NULL)) > 0)
    ktg_possession_update (possession, piece, (gsize)n);
}

static gboolean
compare (const Showing *self)
{
  KtgArchive              *archive = self->service->archive;
  const KtgPossessionClaim claim = {
    .nonce = self->proof->nonce,
    .device = self->device->key,
    .node = ktg_signing_key_get_public (ktg_archive_get_key (archive)),
    .sha256 = self->row->sha256,
    .bytes = self->row->file_bytes,
  };
  g_autoptr (KtgPossession) possession = ktg_possession_new (&claim);
  g_autoptr (KtgDepotReader) reader
      = ktg_depot_reader_open (ktg_archive_get_depot (archive), self->row->sha256, NULL);

  if (reader == NULL)
    return FALSE;

  read_into (possession, reader);
  return ktg_possession_get_n_bytes (possession) == claim.bytes
         && ktg_possession_is (possession, self->proof->mac);
}

static void
look_at_file (gpointer data)
{
  static const KtgWriterJob job = { record_work, record_done };
  Showing                  *self = data;

  if (compare (self))
    ktg_writer_push_always (ktg_archive_get_writer (self->service->archive), &job, self);
  else
    answer (self, new_unproven_answer ());
}

/* --- what it may prove, on the writer's thread --- */

static gboolean
is_open (Showing *self)
{
  const KtgChallenge what = { self->device->number, self->row->sha256 };

  return self->row->is_complete
         && ktg_challenges_take (self->service->challenges,
                                 &what,
                                 self->proof->nonce,
                                 self->now_ms);
}

static void
charge (Showing *self)
{
  KtgDayBudget *budget = self->service->file_budget;

  self->is_over_budget
      = !ktg_day_budget_allows (budget, self->device->number, self->row->file_bytes, self->now_ms);
  if (!self->is_over_budget)
    ktg_day_budget_spend (budget,
                          self->device->number,
                          (gint64)self->row->file_bytes,
                          self->now_ms);
}

static gboolean
look_up_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Showing *self = data;

  g_clear_pointer (&self->row, ktg_upload_row_free);
  return ktg_catalog_find_upload (catalog,
                                  self->device,
                                  ktg_http_request_get_parameter (self->request),
                                  &self->row,
                                  error)
         && (self->row == NULL || !self->row->is_delivered
             || deliver_carried (self, catalog, error));
}

/* The nonce is used up only once the job is not run again. */
static void
look_up_done (gpointer data, const GError *error)
{
  Showing *self = data;

  if (error != NULL)
    answer (self, ktg_http_answer_new_busy ());
  else if (self->row == NULL)
    answer (self,
            ktg_http_answer_new_problem (404,
                                         "unknown-file",
                                         "No event of this device names this file"));
  else if (self->row->is_delivered)
    ktg_desk_push (self->service->desk, tell, self);
  else if (!is_open (self))
    answer (self, new_unproven_answer ());
  else
    {
      charge (self);
      if (self->is_over_budget)
        answer (self,
                ktg_problem_answer_new_later (429,
                                              "day-budget",
                                              "The device brought enough for today"));
      else
        ktg_desk_push (self->service->file_desk, look_at_file, self);
    }
}

/* --- before --- */

static KtgHttpAnswer *
read_proof (Showing *self)
{
  g_autoptr (GBytes) body = NULL;
  KtgHttpAnswer *refusal = ktg_http_body_unpack (self->request, KTG_POSSESSION_MAX_BYTES, &body);

  if (refusal != NULL)
    return refusal;

  self->proof = ktg_possession_proof_parse (body, NULL);
  if (self->proof == NULL)
    return ktg_http_answer_new_problem (400, "request", "The message cannot be read");

  return ktg_sha256_is_name (ktg_http_request_get_parameter (self->request))
             ? NULL
             : ktg_http_answer_new_problem (404, "unknown-file", "This is no hash");
}

/**
 * ktg_possession_endpoint_ready:
 * @request: with its body
 * @service: the #KtgService
 *
 * On an HTTP thread.
 */
void
ktg_possession_endpoint_ready (KtgHttpRequest *request, gpointer service)
{
  static const KtgWriterJob job = { look_up_work, look_up_done };
  Showing                  *self = g_new0 (Showing, 1);
  KtgHttpAnswer            *refusal;

  self->service = service;
  self->request = ktg_http_request_ref (request);
  self->now_ms = ktg_service_get_now_ms ();
  refusal = ktg_admission_check (self->service->admission, request, self->now_ms, &self->device);
  if (refusal == NULL)
    refusal = read_proof (self);

  if (refusal != NULL)
    answer (self, refusal);
  else if (!ktg_writer_push (ktg_archive_get_writer (self->service->archive), &job, self))
    answer (self, ktg_http_answer_new_busy ());
}
