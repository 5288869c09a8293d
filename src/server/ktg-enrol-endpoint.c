/* ktg-enrol-endpoint.c - POST /v1/enrol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrol-endpoint.h"

#include "ktg-account-answer.h"
#include "ktg-catalog.h"
#include "ktg-service.h"

#include <ktg-base64url.h>
#include <ktg-enrol-json.h>
#include <ktg-sealed-box.h>

#include <string.h>

typedef struct
{
  KtgService      *service;
  KtgHttpRequest  *request;
  KtgEnrolRequest *message;
  KtgNewcomer      newcomer;
} Enrolment;

static void
enrolment_free (Enrolment *self)
{
  ktg_enrol_request_free (self->message);
  g_clear_pointer (&self->newcomer.hash, g_bytes_unref);
  ktg_newcomer_clear (&self->newcomer);
  ktg_http_request_unref (self->request);
  g_free (self);
}

/* --- on the writer's thread --- */

static gboolean
enrolment_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Enrolment *self = data;

  return ktg_catalog_enrol (catalog, &self->newcomer, error);
}

static void
enrolment_done (gpointer data, const GError *error)
{
  Enrolment     *self = data;
  KtgHttpAnswer *answer;

  ktg_admission_charge_links (self->service->admission, self->newcomer.key, self->newcomer.n_links);
  if (error != NULL)
    answer = ktg_http_answer_new_busy ();
  else if (self->newcomer.refusal != NULL)
    answer = ktg_http_answer_new_problem (403,
                                          self->newcomer.refusal,
                                          "This device is not enrolled by that");
  else
    {
      ktg_roster_put (ktg_archive_get_roster (self->service->archive),
                      ktg_device_ref (self->newcomer.device));
      answer = ktg_account_answer_new (self->service,
                                       self->newcomer.device,
                                       self->newcomer.officer,
                                       self->newcomer.chain);
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
  self->newcomer.roster = ktg_archive_get_roster (service->archive);
  self->newcomer.key = message->device;
  self->newcomer.is_node = message->is_node;
  self->newcomer.box = message->box;
  self->newcomer.name = message->name;
  self->newcomer.asks_again = message->code == NULL;
  if (message->code != NULL)
    self->newcomer.hash = ktg_code_dup_hash (message->code);
  self->newcomer.now_ms = now_ms;
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
