/* ktg-http-turn.c - what the library's threads do with a request
 *
 * One request is always with one thread, so its phase needs no lock. In libmicrohttpd 0.9 an answer
 * can be queued at the head, which ends the connection when a body was announced, or when all of
 * the body was read, and not between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-turn.h"

#include "ktg-http-answer-private.h"
#include "ktg-http-body.h"
#include "ktg-http-routes.h"
#include "ktg-http-stream-private.h"

#include <string.h>

/* A body this short is read and dropped for the sake of the connection. */
#define WORTH_DROPPING_BYTES 65536

static gboolean
takes_gzip (KtgHttpRequest *request)
{
  const char *field = ktg_http_request_get_header (request, "Accept-Encoding");
  g_auto (GStrv) codings = NULL;

  if (field == NULL)
    return FALSE;

  codings = g_strsplit (field, ",", 16);
  for (guint i = 0; codings[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (codings[i]), ";", 3);

      if (parts[0] == NULL || g_ascii_strcasecmp (g_strstrip (parts[0]), "gzip") != 0)
        continue;
      return parts[1] == NULL
             || g_ascii_strtod (strchr (parts[1], '=') != NULL ? strchr (parts[1], '=') + 1 : "1",
                                NULL)
                    > 0;
    }
  return FALSE;
}

static void
unref_bytes (void *bytes)
{
  g_bytes_unref (bytes);
}

static struct MHD_Response *
new_response (KtgHttpAnswer *answer)
{
  gconstpointer data;
  gsize         size_bytes;

  if (answer->stream != NULL)
    return ktg_http_stream_new_response (answer->stream);
  if (answer->fd >= 0)
    {
      /* The response closes the descriptor. */
      const int fd = answer->fd;

      answer->fd = -1;
      return MHD_create_response_from_fd_at_offset64 (answer->size_bytes, fd, answer->offset);
    }

  data = g_bytes_get_data (answer->content, &size_bytes);
  return MHD_create_response_from_buffer_with_free_callback_cls (size_bytes,
                                                                 data != NULL ? (void *)data
                                                                              : (void *)"",
                                                                 unref_bytes,
                                                                 g_bytes_ref (answer->content));
}

/* A slow reader has as long as a slow sender. */
static guint
get_sending_ms (KtgHttpRequest *request, guint64 size_bytes)
{
  const KtgHttpLimits *limits = &request->http->limits;
  const guint64        rate = MAX (limits->body_bytes_per_s, 1);

  return MIN (limits->idle_ms + limits->body_grace_ms + size_bytes * 1000 / rate, G_MAXINT);
}

static enum MHD_Result
queue (KtgHttpRequest *request, KtgHttpAnswer *answer, gboolean is_last)
{
  struct MHD_Response *response;
  enum MHD_Result      result;
  const guint64        size_bytes
      = answer->fd >= 0 ? answer->size_bytes : g_bytes_get_size (answer->content);

  response = new_response (answer);
  if (response == NULL)
    return MHD_NO;

  for (guint i = 0; i < answer->headers->len; i += 2)
    MHD_add_response_header (response,
                             g_ptr_array_index (answer->headers, i),
                             g_ptr_array_index (answer->headers, i + 1));
  if (is_last || atomic_load (&request->http->stage) != KTG_HTTP_SERVING)
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");

  ktg_http_request_set_deadline (request, get_sending_ms (request, size_bytes));
  result = MHD_queue_response (request->connection, answer->status, response);
  MHD_destroy_response (response);

  return result;
}

/* Its body counts no longer against all that is collected. */
static void
let_go (KtgHttpRequest *request)
{
  atomic_fetch_sub (&request->http->collected_bytes, request->held_bytes);
  request->held_bytes = 0;
}

/* Takes @answer. */
static enum MHD_Result
send_answer (KtgHttpRequest *request, KtgHttpAnswer *answer, gboolean is_last)
{
  g_autoptr (KtgHttpAnswer) owned = answer;

  let_go (request);
  if (strcmp (request->method, MHD_HTTP_METHOD_HEAD) == 0)
    ktg_http_answer_empty (owned);
  else if (takes_gzip (request))
    ktg_http_answer_pack (owned);

  if (request->http->before_send != NULL)
    request->http->before_send (request, owned, request->http->user_data);

  return queue (request, owned, is_last);
}

