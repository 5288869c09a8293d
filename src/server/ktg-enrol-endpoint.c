/* ktg-enrol-endpoint.c - POST /v1/enrol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrol-endpoint.h"

#include "ktg-code-table.h"
#include "ktg-device-table.h"
#include "ktg-enrolment-table.h"
#include "ktg-service.h"

#include <ktg-base64url.h>
#include <ktg-enrol-json.h>
#include <ktg-sealed-box.h>
#include <ktg-sha256.h>

#include <string.h>

typedef struct
{
  KtgService      *service;
  KtgHttpRequest  *request;
  KtgEnrolRequest *message;
  GBytes          *hash; /* NULL when what was typed cannot be a code */
  gint64           now_ms;

  const char      *refusal; /* static */
  KtgDevice       *device;
  KtgEnrolmentRow *account; /* what the device is now */
} Enrolment;

static void
enrolment_free (Enrolment *self)
{
  ktg_enrol_request_free (self->message);
  g_clear_pointer (&self->hash, g_bytes_unref);
  g_clear_pointer (&self->device, ktg_device_unref);
  g_clear_pointer (&self->account, ktg_enrolment_row_free);
  ktg_http_request_unref (self->request);
  g_free (self);
}

/* --- on the writer's thread --- */

static gboolean
is_revoked (Enrolment *self, const KtgDevice *known)
{
  KtgRoster *roster = ktg_archive_get_roster (self->service->archive);
  g_autoptr (KtgDevice) present = ktg_roster_dup_device (roster, self->message->device);

  return (known != NULL && known->is_revoked) || (present != NULL && present->is_revoked);
}

static const char *
judge_code (Enrolment *self, const KtgCode *code, const KtgDevice *known)
{
  if (code == NULL)
    return "code-wrong";
  if (known != NULL && strcmp (known->key, self->message->device) != 0)
    return "key-taken";
  if (is_revoked (self, known))
    return "revoked";
  if (code->used_by != 0)
    return known != NULL && known->number == code->used_by ? NULL : "code-used";
  if (code->cancelled_at_ms != 0)
    return "code-cancelled";

  return code->expires_at_ms <= self->now_ms ? "code-expired" : NULL;
}

/* A code of this device's own changes nothing, however old: the device may since be somebody
 * else's. */
static gboolean
enrol_device (Enrolment *self, KtgDb *db, const KtgCode *code, KtgDevice *known, GError **error)
{
  if (code->used_by != 0)
    self->device = ktg_device_ref (known);
  else if (!ktg_device_table_enrol (db,
                                    self->message->device,
                                    self->message->name,
                                    code,
                                    self->now_ms,
                                    &self->device,
                                    error)
           || !ktg_code_table_use (db, self->hash, self->device->number, self->now_ms, error))
    return FALSE;

  return ktg_enrolment_table_find (db, self->device->enrolment, &self->account, error);
}

static gboolean
enrolment_work (KtgDb *db, gpointer data, GError **error)
{
  Enrolment *self = data;
  g_autoptr (KtgCode) code = NULL;
  g_autoptr (KtgDevice) known = NULL;

  g_clear_pointer (&self->device, ktg_device_unref);
  g_clear_pointer (&self->account, ktg_enrolment_row_free);
  if (!ktg_device_table_find_namesake (db, self->message->device, &known, error)
      || (self->hash != NULL && !ktg_code_table_find (db, self->hash, &code, error)))
    return FALSE;

  self->refusal = judge_code (self, code, known);
  return self->refusal != NULL || enrol_device (self, db, code, known, error);
}

static KtgHttpAnswer *
new_answer (Enrolment *self)
{
  g_autoptr (GBytes) content = NULL;
  KtgAccount account = {
    .device = self->device->key,
    .officer = self->account->officer,
    .role = (char *)ktg_role_get_name (self->device->role),
    .region = self->device->region,
    .server_key = (char *)ktg_signing_key_get_public (ktg_archive_get_key (self->service->archive)),
  };

  content = ktg_account_json_write (&account);
  return ktg_http_answer_new (200, "application/json", content);
}

static void
enrolment_done (gpointer data, const GError *error)
{
  Enrolment     *self = data;
  KtgHttpAnswer *answer;

  if (error != NULL)
    answer = ktg_http_answer_new_busy ();
  else if (self->refusal != NULL)
    answer
        = ktg_http_answer_new_problem (403, self->refusal, "This code does not enrol this device");
  else
    {
      ktg_roster_put (ktg_archive_get_roster (self->service->archive),
                      ktg_device_ref (self->device));
      answer = new_answer (self);
    }

  ktg_http_request_answer (self->request, answer);
  enrolment_free (self);
}

/* --- before --- */

static void
begin (KtgService *service, KtgHttpRequest *request, KtgEnrolRequest *message, gint64 now_ms)
{
  static const KtgWriterJob job = { enrolment_work, enrolment_done };
  Enrolment                *self = g_new0 (Enrolment, 1);

  self->service = service;
  self->request = ktg_http_request_ref (request);
  self->message = message;
  self->hash = ktg_code_dup_hash (message->code);
  self->now_ms = now_ms;
  if (ktg_writer_push (ktg_archive_get_writer (service->archive), &job, self))
    return;

  ktg_http_request_answer (request, ktg_http_answer_new_busy ());
  enrolment_free (self);
}

static KtgEnrolRequest *
open_message (KtgService *service, GBytes *body)
{
  g_autofree char *sealed = ktg_enrol_seal_parse (body, NULL);
  g_autoptr (GBytes) box = sealed != NULL ? ktg_base64url_dup_bytes (sealed) : NULL;
  g_autoptr (GBytes) content = NULL;

  if (box != NULL)
    content = ktg_sealed_box_open (box, ktg_archive_get_key (service->archive));

  return content != NULL ? ktg_enrol_request_parse (content, NULL) : NULL;
}

/**
 * ktg_enrol_endpoint_ready:
 * @service: the #KtgService
 *
 * The request is here, with its body. On an HTTP thread.
 */
void
ktg_enrol_endpoint_ready (KtgHttpRequest *request, gpointer service)
{
  KtgService      *self = service;
  gint64           now_ms = ktg_service_get_now_ms ();
  g_autofree char *key = NULL;
  g_autoptr (KtgEnrolRequest) message = NULL;
  KtgHttpAnswer *refusal = ktg_admission_check_stranger (self->admission, request, &key);

  if (refusal == NULL)
    {
      message = open_message (self, ktg_http_request_get_body (request));
      if (message == NULL)
        refusal = ktg_http_answer_new_problem (400,
                                               "request",
                                               "Nothing readable is sealed for this key");
      else if (g_strcmp0 (message->device, key) != 0)
        refusal = ktg_http_answer_new_problem (401, "signature", "Another key signed than enrols");
    }

  if (refusal != NULL)
    ktg_http_request_answer (request, refusal);
  else
    begin (self, request, g_steal_pointer (&message), now_ms);
}
