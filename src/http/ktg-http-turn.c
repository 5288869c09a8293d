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

#include <string.h>

/* A body this short is read and dropped for the sake of the connection. */
#define WORTH_DROPPING_BYTES 65536

typedef enum
{
  PHASE_HEAD,      /* the head is not yet looked at */
  PHASE_DECIDING,  /* STREAMED: does the owner want the body? */
  PHASE_READING,   /* the body comes */
  PHASE_DROPPING,  /* it comes, and nobody wants it */
  PHASE_ANSWERING, /* all is read */
} Phase;

struct _KtgHttpTurn
{
  const KtgHttpRules *rules;
  KtgHttpRequest     *request;
  const KtgHttpRoute *route; /* NULL until the head was read */
  Phase               phase;
  gint64              began_us; /* with the body */
  guint64             received_bytes;
  GByteArray         *collecting;
  gboolean            is_refused; /* answered before it was read */
};

/**
 * ktg_http_turn_new:
 * @rules: outlive it
 * @request: (transfer full): whose turn it is
 *
 * Returns: (transfer full): a turn, until ktg_http_turn_end()
 */
KtgHttpTurn *
ktg_http_turn_new (const KtgHttpRules *rules, KtgHttpRequest *request)
{
  KtgHttpTurn *self = g_new0 (KtgHttpTurn, 1);

  self->rules = rules;
  self->request = request;
  return self;
}

/**
 * ktg_http_turn_get_request:
 *
 * Returns: (transfer none): whose turn it is
 */
KtgHttpRequest *
ktg_http_turn_get_request (KtgHttpTurn *self)
{
  return self->request;
}

/**
 * ktg_http_turn_is_refused:
 *
 * Returns: whether it was answered before it was read
 */
gboolean
ktg_http_turn_is_refused (KtgHttpTurn *self)
{
  return self->is_refused;
}

/* A slow reader has as long as a slow sender. */
static guint
get_sending_ms (const KtgHttpLimits *limits, guint64 size_bytes)
{
  const guint64 rate = MAX (limits->body_bytes_per_s, 1);

  return MIN (limits->idle_ms + limits->body_grace_ms + size_bytes * 1000 / rate, G_MAXINT);
}

static enum MHD_Result
queue (KtgHttpTurn *self, KtgHttpAnswer *answer, gboolean is_last)
{
  const KtgHttpRules  *rules = self->rules;
  const guint64        size_bytes = ktg_http_answer_get_size_bytes (answer);
  struct MHD_Response *response = ktg_http_answer_steal_response (answer);
  enum MHD_Result      result;

  if (response == NULL)
    return MHD_NO;
  if (is_last || atomic_load (&rules->is_ending))
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");

  ktg_http_request_set_deadline (self->request,
                                 get_sending_ms (&rules->budget->limits, size_bytes));
  result = MHD_queue_response (self->request->connection,
                               ktg_http_answer_get_status (answer),
                               response);
  MHD_destroy_response (response);

  return result;
}

/* Takes @answer. */
static enum MHD_Result
send_answer (KtgHttpTurn *self, KtgHttpAnswer *answer, gboolean is_last)
{
  g_autoptr (KtgHttpAnswer) owned = answer;
  KtgHttpRequest *request = self->request;

  ktg_http_request_give_back (request);
  if (strcmp (request->method, MHD_HTTP_METHOD_HEAD) == 0)
    ktg_http_answer_empty (owned);
  else
    ktg_http_answer_pack (owned, ktg_http_request_get_header (request, "Accept-Encoding"));

  if (self->rules->before_send != NULL)
    self->rules->before_send (request, owned, self->rules->user_data);

  return queue (self, owned, is_last);
}

/* TRUE: the owner's turn has not come, and this is called again when it has. */
static gboolean
waits (KtgHttpTurn *self, gboolean or_accepted)
{
  const guint own_ms = self->route != NULL ? self->route->answer_within_ms : 0;

  return ktg_http_request_suspend (self->request,
                                   or_accepted,
                                   own_ms != 0 ? own_ms
                                               : self->rules->budget->limits.answer_within_ms);
}

/* Sends the owner's answer, or waits for it. */
static enum MHD_Result
settle (KtgHttpTurn *self, gboolean is_last)
{
  KtgHttpAnswer *answer;

  if (waits (self, FALSE))
    return MHD_YES;

  answer = ktg_http_request_take_answer (self->request);
  return answer != NULL ? send_answer (self, answer, is_last) : MHD_NO;
}

/* Takes @answer. A refusal at the head ends the connection: what follows on it was never looked at.
 */
static enum MHD_Result
refuse_with (KtgHttpTurn *self, KtgHttpAnswer *answer)
{
  self->is_refused = TRUE;
  self->phase = PHASE_ANSWERING;
  ktg_http_request_answer (self->request, answer);
  return settle (self, TRUE);
}

static enum MHD_Result
refuse (KtgHttpTurn *self, const KtgHttpRefusal *refusal)
{
  return refuse_with (self,
                      ktg_http_answer_new_problem (refusal->status, refusal->type, refusal->title));
}

