/* ktg-transport.c - carries one request to the server and its proven answer back
 *
 * One connection, kept warm. Whatever a network between us and the server could use to mislead is
 * off: redirects, cookies, sniffing, authentication, decoding on the way. A success without the
 * server's proof is no success.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-transport.h"

#include "ktg-authority.h"
#include "ktg-http-session.h"
#include "ktg-link-error.h"

#include <ktg-http-signature.h>
#include <ktg-random.h>

#include <libsoup/soup.h>

#define NONCE_BYTES 6 /* of one key within twenty minutes */
#define CONNECT_S 30
#define LOOK_S 1
#define PIECE_BYTES (64 * 1024)
#define MAX_PACKED_BYTES (8 * 1024 * 1024)
#define MAX_UNPROVEN_BYTES (64 * 1024) /* of whoever has proven no key yet */

struct _KtgTransport
{
  GObject parent_instance;

  KtgHttpSession     *session;
  GSocket            *socket; /* the newest connection's, or NULL */
  char               *url;
  char               *server_key; /* NULL until it is proven */
  const KtgSyncWorld *world;
  KtgTransportSign    sign;
  gpointer            signer;
  KtgTransportMoved   moved;
  gpointer            moved_data;
  gint64              clock_offset_ms;
  gboolean            is_connecting; /* for the request under way */
  gboolean            has_reached;   /* for the newest request */
  gint64              moved_us;      /* monotonic: its last byte, or its begin; 0: none under way */
  gint64              round_trip_us; /* from there to its answer's first byte, last time */
  guint64             n_seen;        /* of the connection's bytes, those that are counted */
  guint64             n_carried;     /* that nobody was told of yet */
};

G_DEFINE_FINAL_TYPE (KtgTransport, ktg_transport, G_TYPE_OBJECT)

/* One request under way. */
typedef struct
{
  GTask        *task; /* whose data this is */
  KtgRequest   *request;
  SoupMessage  *message;
  GInputStream *stream;
  GByteArray   *content;     /* NULL until something was answered */
  GCancellable *cancellable; /* this call's own; the caller's and the timer cancel it */
  GCancellable *outer;
  gulong        outer_id;
  guint         timer;    /* until there is a connection, then each second */
  gint64        asked_us; /* monotonic: when its last byte left so far */
  GError       *given_up; /* why it was ended here, or NULL */
  gboolean      is_fresh; /* it made its connection, rather than finding a warm one */
  gboolean      is_second_try;
} Call;

static void begin (GTask *task);
static void read_cb (GObject *object, GAsyncResult *result, gpointer user_data);

/* Lets go of one try; what both tries need stays. */
static void
call_clear_try (Call *call)
{
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
  g_clear_object (&call->stream);
  g_clear_pointer (&call->content, g_byte_array_unref);
  g_clear_handle_id (&call->timer, g_source_remove);
  call->is_fresh = FALSE;
}

static void
call_free (Call *call)
{
  call_clear_try (call);
  g_cancellable_disconnect (call->outer, call->outer_id);
  g_clear_object (&call->outer);
  g_clear_object (&call->cancellable);
  g_clear_pointer (&call->request, ktg_request_free);
  g_clear_error (&call->given_up);
  g_free (call);
}

/* --- whether anything moves --- */

static void
note_carried (KtgTransport *self)
{
  guint64 n = self->socket != NULL ? ktg_http_session_get_n_carried (self->socket) : 0;

  if (n <= self->n_seen)
    return;

  self->n_carried += n - self->n_seen;
  self->n_seen = n;
}

static void
note_moved (KtgTransport *self)
{
  note_carried (self);
  self->is_connecting = FALSE;
  self->moved_us = self->world->monotonic_us ();
}

static void
note_asked (KtgTransport *self, Call *call)
{
  note_moved (self);
  call->asked_us = self->moved_us;
}

static void
note_answered (KtgTransport *self)
{
  self->round_trip_us = self->world->monotonic_us () - self->moved_us;
  note_moved (self);
}

static void
note_over (KtgTransport *self)
{
  note_carried (self);
  self->is_connecting = FALSE;
  self->moved_us = 0;
}

/* --- what is given up --- */

static void
give_up (Call *call, KtgSyncError code, const char *message)
{
  if (call->given_up == NULL)
    call->given_up = g_error_new_literal (KTG_SYNC_ERROR, (int)code, message);
  g_cancellable_cancel (call->cancellable);
}

