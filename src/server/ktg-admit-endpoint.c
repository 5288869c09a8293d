/* ktg-admit-endpoint.c - POST /v1/admit: a code for somebody below the office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-admit-endpoint.h"

#include "ktg-code-issue.h"
#include "ktg-office-ask.h"
#include "ktg-roster-lines.h"

#include <ktg-enrolment-code.h>
#include <ktg-office-json.h>
#include <ktg-region-tree.h>

/* A code that is to be made. */
typedef struct
{
  char   *text;
  GBytes *hash;
  KtgCode code; /* borrows from the message */
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->text);
  g_bytes_unref (plan->hash);
  g_free (plan);
}

static gpointer
read_wish (KtgHttpRequest *request)
{
  return ktg_admit_request_parse (ktg_http_request_get_body (request), NULL);
}

static gboolean
prepare (KtgOfficeAsk *ask)
{
  KtgAdmitRequest *wish = ask->message;
  KtgArchive      *archive = ask->service->archive;
  KtgRole          role;
  Plan            *plan;

  if (!ktg_role_from_name (wish->role, &role)
      || (*wish->region == '\0' ? role != KTG_ROLE_CENTRE
                                : !ktg_region_code_is_valid (wish->region)))
    return FALSE;

  ask->plan = plan = g_new0 (Plan, 1);
  plan->text = ktg_enrolment_code_new (ktg_archive_get_root (archive),
                                       ktg_signing_key_get_public (ktg_archive_get_key (archive)));
  plan->hash = ktg_code_dup_hash (plan->text);
  plan->code.officer = wish->name;
  plan->code.role = role;
  plan->code.region = wish->region;
  plan->code.made_at_ms = ask->now_ms;
  plan->code.expires_at_ms = ask->now_ms + KTG_CODE_VALID_MS;
  plan->code.asked_by = ask->device->number;
  return TRUE;
}

static gboolean
work (KtgCatalog *catalog, KtgOfficeAsk *ask, GError **error)
{
  const KtgAsker asker = ktg_office_ask_get_asker (ask);
  const Plan    *plan = ask->plan;

  return ktg_catalog_make_code_for (catalog, &asker, plan->hash, &plan->code, &ask->asked, error);
}

static GBytes *
answer (KtgOfficeAsk *ask)
{
  Plan *plan = ask->plan;
  g_autoptr (KtgCodeLine) line = NULL;

  plan->code.number = ask->asked.number;
  line = ktg_roster_lines_new_code (&plan->code, ask->now_ms);
  line->code = g_strdup (plan->text);
  return ktg_roster_json_write_code (line);
}

/**
 * ktg_admit_endpoint_ready:
 * @service: the #KtgService
 *
 * The request is here, with its body. On an HTTP thread.
 */
void
ktg_admit_endpoint_ready (KtgHttpRequest *request, gpointer service)
{
  static const KtgOfficeAskKind kind = {
    .read = read_wish,
    .prepare = prepare,
    .work = work,
    .answer = answer,
    .free_message = (GDestroyNotify)ktg_admit_request_free,
    .free_plan = plan_free,
  };

  ktg_office_ask_begin (service, request, &kind);
}
