/* ktg-office-ask.c - what an office's device asks about those below it, from the head to the answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-ask.h"

#include "ktg-problem-answer.h"

#include <ktg-office-json.h>

/* With how it is dealt with, until it was answered. */
typedef struct
{
  KtgOfficeAsk            ask;
  const KtgOfficeAskKind *kind;
} Errand;

static void
free_by (gpointer what, GDestroyNotify free_what)
{
  if (what != NULL && free_what != NULL)
    free_what (what);
}

static void
errand_free (Errand *self)
{
  free_by (self->ask.message, self->kind->free_message);
  free_by (self->ask.plan, self->kind->free_plan);
  ktg_asked_clear (&self->ask.asked);
  g_clear_pointer (&self->ask.rows, g_ptr_array_unref);
  g_clear_pointer (&self->ask.device, ktg_device_unref);
  ktg_http_request_unref (self->ask.request);
  g_free (self);
}

static void
answer (Errand *self, KtgHttpAnswer *what)
{
  ktg_http_request_answer (self->ask.request, what);
  errand_free (self);
}

static guint
get_status (const char *refusal)
{
  return g_str_equal (refusal, "too-many-codes") || g_str_equal (refusal, "code-used") ? 409 : 403;
}

/* --- on the writer's thread --- */

static gboolean
errand_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Errand *self = data;

  g_clear_pointer (&self->ask.rows, g_ptr_array_unref);
  return self->kind->work (catalog, &self->ask, error);
}

/* On a desk: a list may be long. */
static void
tell (gpointer data)
{
  Errand *self = data;
  g_autoptr (GBytes) content = self->kind->answer (&self->ask);

  answer (self, ktg_http_answer_new (200, "application/json", content));
}

/* What is done is this server's word, so it has to be one that it may say. */
static const char *
get_refusal (const KtgAsked *asked, const GError *error)
{
  return g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_ITS_OWN)
             ? KTG_ASKED_NOT_BELOW
             : asked->refusal;
}

static void
errand_done (gpointer data, const GError *error)
{
  Errand         *self = data;
  const KtgAsked *asked = &self->ask.asked;
  const char     *refusal = get_refusal (asked, error);

  if (refusal != NULL)
    {
      answer (self,
              ktg_http_answer_new_problem (get_status (refusal),
                                           refusal,
                                           "This device may not do that, or not any more"));
      return;
    }
  if (error != NULL)
    {
      answer (self, ktg_http_answer_new_busy ());
      return;
    }

  if (asked->changed != NULL)
    ktg_roster_put_all (ktg_archive_get_roster (self->ask.service->archive), asked->changed);
  ktg_desk_push (self->ask.service->desk, tell, self);
}

/* --- before --- */

static KtgHttpAnswer *
judge (Errand *self)
{
  KtgHttpAnswer *refusal = ktg_admission_check (self->ask.service->admission,
                                                self->ask.request,
                                                self->ask.now_ms,
                                                &self->ask.device);

  if (refusal != NULL)
    return refusal;
  if (self->ask.device->role == KTG_ROLE_OFFICER || self->ask.device->is_node)
    return ktg_http_answer_new_problem (403,
                                        "not-an-office",
                                        "An officer or a relay admits nobody");
  if (!ktg_budgets_take_request (self->ask.service->budgets,
                                 self->ask.device->number,
                                 KTG_BUDGET_OFFICE_PRICE - 1,
                                 g_get_monotonic_time ()))
    return ktg_problem_answer_new_too_many ();

  self->ask.message = self->kind->read (self->ask.request);
  if (self->ask.message == NULL
      || (self->kind->prepare != NULL && !self->kind->prepare (&self->ask)))
    return ktg_http_answer_new_problem (400, "request", "What is asked cannot be read");

  return NULL;
}

/**
 * ktg_office_ask_begin:
 * @service: what every request needs
 * @request: is here, with its body
 * @kind: how it is dealt with; static
 *
 * On an HTTP thread. It is answered once it is on record.
 */
void
ktg_office_ask_begin (KtgService *service, KtgHttpRequest *request, const KtgOfficeAskKind *kind)
{
  static const KtgWriterJob job = { errand_work, errand_done };
  Errand                   *self = g_new0 (Errand, 1);
  KtgHttpAnswer            *refusal;

  self->kind = kind;
  self->ask.service = service;
  self->ask.request = ktg_http_request_ref (request);
  self->ask.now_ms = ktg_service_get_now_ms ();
  refusal = judge (self);
  if (refusal != NULL)
    answer (self, refusal);
  else if (!ktg_writer_push (ktg_archive_get_writer (service->archive), &job, self))
    answer (self, ktg_http_answer_new_busy ());
}

/**
 * ktg_office_ask_get_asker:
 * @self: under way
 *
 * Returns: who asks, borrowed
 */
KtgAsker
ktg_office_ask_get_asker (const KtgOfficeAsk *self)
{
  return (KtgAsker){ self->device, self->now_ms };
}

/**
 * ktg_office_ask_read_subject:
 * @request: is here, with its body
 *
 * Returns: (transfer full) (nullable): the #KtgOfficeSubject that it is about; NULL: it cannot be
 * read
 */
gpointer
ktg_office_ask_read_subject (KtgHttpRequest *request)
{
  return ktg_office_subject_parse (ktg_http_request_get_body (request), NULL);
}

/**
 * ktg_office_ask_answer_done:
 * @self: under way
 *
 * Returns: (transfer full): that it is done, and no more
 */
GBytes *
ktg_office_ask_answer_done (KtgOfficeAsk *self)
{
  return g_bytes_new_static ("{}", 2);
}