static gboolean
connecting_took_too_long_cb (gpointer user_data)
{
  Call *call = user_data;

  call->timer = 0;
  give_up (call, KTG_SYNC_ERROR_NO_LINK, "No connection came about in time");

  return G_SOURCE_REMOVE;
}

/* Who says nothing at all is given up by the session; who drips, here. */
static gboolean
time_to_look_at_answer_cb (gpointer user_data)
{
  Call         *call = user_data;
  KtgTransport *self = g_task_get_source_object (call->task);
  const gint64  waited_us = self->world->monotonic_us () - call->asked_us;
  const gsize   n_bytes = call->content != NULL ? call->content->len : 0;

  if (!ktg_answer_is_late (waited_us, n_bytes))
    return G_SOURCE_CONTINUE;

  call->timer = 0;
  give_up (call, KTG_SYNC_ERROR_TOO_SLOW, "The answer comes too slowly");

  return G_SOURCE_REMOVE;
}

/* --- the message --- */

/* Never before 1970, which no signature can say; the server would not answer with its time. */
static gint64
get_server_time_s (KtgTransport *self)
{
  return MAX (1, (self->world->now ().wall_us / 1000 + self->clock_offset_ms) / 1000);
}

/* As they will be sent. A length of nothing says nothing. */
static KtgHttpRequestLine
get_line (const Call *call)
{
  SoupMessage        *message = call->message;
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char         *length = soup_message_headers_get_one (headers, "Content-Length");
  KtgHttpRequestLine  line = {
     .method = soup_message_get_method (message),
     .path = g_uri_get_path (soup_message_get_uri (message)),
     .content_digest = soup_message_headers_get_one (headers, "Content-Digest"),
     .content_encoding = soup_message_headers_get_one (headers, "Content-Encoding"),
     .content_length = g_strcmp0 (length, "0") != 0 ? length : NULL,
     .upload_offset = soup_message_headers_get_one (headers, "Upload-Offset"),
     .upload_complete = soup_message_headers_get_one (headers, "Upload-Complete"),
     .range = soup_message_headers_get_one (headers, "Range"),
     .is_from_stranger = call->request->is_from_stranger,
  };

  return line;
}

static void
sign_message (KtgTransport *self, Call *call)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (call->message);
  KtgHttpRequestLine  line = get_line (call);
  g_autofree char    *nonce = ktg_random_dup_text (NONCE_BYTES);
  g_autofree char    *input = NULL;
  g_autofree char    *signature = NULL;

  if (call->request->is_unsigned)
    return;

  self->sign (self->signer,
              &line,
              self->server_key,
              get_server_time_s (self),
              nonce,
              &input,
              &signature);
  soup_message_headers_replace (headers, "Signature-Input", input);
  soup_message_headers_replace (headers, "Signature", signature);
}

static void
use_socket (KtgTransport *self, GSocket *socket)
{
  note_carried (self);
  if (g_set_object (&self->socket, socket))
    self->n_seen = 0;
}

static void
network_event_cb (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *stream,
                  gpointer           user_data)
{
  Call         *call = user_data;
  KtgTransport *self = g_task_get_source_object (call->task);
  const char   *scheme = g_uri_get_scheme (soup_message_get_uri (message));

  call->is_fresh = TRUE;
  ktg_http_session_tune (event, g_str_equal (scheme, "https"), stream);
  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (stream))
    use_socket (self, g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
  if (event == G_SOCKET_CLIENT_CONNECTED)
    self->has_reached = TRUE;
}

/* libsoup says that the connection stays, which in HTTP/1.1 it does anyway. */
static void
leave_out_what_is_understood (SoupMessage *message)
{
  soup_message_headers_remove (soup_message_get_request_headers (message), "Connection");
}

/* A warm connection has no network events. */
static void
started_cb (SoupMessage *message, gpointer user_data)
{
  Call         *call = user_data;
  KtgTransport *self = g_task_get_source_object (call->task);

  note_asked (self, call);
  self->has_reached = TRUE;
  g_clear_handle_id (&call->timer, g_source_remove);
  call->timer = g_timeout_add_seconds (LOOK_S, time_to_look_at_answer_cb, call);
  leave_out_what_is_understood (message);
}

