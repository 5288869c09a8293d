/* ktg-node.c - a server that answers devices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-node.h"

#include "ktg-admit-endpoint.h"
#include "ktg-admitted-endpoint.h"
#include "ktg-confirm-endpoint.h"
#include "ktg-download.h"
#include "ktg-enrol-endpoint.h"
#include "ktg-exchange-endpoint.h"
#include "ktg-http.h"
#include "ktg-intake.h"
#include "ktg-introduce-endpoint.h"
#include "ktg-life.h"
#include "ktg-node-answer.h"
#include "ktg-possession-endpoint.h"
#include "ktg-publishing.h"
#include "ktg-revoke-endpoint.h"
#include "ktg-service.h"

#include <gio/gio.h>
#include <ktg-http-signature.h>
#include <ktg-office-json.h>
#include <string.h>
#include <unistd.h>

#define UNIX_PREFIX "unix:"
#define FILE_THREADS 8
#define MAX_ENROL_BYTES 4096
#define MAX_INTRODUCE_BYTES 8192
#define UPLOAD_ANSWER_WITHIN_MS (60 * 1000)

/* A chain of errands between desks and the writer has at most so many links. */
#define DRAIN_ROUNDS 4

struct _KtgNode
{
  KtgService service;
  KtgHttp   *http;
  char      *address;
};

/* Plain HTTP must not leave the machine. */
static gboolean
stays_here (const char *listen)
{
  const char      *colon = strrchr (listen, ':');
  g_autofree char *host = NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (g_str_has_prefix (listen, UNIX_PREFIX))
    return TRUE;
  if (colon == NULL)
    return FALSE;

  host = g_strndup (listen, (gsize)(colon - listen));
  if (*host == '[' && g_str_has_suffix (host, "]"))
    {
      host[strlen (host) - 1] = '\0';
      memmove (host, host + 1, strlen (host));
    }
  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
check_listen (const char *listen, GError **error)
{
  if (stays_here (listen))
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_USAGE,
               "“%s” is neither a loopback address with a port nor unix:PATH. What this server "
               "speaks"
               " is not encrypted, so it must not leave the machine: put TLS in front of it, as"
               " docs/SERVER.md shows.",
               listen);
  return FALSE;
}

/* --- routes: the HTTP part hands every handler the service --- */

static void
admit (KtgHttpRequest *request, KtgService *service, KtgErrand errand)
{
  ktg_admission_admit (service->admission, request, errand, ktg_service_get_now_ms ());
}

static void
admit_question (KtgHttpRequest *request, gpointer service)
{
  admit (request, service, KTG_ERRAND_QUESTION);
}

static void
admit_exchange (KtgHttpRequest *request, gpointer service)
{
  admit (request, service, KTG_ERRAND_EXCHANGE);
}

static void
admit_upload (KtgHttpRequest *request, gpointer service)
{
  admit (request, service, KTG_ERRAND_UPLOAD);
}

static void
admit_stranger (KtgHttpRequest *request, gpointer service)
{
  ktg_admission_admit_stranger (((KtgService *)service)->admission,
                                request,
                                ktg_service_get_now_ms ());
}

static void
admit_anybody (KtgHttpRequest *request, gpointer service)
{
  ktg_admission_admit_anybody (((KtgService *)service)->admission, request);
}

/* A short one, which is read whole before it is answered. */
#define MESSAGE(where, max_bytes, may, answer)                                                     \
  {                                                                                                \
    .method = "POST", .path = where, .body = KTG_HTTP_BODY_COLLECTED, .body_cap_bytes = max_bytes, \
    .unpacked_cap_bytes = max_bytes, .admit = may, .ready = answer,                                \
  }