/* Sends the owner's answer, or waits for it. */
static enum MHD_Result
settle (KtgHttpRequest *request, gboolean is_last)
{
  KtgHttpAnswer *answer;

  if (ktg_http_request_suspend (request, FALSE))
    return MHD_YES;

  answer = ktg_http_request_take_answer (request);
  return answer != NULL ? send_answer (request, answer, is_last) : MHD_NO;
}

/* Takes @answer. A refusal at the head ends the connection: what follows on it was never looked at.
 */
static enum MHD_Result
refuse_with (KtgHttpRequest *request, KtgHttpAnswer *answer)
{
  request->is_refused = TRUE;
  request->phase = KTG_HTTP_PHASE_ANSWERING;
  ktg_http_request_answer (request, answer);
  return settle (request, TRUE);
}

static enum MHD_Result
refuse (KtgHttpRequest *request, const KtgHttpRefusal *refusal)
{
  return refuse_with (request,
                      ktg_http_answer_new_problem (refusal->status, refusal->type, refusal->title));
}

static enum MHD_Result
refuse_route (KtgHttpRequest *request, const char *allowed)
{
  KtgHttpAnswer *answer;

  if (allowed == NULL)
    return refuse_with (request,
                        ktg_http_answer_new_problem (404, "not-found", "There is nothing here"));

  answer = ktg_http_answer_new_problem (405, "method", "This method is not for this address");
  ktg_http_answer_add_header (answer, "Allow", allowed);
  return refuse_with (request, answer);
}

static enum MHD_Result
add_field_cb (void              *user_data,
              enum MHD_ValueKind kind,
              const char        *name,
              size_t             name_bytes,
              const char        *value,
              size_t             value_bytes)
{
  KtgHttpHead *head = user_data;

  if (head->n_fields < KTG_HTTP_FIELDS_MAX)
    {
      head->fields[head->n_fields].name = name;
      head->fields[head->n_fields].name_bytes = name_bytes;
      head->fields[head->n_fields].value = value != NULL ? value : "";
      head->fields[head->n_fields].value_bytes = value_bytes;
    }
  head->n_fields++;
  return MHD_YES;
}