static void
wrote_body_data_cb (SoupMessage *message, guint n_bytes, gpointer user_data)
{
  Call         *call = user_data;
  KtgTransport *self = g_task_get_source_object (call->task);

  note_asked (self, call);
  if (call->request->file != NULL && self->moved != NULL)
    self->moved (n_bytes, self->moved_data);
}

/* A warm connection broke before anything was answered, and libsoup begins again. A nonce serves
 * once; and a file that is half sent must first be asked about. */
static void
restarted_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  call->is_second_try = TRUE;
  if (call->request->file == NULL)
    sign_message (g_task_get_source_object (call->task), call);
  else
    give_up (call, KTG_SYNC_ERROR_NO_LINK, "The link broke");
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  Call *call = user_data;

  g_cancellable_cancel (call->cancellable);
}

static void
make_message (GTask *task)
{
  KtgTransport    *self = g_task_get_source_object (task);
  Call            *call = g_task_get_task_data (task);
  g_autofree char *url = g_strconcat (self->url, call->request->path, NULL);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  call->message = soup_message_new_from_uri (call->request->method, uri);
  soup_message_add_flags (call->message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE
                              | SOUP_MESSAGE_IDEMPOTENT); /* else it would never use a warm
                                                             connection */
  ktg_request_attach (call->request, call->message);
  sign_message (self, call);

  g_signal_connect (call->message, "network-event", G_CALLBACK (network_event_cb), call);
  g_signal_connect (call->message, "starting", G_CALLBACK (started_cb), call);
  g_signal_connect (call->message, "restarted", G_CALLBACK (restarted_cb), call);
  g_signal_connect (call->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), call);
}

/* --- what went wrong --- */

/* A warm connection on which nothing was answered: the server may have closed it meanwhile, and
 * then nobody saw the request. */
static gboolean
may_be_dead (const Call *call)
{
  return !call->is_fresh && call->content == NULL;
}

/* Another is made at once. A file is whole for as long as nothing of it can have left. */
static gboolean
may_try_again (KtgTransport *self, Call *call, GError *error)
{
  return may_be_dead (call) && !call->is_second_try
         && (call->request->file == NULL || !self->has_reached)
         && !g_cancellable_is_cancelled (call->cancellable) && error->domain != G_TLS_ERROR;
}

static void
begin_second_try (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  call->is_second_try = TRUE;
  begin (task);
}

static void
fail (GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (may_try_again (g_task_get_source_object (task), call, error))
    {
      begin_second_try (task);
      return;
    }

  note_over (g_task_get_source_object (task));
  if (g_cancellable_is_cancelled (call->outer))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The request was stopped");
  else if (call->given_up != NULL)
    g_task_return_error (task, g_steal_pointer (&call->given_up));
  else
    g_task_return_error (task, ktg_link_error_new (call->message, error, may_be_dead (call)));
}

/* --- the answer --- */

/* Signed at the wrong time, or with a nonce that a cut answer had used up. */
static gboolean
must_sign_anew (KtgTransport *self, Call *call, const KtgAnswer *answer)
{
  gboolean is_wrong_time = ktg_answer_is_problem (answer, "clock");

  if (is_wrong_time)
    is_wrong_time
        = ktg_answer_read_clock (answer, self->world->now ().wall_us, &self->clock_offset_ms);

  return !call->is_second_try && call->request->file == NULL
         && (is_wrong_time || ktg_answer_is_problem (answer, "replayed")
             || ktg_answer_is_problem (answer, "signature"));
}

/* What answered may not be the server, and an answer too many would be taken for that to the next
 * request, and so on for ever: such a connection is used no more. */