static const KtgHttpRoute routes[] = {
  {
      .method = "POST",
      .path = "/v1/exchange",
      .body = KTG_HTTP_BODY_COLLECTED,
      .body_cap_bytes = KTG_BUDGET_UNPACKED_BYTES,
      .admit = admit_exchange,
      .ready = ktg_exchange_endpoint_ready,
  },
  {
      .method = "PATCH",
      .path = "/v1/files/{name}",
      .body = KTG_HTTP_BODY_STREAMED,
      .body_cap_bytes = KTG_MAX_FILE_BYTES,
      .answer_within_ms = UPLOAD_ANSWER_WITHIN_MS,
      .admit = admit_upload,
      .ready = ktg_intake_patch_ready,
      .piece = ktg_intake_patch_piece,
      .ended = ktg_intake_patch_over,
      .aborted = ktg_intake_patch_over,
  },
  MESSAGE ("/v1/files/{name}",
           KTG_POSSESSION_MAX_BYTES,
           admit_question,
           ktg_possession_endpoint_ready),
  { .method = "HEAD",
    .path = "/v1/files/{name}",
    .admit = admit_question,
    .ready = ktg_intake_head_ready },
  { .method = "GET",
    .path = "/v1/files/{hash}",
    .admit = admit_question,
    .ready = ktg_download_file_ready },
  { .method = "GET",
    .path = "/v1/packs/{name}",
    .admit = admit_question,
    .ready = ktg_download_pack_ready },
  { .method = "GET", .path = "/v1/node", .admit = admit_anybody, .ready = ktg_node_answer_ready },
  MESSAGE ("/v1/enrol", MAX_ENROL_BYTES, admit_stranger, ktg_enrol_endpoint_ready),
  MESSAGE ("/v1/introduce", MAX_INTRODUCE_BYTES, admit_stranger, ktg_introduce_endpoint_ready),
  MESSAGE ("/v1/admit", KTG_OFFICE_MAX_BYTES, admit_question, ktg_admit_endpoint_ready),
  MESSAGE ("/v1/confirm", KTG_OFFICE_MAX_BYTES, admit_question, ktg_confirm_endpoint_ready),
  MESSAGE ("/v1/revoke", KTG_OFFICE_MAX_BYTES, admit_question, ktg_revoke_endpoint_ready),
  { .method = "GET",
    .path = "/v1/admitted/{what}",
    .admit = admit_question,
    .ready = ktg_admitted_endpoint_ready },
  { .method = NULL },
};

/* A key is believed once the signature was: that is what 401 says of it. Where a file goes on, or
 * that there is none, is no refusal. */
static void
count_refusal (KtgService *self, KtgHttpRequest *request, KtgHttpAnswer *answer)
{
  const char      *problem = ktg_http_answer_get_problem (answer);
  guint            status = ktg_http_answer_get_status (answer);
  g_autofree char *keyid = NULL;
  g_autoptr (KtgDevice) device = NULL;

  if (problem == NULL || status == 404 || status == 409)
    return;

  if (status != 401)
    keyid = ktg_http_signature_dup_keyid (ktg_http_request_get_header (request, "Signature-Input"));
  if (keyid != NULL)
    device = ktg_roster_dup_named (ktg_archive_get_roster (self->archive), keyid);
  ktg_tally_count (self->tally, problem, device != NULL ? device->number : 0);
}

static void
vouch (KtgHttpRequest *request, KtgHttpAnswer *answer, gpointer user_data)
{
  KtgService *self = user_data;

  count_refusal (self, request, answer);
  ktg_admission_vouch (self->admission, request, answer);
}

/* --- start and stop --- */

static void
watch_disk (gpointer user_data)
{
  ktg_disk_space_watch (user_data);
}

/* What cannot be published, since the disk is full, is handed out after another start. */
static void
stock_shelf (KtgArchive *archive, const char *installed)
{
  g_autoptr (GError) error = NULL;

  if (ktg_publishing_stock (archive, installed, TRUE, &error))
    return;

  g_warning ("no more packs are published until the next start: %s", error->message);
  ktg_publishing_stock (archive, installed, FALSE, NULL);
}

static void
open_service (KtgNode *self, KtgArchive *archive, const KtgNodeOptions *options)
{
  self->service.archive = archive;
  self->service.budgets = ktg_budgets_new ();
  self->service.admission = ktg_admission_new (ktg_archive_get_roster (archive),
                                               self->service.budgets,
                                               ktg_archive_get_key (archive),
                                               options->n_nonces);
  stock_shelf (archive, options->packs_folder);
  self->service.tally = ktg_tally_new ();
  self->service.challenges = ktg_challenges_new (KTG_BUDGET_CHALLENGES,
                                                 KTG_BUDGET_CHALLENGES_OF_ALL,
                                                 KTG_BUDGET_CHALLENGE_MS);
  self->service.desk = ktg_desk_new (CLAMP (g_get_num_processors (), 2, 8));
  self->service.file_desk = ktg_desk_new (FILE_THREADS);
  self->service.workroom = ktg_workroom_new (self->service.desk, KTG_BUDGET_WORK_BYTES);
  self->service.file_budget = ktg_day_budget_new (KTG_FILE_BYTES_A_DAY);
  self->service.event_budget = ktg_day_budget_new (KTG_EVENT_BYTES_A_DAY);
  self->service.disk = ktg_disk_space_new (ktg_archive_get_folder (archive));
  ktg_disk_space_keep_reserve (self->service.disk);
  ktg_writer_set_watch (ktg_archive_get_writer (archive), watch_disk, self->service.disk);
  self->service.intake = ktg_intake_new (&self->service);
}