static void
read_head (KtgHttpRequest *request, const char *method, const char *version, KtgHttpHead *head)
{
  const union MHD_ConnectionInfo *info;

  head->method = method;
  head->target = request->target;
  head->version = version;
  MHD_get_connection_values_n (request->connection, MHD_HEADER_KIND, add_field_cb, head);

  info = MHD_get_connection_info (request->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  head->size_bytes = info != NULL ? info->header_size : 0;
}

/* What the route says of a body. */
static const KtgHttpRefusal *
check_body (KtgHttpRequest *request, const KtgHttpFraming *framing)
{
  static const KtgHttpRefusal unexpected = { 400, "unexpected-body", "This request has no body" };
  static const KtgHttpRefusal missing = { 411, "length-required", "Send Content-Length" };
  static const KtgHttpRefusal too_large = { 413, "too-large", "The body is too large" };
  static const KtgHttpRefusal packed = { 415, "encoding", "Only gzip is understood, and not here" };
  const KtgHttpRoute         *route = request->route;
  const char                 *coding = ktg_http_request_get_header (request, "Content-Encoding");

  if (route->body == KTG_HTTP_BODY_NONE)
    return framing->length_bytes > 0 ? &unexpected : NULL;
  if (!framing->has_length)
    return &missing;
  if (framing->length_bytes > route->body_cap_bytes)
    return &too_large;
  if (coding == NULL || g_ascii_strcasecmp (coding, "identity") == 0)
    return NULL;
  if (route->body == KTG_HTTP_BODY_STREAMED || g_ascii_strcasecmp (coding, "gzip") != 0)
    return &packed;

  return NULL;
}

/* How long until it is too slow on the whole. */
static gint64
get_earned_ms (KtgHttpRequest *request, guint grace_ms, guint bytes_per_s, gint64 spent_ms)
{
  return bytes_per_s > 0
             ? grace_ms + (gint64)(request->received_bytes * 1000 / bytes_per_s) - spent_ms
             : G_MAXINT64;
}

/* After a pause of idle_ms, or slower than the rate on the whole, it is cut; one that is collected
 * also when it takes too long. */
static void
expect_more_body (KtgHttpRequest *request)
{
  const KtgHttpLimits *limits = &request->http->limits;
  const gint64         spent_ms = (g_get_monotonic_time () - request->began_us) / 1000;
  gint64               allowed_ms;

  if (request->route->body == KTG_HTTP_BODY_COLLECTED)
    allowed_ms = MIN (limits->collect_within_ms - spent_ms,
                      get_earned_ms (request,
                                     limits->collect_grace_ms,
                                     limits->collect_bytes_per_s,
                                     spent_ms));
  else
    allowed_ms = get_earned_ms (request, limits->body_grace_ms, limits->body_bytes_per_s, spent_ms);

  ktg_http_request_set_deadline (request, CLAMP (allowed_ms, 0, limits->idle_ms));
}

static enum MHD_Result
begin_reading (KtgHttpRequest *request)
{
  request->phase = KTG_HTTP_PHASE_READING;
  request->began_us = g_get_monotonic_time ();
  if (request->held_bytes > 0)
    request->collecting = g_byte_array_sized_new (request->content_length);
  expect_more_body (request);
  return MHD_YES;
}

/* It has its answer, and its body is not wanted. */
static enum MHD_Result
turn_away (KtgHttpRequest *request)
{
  if (request->content_length <= WORTH_DROPPING_BYTES
      && ktg_http_request_get_header (request, "Expect") == NULL)
    {
      begin_reading (request);
      request->phase = KTG_HTTP_PHASE_DROPPING;
      return MHD_YES;
    }

  request->is_refused = TRUE;
  request->phase = KTG_HTTP_PHASE_ANSWERING;
  return settle (request, TRUE);
}

static gboolean
is_answered (KtgHttpRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&request->lock);

  return request->answered;
}

/* STREAMED: the owner has accepted, or answered, or is still to do one of them. */
static enum MHD_Result
decide (KtgHttpRequest *request)
{
  if (ktg_http_request_suspend (request, TRUE))
    return MHD_YES;

  return is_answered (request) ? turn_away (request) : begin_reading (request);
}

/* Counts what is announced against all that is collected; FALSE when that would be too much. */
static gboolean
reserve (KtgHttpRequest *request)
{
  KtgHttp             *http = request->http;
  const KtgHttpLimits *limits = &http->limits;
  const gsize          bytes = request->content_length;
  gsize                ceiling = limits->collected_bytes;

  if (bytes > limits->small_bytes)
    ceiling -= MIN (ceiling, limits->kept_for_small_bytes);
  if (atomic_fetch_add (&http->collected_bytes, bytes) + bytes > ceiling)
    {
      atomic_fetch_sub (&http->collected_bytes, bytes);
      return FALSE;
    }

  request->held_bytes = bytes;
  return TRUE;
}

/* The head is well formed and has a route. */
static enum MHD_Result
admit (KtgHttpRequest *request)
{
  const KtgHttpRoute *route = request->route;

  if (route->admit != NULL)
    route->admit (request, request->http->user_data);
  if (is_answered (request))
    return turn_away (request);
  if (route->body == KTG_HTTP_BODY_COLLECTED && !reserve (request))
    return refuse_with (request, ktg_http_answer_new_busy ());
  if (route->body != KTG_HTTP_BODY_STREAMED)
    return begin_reading (request);

  request->phase = KTG_HTTP_PHASE_DECIDING;
  route->ready (request, request->http->user_data);
  return decide (request);
}

