/* ktg-introduce-endpoint.c - POST /v1/introduce
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-introduce-endpoint.h"

#include "ktg-account-answer.h"
#include "ktg-catalog.h"
#include "ktg-service.h"

#include <ktg-enrol-json.h>

typedef struct
{
  KtgService     *service;
  KtgHttpRequest *request;
  char           *key;
  KtgVisitor      visitor;
} Visit;

static Visit *
visit_new (KtgService *service, KtgHttpRequest *request, char *key)
{
  Visit *self = g_new0 (Visit, 1);

  self->service = service;
  self->request = ktg_http_request_ref (request);
  self->key = key;
  self->visitor.key = key;
  self->visitor.now_ms = ktg_service_get_now_ms ();
  self->visitor.centre_ms
      = ktg_roster_tell_centre_ms (ktg_archive_get_roster (service->archive), self->visitor.now_ms);
  self->visitor.offers = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_offer_free);
  return self;
}

static void
visit_free (Visit *self)
{
  ktg_visitor_clear (&self->visitor);
  g_ptr_array_unref (self->visitor.offers);
  ktg_http_request_unref (self->request);
  g_free (self->key);
  g_free (self);
}

static void
answer (Visit *self, KtgHttpAnswer *what)
{
  ktg_http_request_answer (self->request, what);
  visit_free (self);
}

/* --- on the writer's thread --- */

static gboolean
visit_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Visit *self = data;

  return ktg_catalog_introduce (catalog, &self->visitor, error);
}

static KtgHttpAnswer *
new_refusal (const Visit *self)
{
  return ktg_http_answer_new_problem (403,
                                      self->visitor.refusal,
                                      "What is shown does not let this device in");
}

static void
visit_done (gpointer data, const GError *error)
{
  Visit *self = data;

  if (error != NULL)
    {
      answer (self, ktg_http_answer_new_busy ());
      return;
    }

  ktg_admission_charge_links (self->service->admission, self->key, self->visitor.n_links);
  ktg_roster_put_all (ktg_archive_get_roster (self->service->archive), self->visitor.changed);
  answer (self,
          self->visitor.refusal != NULL ? new_refusal (self)
                                        : ktg_account_answer_new (self->service,
                                                                  self->visitor.device,
                                                                  self->visitor.officer,
                                                                  self->visitor.chain));
}

/* --- before --- */

/* NULL when it is read. */
static KtgHttpAnswer *
read_chain (Visit *self)
{
  g_autoptr (GPtrArray) chain
      = ktg_shown_chain_parse (ktg_http_request_get_body (self->request), NULL);

  if (chain == NULL)
    return ktg_http_answer_new_problem (400, "request", "The message cannot be read");

  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (self->visitor.offers, ktg_offer_new (g_ptr_array_index (chain, i), NULL));
  return NULL;
}

/**
 * ktg_introduce_endpoint_ready:
 * @service: the #KtgService
 *
 * The request is here, with its body. On an HTTP thread.
 */
void
ktg_introduce_endpoint_ready (KtgHttpRequest *request, gpointer service)
{
  static const KtgWriterJob job = { visit_work, visit_done };
  KtgService               *self = service;
  char                     *key = NULL;
  KtgHttpAnswer            *refusal = ktg_admission_check_stranger (self->admission, request, &key);
  Visit                    *visit;

  if (refusal != NULL)
    {
      ktg_http_request_answer (request, refusal);
      return;
    }

  visit = visit_new (self, request, key);
  refusal = ktg_admission_check_visitor (self->admission, key);
  if (refusal == NULL)
    refusal = read_chain (visit);
  if (refusal != NULL)
    answer (visit, refusal);
  else if (!ktg_writer_push (ktg_archive_get_writer (self->archive), &job, visit))
    answer (visit, ktg_http_answer_new_busy ());
}