static enum MHD_Result
refuse_route (KtgHttpTurn *self, const char *allowed)
{
  KtgHttpAnswer *answer;

  if (allowed == NULL)
    return refuse_with (self,
                        ktg_http_answer_new_problem (404, "not-found", "There is nothing here"));

  answer = ktg_http_answer_new_problem (405, "method", "This method is not for this address");
  ktg_http_answer_add_header (answer, "Allow", allowed);
  return refuse_with (self, answer);
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
read_head (KtgHttpTurn *self, const char *method, const char *version, KtgHttpHead *head)
{
  const union MHD_ConnectionInfo *info;

  head->method = method;
  head->target = self->request->target;
  head->version = version;
  MHD_get_connection_values_n (self->request->connection, MHD_HEADER_KIND, add_field_cb, head);

  info = MHD_get_connection_info (self->request->connection,
                                  MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  head->size_bytes = info != NULL ? info->header_size : 0;
}

/* What the route says of a body. */
static const KtgHttpRefusal *
check_body (KtgHttpTurn *self, const KtgHttpFraming *framing)
{
  static const KtgHttpRefusal unexpected = { 400, "unexpected-body", "This request has no body" };
  static const KtgHttpRefusal missing = { 411, "length-required", "Send Content-Length" };
  static const KtgHttpRefusal packed = { 415, "encoding", "Only gzip is understood, and not here" };
  const KtgHttpRoute         *route = self->route;
  const char *coding = ktg_http_request_get_header (self->request, "Content-Encoding");

  if (route->body == KTG_HTTP_BODY_NONE)
    return framing->length_bytes > 0 ? &unexpected : NULL;
  if (!framing->has_length)
    return &missing;
  if (coding == NULL || g_ascii_strcasecmp (coding, "identity") == 0)
    return NULL;
  if (route->body == KTG_HTTP_BODY_STREAMED || g_ascii_strcasecmp (coding, "gzip") != 0)
    return &packed;

  return NULL;
}

/* How long until it is too slow on the whole. */
static gint64
get_earned_ms (KtgHttpTurn *self, guint grace_ms, guint bytes_per_s, gint64 spent_ms)
{
  return bytes_per_s > 0 ? grace_ms + (gint64)(self->received_bytes * 1000 / bytes_per_s) - spent_ms
                         : G_MAXINT64;
}

/* After a pause of idle_ms, or slower than the rate on the whole, it is cut; one that is collected
 * also when it takes too long. */
static void
expect_more_body (KtgHttpTurn *self)
{
  const KtgHttpLimits *limits = &self->rules->budget->limits;
  const gint64         spent_ms = (g_get_monotonic_time () - self->began_us) / 1000;
  gint64               allowed_ms;

  if (self->route->body == KTG_HTTP_BODY_COLLECTED)
    allowed_ms = MIN (limits->collect_within_ms - spent_ms,
                      get_earned_ms (self,
                                     limits->collect_grace_ms,
                                     limits->collect_bytes_per_s,
                                     spent_ms));
  else
    allowed_ms = get_earned_ms (self, limits->body_grace_ms, limits->body_bytes_per_s, spent_ms);

  ktg_http_request_set_deadline (self->request, CLAMP (allowed_ms, 0, limits->idle_ms));
}

static enum MHD_Result
begin_reading (KtgHttpTurn *self)
{
  self->phase = PHASE_READING;
  self->began_us = g_get_monotonic_time ();
  if (self->request->held_bytes > 0)
    self->collecting = g_byte_array_sized_new (self->request->content_length);
  expect_more_body (self);
  return MHD_YES;
}

/* It has its answer, and its body is not wanted. */
static enum MHD_Result
turn_away (KtgHttpTurn *self)
{
  if (self->request->content_length <= WORTH_DROPPING_BYTES
      && ktg_http_request_get_header (self->request, "Expect") == NULL)
    {
      begin_reading (self);
      self->phase = PHASE_DROPPING;
      return MHD_YES;
    }

  self->is_refused = TRUE;
  self->phase = PHASE_ANSWERING;
  return settle (self, TRUE);
}

static gboolean
is_answered (KtgHttpTurn *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->request->lock);

  return self->request->answered;
}

/* STREAMED: the owner has accepted, or answered, or is still to do one of them. */
static enum MHD_Result
decide (KtgHttpTurn *self)
{
  if (waits (self, TRUE))
    return MHD_YES;

  return is_answered (self) ? turn_away (self) : begin_reading (self);
}

/* The head is well formed and has a route. That a body is too large is said to whoever may send
 * one: before that nobody knows whether it was really said to be so long. */
static enum MHD_Result
admit (KtgHttpTurn *self)
{
  static const KtgHttpRefusal too_large = { 413, "too-large", "The body is too large" };
  const KtgHttpRoute         *route = self->route;

  if (route->admit != NULL)
    route->admit (self->request, self->rules->user_data);
  if (is_answered (self))
    return turn_away (self);
  if (self->request->content_length > route->body_cap_bytes)
    return refuse (self, &too_large);
  if (route->body == KTG_HTTP_BODY_COLLECTED && !ktg_http_request_reserve (self->request))
    return refuse_with (self, ktg_http_answer_new_busy ());
  if (route->body != KTG_HTTP_BODY_STREAMED)
    return begin_reading (self);

  self->phase = PHASE_DECIDING;
  route->ready (self->request, self->rules->user_data);
  return decide (self);
}

static enum MHD_Result
begin (KtgHttpTurn *self, const char *method, const char *version)
{
  KtgHttpHead           head = { 0 };
  KtgHttpFraming        framing = { 0 };
  const KtgHttpRefusal *refusal;
  g_autofree char      *allowed = NULL;

  read_head (self, method, version, &head);
  ktg_http_request_copy_head (self->request, &head);
  refusal = ktg_http_guard_head (&head, &framing);
  if (refusal != NULL)
    return refuse (self, refusal);

  if (atomic_load (&self->rules->is_ending))
    return refuse_with (self, ktg_http_answer_new_busy ());

  self->route = ktg_http_routes_find (self->rules->routes,
                                      self->request->method,
                                      self->request->path,
                                      &self->request->parameter,
                                      &allowed);
  if (self->route == NULL)
    return refuse_route (self, allowed);

  refusal = check_body (self, &framing);
  if (refusal != NULL)
    return refuse (self, refusal);

  self->request->content_length = framing.length_bytes;
  return admit (self);
}

/* Before each piece and the end: has the owner answered, or given it up? FALSE when it is to end
 * here. */
static gboolean
is_still_on (KtgHttpTurn *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->request->lock);

  if (self->request->answered)
    self->phase = PHASE_DROPPING;
  return !self->request->cut;
}