static enum MHD_Result
begin (KtgHttpRequest *request, const char *method, const char *version)
{
  KtgHttpHead           head = { 0 };
  KtgHttpFraming        framing = { 0 };
  const KtgHttpRefusal *refusal = NULL;
  g_autofree char      *allowed = NULL;

  read_head (request, method, version, &head);
  ktg_http_request_copy_head (request, &head);
  refusal = ktg_http_guard_size (&head);
  if (refusal == NULL)
    refusal = ktg_http_guard_fields (&head, &framing);
  if (refusal != NULL)
    return refuse (request, refusal);

  if (atomic_load (&request->http->stage) != KTG_HTTP_SERVING)
    return refuse_with (request, ktg_http_answer_new_busy ());

  request->route = ktg_http_routes_find (request->http->routes,
                                         request->method,
                                         request->path,
                                         &request->parameter,
                                         &allowed);
  if (request->route == NULL)
    return refuse_route (request, allowed);

  refusal = check_body (request, &framing);
  if (refusal != NULL)
    return refuse (request, refusal);

  request->content_length = framing.length_bytes;
  return admit (request);
}

/* Before each piece and the end: has the owner answered, or given it up? FALSE when it is to end
 * here. */
static gboolean
is_still_on (KtgHttpRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&request->lock);

  if (request->answered)
    request->phase = KTG_HTTP_PHASE_DROPPING;
  return !request->cut;
}

static enum MHD_Result
take_piece (KtgHttpRequest *request, const guint8 *piece, gsize piece_bytes)
{
  request->received_bytes += piece_bytes;
  expect_more_body (request);
  if (request->phase == KTG_HTTP_PHASE_DROPPING)
    return MHD_YES;

  if (request->route->body == KTG_HTTP_BODY_COLLECTED)
    {
      g_byte_array_append (request->collecting, piece, piece_bytes);
      return MHD_YES;
    }

  request->route->piece (request, piece, piece_bytes, request->http->user_data);
  return MHD_YES;
}

static void
hand_over (KtgHttpRequest *request)
{
  const gsize    cap_bytes = request->route->unpacked_cap_bytes;
  KtgHttpAnswer *refusal = NULL;

  request->sent_body = request->collecting != NULL
                           ? g_byte_array_free_to_bytes (g_steal_pointer (&request->collecting))
                           : g_bytes_new_static ("", 0);
  if (cap_bytes > 0)
    refusal = ktg_http_body_unpack (request, cap_bytes, &request->body);

  if (refusal != NULL)
    ktg_http_request_answer (request, refusal);
  else
    request->route->ready (request, request->http->user_data);
}

/* All that was announced has come. */
static enum MHD_Result
finish (KtgHttpRequest *request)
{
  const gboolean is_wanted = request->phase == KTG_HTTP_PHASE_READING;

  request->phase = KTG_HTTP_PHASE_ANSWERING;
  if (is_wanted && request->route->body == KTG_HTTP_BODY_STREAMED)
    request->route->ended (request, request->http->user_data);
  else if (is_wanted)
    hand_over (request);

  return settle (request, FALSE);
}

/**
 * ktg_http_turn:
 *
 * The library's access handler, once the request is known: called at the head, for each piece of
 * the body, at its end, and again after each wait.
 */
enum MHD_Result
ktg_http_turn (KtgHttpRequest *request,
               const char     *method,
               const char     *version,
               const char     *piece,
               size_t         *piece_bytes)
{
  const gsize available = *piece_bytes;

  switch (request->phase)
    {
    case KTG_HTTP_PHASE_HEAD:
      return begin (request, method, version);

    case KTG_HTTP_PHASE_DECIDING:
      return decide (request);

    case KTG_HTTP_PHASE_READING:
    case KTG_HTTP_PHASE_DROPPING:
      if (!is_still_on (request))
        return MHD_NO;
      if (available == 0)
        return finish (request);
      *piece_bytes = 0;
      return take_piece (request, (const guint8 *)piece, available);

    case KTG_HTTP_PHASE_ANSWERING:
      return settle (request, FALSE);

    default:
      g_assert_not_reached ();
    }
}

/**
 * ktg_http_turn_over:
 *
 * The library is done with the request, in whatever way.
 */
void
ktg_http_turn_over (KtgHttpRequest *request)
{
  gboolean is_aborted;

  ktg_http_request_detach (request);

  g_mutex_lock (&request->lock);
  is_aborted
      = request->accepted && !request->answered && request->phase != KTG_HTTP_PHASE_ANSWERING;
  g_mutex_unlock (&request->lock);

  if (is_aborted)
    request->route->aborted (request, request->http->user_data);
}