static gboolean
do_nothing (KtgCatalog *catalog, gpointer data, GError **error)
{
  return TRUE;
}

/* What was taken before the stop is finished and recorded, although nobody waits for it. */
static void
drain (KtgNode *self)
{
  for (guint i = 0; i < DRAIN_ROUNDS; i++)
    {
      ktg_desk_drain (self->service.file_desk);
      ktg_desk_drain (self->service.desk);
      ktg_writer_run (ktg_archive_get_writer (self->service.archive), do_nothing, NULL, NULL);
    }
}

static void
close_service (KtgNode *self)
{
  drain (self);
  ktg_desk_free (self->service.file_desk);
  ktg_desk_free (self->service.desk);
  ktg_workroom_free (self->service.workroom);
  ktg_intake_free (self->service.intake);
  ktg_writer_set_watch (ktg_archive_get_writer (self->service.archive), NULL, NULL);
  ktg_disk_space_give_reserve_up (self->service.disk);
  ktg_disk_space_free (self->service.disk);
  ktg_day_budget_free (self->service.event_budget);
  ktg_day_budget_free (self->service.file_budget);
  ktg_node_tell_refusals (self);
  ktg_tally_free (self->service.tally);
  ktg_challenges_free (self->service.challenges);
  ktg_admission_free (self->service.admission);
  ktg_budgets_free (self->service.budgets);
}

static KtgHttpLimits
get_limits (const KtgNodeOptions *options)
{
  KtgHttpLimits limits = ktg_http_limits_default;

  if (options->max_connections > 0)
    {
      limits.connections = options->max_connections;
      limits.connections_per_address = options->max_connections;
    }

  return limits;
}

static char *
dup_address (KtgNode *self, const char *listen)
{
  const char *colon = strrchr (listen, ':');

  if (g_str_has_prefix (listen, UNIX_PREFIX))
    return g_strdup (listen);

  return g_strdup_printf ("http://%.*s:%u",
                          (int)(colon - listen),
                          listen,
                          ktg_http_get_port (self->http));
}

/**
 * ktg_node_start:
 * @archive: not owned, outlives the node
 *
 * Returns: (transfer full): the node, which answers already; or NULL
 */
KtgNode *
ktg_node_start (KtgArchive *archive, const KtgNodeOptions *options, GError **error)
{
  KtgHttpLimits limits = get_limits (options);
  KtgNode      *self;
  int           fd;

  if (!check_listen (options->listen, error))
    return NULL;

  fd = ktg_http_listen (options->listen, error);
  if (fd < 0)
    return NULL;

  self = g_new0 (KtgNode, 1);
  open_service (self, archive, options);
  self->service.keep_days = options->keep_days > 0 ? options->keep_days : KTG_KEEP_DAYS;
  if (ktg_life_begin (archive, error))
    self->http = ktg_http_start (fd, routes, &limits, vouch, &self->service, error);
  else
    close (fd);
  if (self->http == NULL)
    {
      close_service (self);
      g_free (self);
      return NULL;
    }

  self->address = dup_address (self, options->listen);
  return self;
}

/**
 * ktg_node_get_address:
 *
 * Returns: "http://127.0.0.1:8480" with the real port, or "unix:PATH"
 */
const char *
ktg_node_get_address (KtgNode *self)
{
  return self->address;
}

/**
 * ktg_node_tell_refusals:
 *
 * Says in the journal and the audit what was refused since the last time. About once a minute; not
 * on the writer's thread.
 */
void
ktg_node_tell_refusals (KtgNode *self)
{
  ktg_tally_tell (self->service.tally, self->service.archive, ktg_service_get_now_ms ());
}

/**
 * ktg_node_stop:
 *
 * Takes no more, finishes what was taken, frees.
 */
void
ktg_node_stop (KtgNode *self)
{
  if (self == NULL)
    return;

  ktg_intake_cut_all (self->service.intake);
  ktg_http_stop (self->http);
  close_service (self);
  ktg_http_free (self->http);
  g_free (self->address);
  g_free (self);
}