static enum MHD_Result
take_piece (KtgHttpTurn *self, const guint8 *piece, gsize piece_bytes)
{
  self->received_bytes += piece_bytes;
  expect_more_body (self);
  if (self->phase == PHASE_DROPPING)
    return MHD_YES;

  if (self->route->body == KTG_HTTP_BODY_COLLECTED)
    {
      g_byte_array_append (self->collecting, piece, piece_bytes);
      return MHD_YES;
    }

  self->route->piece (self->request, piece, piece_bytes, self->rules->user_data);
  return MHD_YES;
}

static void
hand_over (KtgHttpTurn *self)
{
  const gsize    cap_bytes = self->route->unpacked_cap_bytes;
  KtgHttpAnswer *refusal = NULL;

  self->request->sent_body = self->collecting != NULL
                                 ? g_byte_array_free_to_bytes (g_steal_pointer (&self->collecting))
                                 : g_bytes_new_static ("", 0);
  if (cap_bytes > 0)
    refusal = ktg_http_body_unpack (self->request, cap_bytes, &self->request->body);

  if (refusal != NULL)
    ktg_http_request_answer (self->request, refusal);
  else
    self->route->ready (self->request, self->rules->user_data);
}

/* All that was announced has come. */
static enum MHD_Result
finish (KtgHttpTurn *self)
{
  const gboolean is_wanted = self->phase == PHASE_READING;

  self->phase = PHASE_ANSWERING;
  if (is_wanted && self->route->body == KTG_HTTP_BODY_STREAMED)
    self->route->ended (self->request, self->rules->user_data);
  else if (is_wanted)
    hand_over (self);

  return settle (self, FALSE);
}

/**
 * ktg_http_turn_go_on:
 *
 * The library's access handler, once the request is known: called at the head, for each piece of
 * the body, at its end, and again after each wait.
 */
enum MHD_Result
ktg_http_turn_go_on (KtgHttpTurn *self,
                     const char  *method,
                     const char  *version,
                     const char  *piece,
                     size_t      *piece_bytes)
{
  const gsize available = *piece_bytes;

  switch (self->phase)
    {
    case PHASE_HEAD:
      return begin (self, method, version);

    case PHASE_DECIDING:
      return decide (self);

    case PHASE_READING:
    case PHASE_DROPPING:
      if (!is_still_on (self))
        return MHD_NO;
      if (available == 0)
        return finish (self);
      *piece_bytes = 0;
      return take_piece (self, (const guint8 *)piece, available);

    case PHASE_ANSWERING:
      return settle (self, FALSE);

    default:
      g_assert_not_reached ();
    }
}

/**
 * ktg_http_turn_end:
 * @self: (transfer full): a turn
 *
 * The library is done with its request, in whatever way.
 */
void
ktg_http_turn_end (KtgHttpTurn *self)
{
  if (ktg_http_request_detach (self->request) && self->phase != PHASE_ANSWERING)
    self->route->aborted (self->request, self->rules->user_data);

  g_clear_pointer (&self->collecting, g_byte_array_unref);
  ktg_http_request_unref (self->request);
  g_free (self);
}