static void
leave_connection_unless_proven (KtgTransport *self, const KtgAnswer *answer)
{
  if (answer != NULL && (answer->is_proven || self->server_key == NULL))
    return;

  if (self->socket != NULL && !g_socket_is_closed (self->socket))
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

static void
give_answer (GTask *task)
{
  KtgTransport *self = g_task_get_source_object (task);
  Call         *call = g_task_get_task_data (task);
  g_autoptr (GBytes) content = g_byte_array_free_to_bytes (g_steal_pointer (&call->content));
  g_autoptr (KtgAnswer) answer = ktg_answer_new (call->message, content, self->server_key);
  g_autoptr (GError) error = NULL;

  note_over (self);
  leave_connection_unless_proven (self, answer);
  if (!ktg_answer_check (answer, self->server_key, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (must_sign_anew (self, call, answer))
    begin_second_try (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify)ktg_answer_free);
}

static void
read_on (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (call->stream,
                                   PIECE_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   call->cancellable,
                                   read_cb,
                                   g_object_ref (task));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgTransport *self = g_task_get_source_object (task);
  Call         *call = g_task_get_task_data (task);
  const gsize   most_bytes = self->server_key != NULL ? MAX_PACKED_BYTES : MAX_UNPROVEN_BYTES;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (piece != NULL && call->content->len + g_bytes_get_size (piece) > most_bytes)
    error = g_error_new_literal (SOUP_SESSION_ERROR,
                                 SOUP_SESSION_ERROR_PARSING,
                                 "The answer does not end");
  if (error != NULL)
    {
      fail (task, error);
      return;
    }

  note_moved (self);
  g_byte_array_append (call->content, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
  if (g_bytes_get_size (piece) == 0)
    give_answer (task);
  else
    read_on (task);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->stream = ktg_http_session_send_finish (KTG_HTTP_SESSION (object), result, &error);
  if (call->stream == NULL)
    {
      fail (task, error);
      return;
    }

  note_answered (g_task_get_source_object (task));
  call->content = g_byte_array_new ();
  read_on (task);
}

static void
begin (GTask *task)
{
  KtgTransport *self = g_task_get_source_object (task);
  Call         *call = g_task_get_task_data (task);

  call_clear_try (call);
  note_moved (self);
  self->is_connecting = TRUE;
  self->has_reached = FALSE;
  make_message (task);
  call->timer = g_timeout_add_seconds (CONNECT_S, connecting_took_too_long_cb, call);
  ktg_http_session_send_async (self->session,
                               call->message,
                               call->cancellable,
                               sent_cb,
                               g_object_ref (task));
}

/* --- the object --- */

static void
ktg_transport_finalize (GObject *object)
{
  KtgTransport *self = KTG_TRANSPORT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->server_key, g_free);

  G_OBJECT_CLASS (ktg_transport_parent_class)->finalize (object);
}

static void
ktg_transport_class_init (KtgTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_transport_finalize;
}

static void
ktg_transport_init (KtgTransport *self)
{
}

/**
 * ktg_transport_new:
 * @url: a normalised address
 * @ca_pem: (nullable): the only authority to trust
 * @server_key: (nullable): whose proofs to believe; %NULL for as long as nobody has proven one
 * @world: (scope forever): the clocks
 * @sign: signs requests
 * @signer: for @sign; must live as long as the transport
 *
 * Returns: (transfer full) (nullable): a transport, or %KTG_SYNC_ERROR_CERTIFICATE where @ca_pem is
 * not one
 */
KtgTransport *
ktg_transport_new (const char         *url,
                   const char         *ca_pem,
                   const char         *server_key,
                   const KtgSyncWorld *world,
                   KtgTransportSign    sign,
                   gpointer            signer,
                   GError            **error)
{
  g_autoptr (GTlsDatabase) authority = NULL;
  KtgTransport *self;

  if (ca_pem != NULL && (authority = ktg_authority_new (ca_pem, error)) == NULL)
    return NULL;

  self = g_object_new (KTG_TYPE_TRANSPORT, NULL);
  self->session = ktg_http_session_new (url, authority);
  self->url = g_strdup (url);
  self->server_key = g_strdup (server_key);
  self->world = world;
  self->sign = sign;
  self->signer = signer;

  return self;
}

/**
 * ktg_transport_set_server_key:
 * @self: a transport that was made without one
 * @server_key: whose proofs to believe from now on, and whom requests are for
 */
void
ktg_transport_set_server_key (KtgTransport *self, const char *server_key)
{
  g_free (self->server_key);
  self->server_key = g_strdup (server_key);
}

/**
 * ktg_transport_set_clock_offset_ms:
 * @self: a transport
 * @server_offset_ms: the server's clock minus this computer's, for what is signed from now on
 */
void
ktg_transport_set_clock_offset_ms (KtgTransport *self, gint64 server_offset_ms)
{
  self->clock_offset_ms = server_offset_ms;
}

/**
 * ktg_transport_get_clock_offset_ms:
 *
 * Returns: what a proven answer last said the server's clock is before this device's
 */
gint64
ktg_transport_get_clock_offset_ms (KtgTransport *self)
{
  return self->clock_offset_ms;
}

/**
 * ktg_transport_set_moved:
 * @moved: (nullable): called as bytes of a file go out
 */
void
ktg_transport_set_moved (KtgTransport *self, KtgTransportMoved moved, gpointer user_data)
{
  self->moved = moved;
  self->moved_data = user_data;
}

/**
 * ktg_transport_get_n_unsent:
 * @self: a transport
 *
 * Returns: how many bytes this computer still holds of what was given to it, because the next hop
 * has not acknowledged them
 */
guint64
ktg_transport_get_n_unsent (KtgTransport *self)
{
  return self->socket != NULL ? ktg_http_session_get_n_unsent (self->socket) : 0;
}

/**
 * ktg_transport_take_n_carried:
 * @self: a transport
 *
 * Returns: how many bytes its connections have carried since this was asked last, both ways and as
 * the kernel counts them; of one that broke, those of its last moment are not known
 */
guint64
ktg_transport_take_n_carried (KtgTransport *self)
{
  guint64 n_carried;

  note_carried (self);
  n_carried = self->n_carried;
  self->n_carried = 0;

  return n_carried;
}

/**
 * ktg_transport_count_packets:
 * @self: a transport
 * @n_packets: (inout): those that left on its connection are added
 * @n_lost: (inout): those of them that had to go again
 */
void
ktg_transport_count_packets (KtgTransport *self, guint *n_packets, guint *n_lost)
{
  if (self->socket != NULL)
    ktg_http_session_count_packets (self->socket, n_packets, n_lost);
}

/**
 * ktg_transport_get_round_trip_us:
 * @self: a transport
 *
 * What buffers on the way held back is in it, so only the shortest of several says something.
 *
 * Returns: how long the newest answer took from the request's last byte on; 0: none yet
 */
gint64
ktg_transport_get_round_trip_us (KtgTransport *self)
{
  return self->round_trip_us;
}

/**
 * ktg_transport_is_connected:
 * @self: a transport
 *
 * Returns: whether its connection stands, as far as is known here
 */
gboolean
ktg_transport_is_connected (KtgTransport *self)
{
  return self->socket != NULL && g_socket_is_connected (self->socket)
         && !g_socket_is_closed (self->socket);
}

/**
 * ktg_transport_get_quiet_us:
 * @self: a transport
 *
 * Returns: how long no byte has moved of the request under way; 0: none is
 */
gint64
ktg_transport_get_quiet_us (KtgTransport *self)
{
  return self->moved_us != 0 ? self->world->monotonic_us () - self->moved_us : 0;
}

/**
 * ktg_transport_is_stuck:
 * @self: a transport
 * @quiet_us: how long no byte may move
 *
 * Bytes that this computer's own buffers took count as moved, so nothing is called stuck too early.
 *
 * Returns: whether a request is under way that still has no connection, or that has moved no byte
 * for @quiet_us
 */
gboolean
ktg_transport_is_stuck (KtgTransport *self, gint64 quiet_us)
{
  if (self->moved_us == 0)
    return FALSE;

  return self->is_connecting || ktg_transport_get_quiet_us (self) >= quiet_us;
}

/**
 * ktg_transport_has_reached:
 * @self: a transport
 *
 * Returns: whether the newest request had a connection, so that something may have been sent
 */
gboolean
ktg_transport_has_reached (KtgTransport *self)
{
  return self->has_reached;
}

/**
 * ktg_transport_send_async:
 * @self: a transport
 * @request: (transfer full): what to ask
 * @cancellable: (nullable): stops it at any moment
 *
 * A request that a wrong clock or a dead warm connection spoiled is made once more, unless it
 * carries a file that may have begun to leave. 30 seconds to connect, 60 without a byte moving, and
 * an answer that is not late (ktg_answer_is_late()).
 */
void
ktg_transport_send_async (KtgTransport       *self,
                          KtgRequest         *request,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, ktg_transport_send_async);
  call->task = task;
  call->request = request;
  call->cancellable = g_cancellable_new ();
  call->outer = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  call->outer_id = g_cancellable_connect (call->outer, G_CALLBACK (outer_cancelled_cb), call, NULL);

  begin (task);
}

/**
 * ktg_transport_send_finish:
 *
 * Errors: %KTG_SYNC_ERROR for whatever lies between here and the server, %G_IO_ERROR_CANCELLED, and
 * those of the file's own stream as they are.
 *
 * Returns: (transfer full) (nullable): an answer; a success is proven where the server's key is
 * known
 */
KtgAnswer *
ktg_transport_send_finish (KtgTransport *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
