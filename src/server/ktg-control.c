/* ktg-control.c - a verb asked of the process that has the data folder
 *
 * control.sock lies in the folder, which only its owner may enter. The HTTP part answers there, and
 * there alone, `POST /v1/verbs/{verb}`: the body has the words that follow the verb, each ended by
 * NUL, the answer is a line of JSON for each page; and `GET /v1/files/{sha256}`, any whole file.
 *
 * Whoever stops reading holds up the verb that he asked for and nothing else: one of many threads
 * waits for him, with one page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-control.h"

#include "ktg-depot-reader.h"
#include "ktg-http-ask.h"
#include "ktg-http-stream.h"
#include "ktg-http.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <ktg-sha256.h>
#include <ktg-verb-json.h>
#include <string.h>
#include <unistd.h>

#define NAME "control.sock"
#define PATH "/v1/verbs/"
#define FILES_PATH "/v1/files/"
#define MAX_WORDS_BYTES (KTG_SHELF_MAX_PACK_BYTES + 65536) /* a pack is one of them */
#define MAX_PART_BYTES (1024 * 1024)
#define MAX_LINE_BYTES (64 * 1024 * 1024)
#define MAX_THREADS 64
#define PATIENCE_MS (15 * 60 * 1000) /* somebody leafs through a list */

struct _KtgControl
{
  KtgArchive   *archive;
  GThreadPool  *verbs;
  GCancellable *cancellable;
  KtgHttp      *http;
  char         *path;
};

/* --- the server's side --- */

/* A verb that was asked for. */
typedef struct
{
  char         **words;
  KtgHttpStream *stream;
} Asked;

static void
asked_free (Asked *self)
{
  g_strfreev (self->words);
  ktg_http_stream_unref (self->stream);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static char **
dup_words (KtgHttpRequest *request)
{
  gsize            size;
  const char      *bytes = g_bytes_get_data (ktg_http_request_get_body (request), &size);
  g_autofree char *joined = g_malloc0 (size + 1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (size > 0)
    memcpy (joined, bytes, size);
  g_strv_builder_add (words, ktg_http_request_get_parameter (request));
  for (gsize at = 0; at < size; at += strlen (joined + at) + 1)
    g_strv_builder_add (words, joined + at);

  return g_strv_builder_end (words);
}

static gboolean
send_part (KtgHttpStream *stream, const KtgVerbPart *part)
{
  g_autoptr (GBytes) json = ktg_verb_part_write (part);
  g_autoptr (GByteArray) line = g_bytes_unref_to_array (g_steal_pointer (&json));
  g_autoptr (GBytes) piece = NULL;

  g_byte_array_append (line, (const guint8 *)"\n", 1);
  piece = g_byte_array_free_to_bytes (g_steal_pointer (&line));
  return ktg_http_stream_send (stream, piece);
}

/* The first part of what is left of @text, cut between two letters. */
static char *
dup_some (const GString *text, gsize *at)
{
  gsize       size = MIN (text->len - *at, MAX_PART_BYTES);
  const char *end = text->str + *at + size;
  char       *some;

  if (*at + size < text->len && (*end & 0xc0) == 0x80)
    size = (gsize)(g_utf8_find_prev_char (text->str + *at, end) - (text->str + *at));
  some = g_utf8_make_valid (text->str + *at, (gssize)size);
  *at += size;
  return some;
}

static gboolean
send_page (const GString *out, const GString *err, gpointer user_data)
{
  gsize    out_at = 0;
  gsize    err_at = 0;
  gboolean is_sent = TRUE;

  while (is_sent && (out_at < out->len || err_at < err->len))
    {
      g_autofree char *some_out = dup_some (out, &out_at);
      g_autofree char *some_err = dup_some (err, &err_at);
      KtgVerbPart      part = { .out = some_out, .err = some_err };

      is_sent = send_part (user_data, &part);
    }

  return is_sent;
}

/* The server stops: nobody who stands still is waited for. */
static void
stopped_cb (GCancellable *cancellable, gpointer stream)
{
  ktg_http_stream_call_off (stream);
}

static void
run_asked (gpointer data, gpointer user_data)
{
  KtgControl *self = user_data;
  g_autoptr (Asked) asked = data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) err = g_string_new (NULL);
  KtgVerb verb = { self->archive, TRUE, self->cancellable, out, err, send_page, asked->stream };
  gulong  handler
      = g_cancellable_connect (self->cancellable, G_CALLBACK (stopped_cb), asked->stream, NULL);
  int         status = ktg_verb_run (&verb, asked->words);
  KtgVerbPart end = { .is_end = TRUE, .exit = status };

  g_cancellable_disconnect (self->cancellable, handler);
  if (status != KTG_EXIT_UNTOLD && send_page (out, err, asked->stream)
      && send_part (asked->stream, &end))
    ktg_http_stream_end (asked->stream);
  else
    ktg_http_stream_cut (asked->stream);
}

static void
verb_ready (KtgHttpRequest *request, gpointer user_data)
{
  KtgControl *self = user_data;
  Asked      *asked = g_new0 (Asked, 1);

  asked->words = dup_words (request);
  asked->stream = ktg_http_stream_begin (request, "application/x-ndjson");
  g_thread_pool_push (self->verbs, asked, NULL);
}

static void
file_ready (KtgHttpRequest *request, gpointer user_data)
{
  KtgControl *self = user_data;
  const char *sha256 = ktg_http_request_get_parameter (request);
  g_autoptr (KtgDepotReader) reader = NULL;
  guint64 size_bytes;

  if (ktg_sha256_is_hex (sha256))
    reader = ktg_depot_reader_open (ktg_archive_get_depot (self->archive), sha256, NULL);
  if (reader == NULL)
    {
      ktg_http_request_answer (request,
                               ktg_http_answer_new_problem (404,
                                                            "unknown-file",
                                                            "There is no such file"));
      return;
    }

  size_bytes = ktg_depot_reader_get_size (reader);
  ktg_http_request_answer (request,
                           ktg_http_answer_new_file (200,
                                                     "application/octet-stream",
                                                     ktg_depot_reader_steal_fd (reader),
                                                     0,
                                                     size_bytes));
}

static const KtgHttpRoute routes[] = {
  { .method = "GET", .path = FILES_PATH "{sha256}", .ready = file_ready },
  {
      .method = "POST",
      .path = PATH "{verb}",
      .body = KTG_HTTP_BODY_COLLECTED,
      .body_cap_bytes = MAX_WORDS_BYTES,
      .unpacked_cap_bytes = MAX_WORDS_BYTES,
      .ready = verb_ready,
  },
  { .method = NULL },
};

static int
open_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    ktg_archive_error_set_errno (error, "cannot open the data folder");
  return fd;
}

/* A socket's path is short; through the folder's descriptor every folder is near enough. */
static char *
dup_path (int folder_fd)
{
  return g_strdup_printf ("/proc/self/fd/%d/" NAME, folder_fd);
}

static int
listen_in (const char *folder, GError **error)
{
  int              folder_fd = open_folder (folder, error);
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  int              fd;

  if (folder_fd < 0)
    return -1;

  path = dup_path (folder_fd);
  address = g_strconcat ("unix:", path, NULL);
  unlinkat (folder_fd, NAME, 0);
  fd = ktg_http_listen (address, error);
  close (folder_fd);
  return fd;
}

static KtgHttpLimits
get_limits (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;

  limits.threads = 1;
  limits.connections = MAX_THREADS;
  limits.idle_ms = PATIENCE_MS;
  return limits;
}

/**
 * ktg_control_new:
 * @archive: not owned, outlives this
 * @error: why not
 *
 * Answers verbs while the server runs, on threads of its own.
 *
 * Returns: (transfer full) (nullable): what answers already
 */
KtgControl *
ktg_control_new (KtgArchive *archive, GError **error)
{
  KtgHttpLimits limits = get_limits ();
  g_autoptr (KtgControl) self = g_new0 (KtgControl, 1);
  int fd = listen_in (ktg_archive_get_folder (archive), error);

  self->archive = archive;
  self->cancellable = g_cancellable_new ();
  self->path = g_build_filename (ktg_archive_get_folder (archive), NAME, NULL);
  self->verbs = g_thread_pool_new (run_asked, self, MAX_THREADS, FALSE, NULL);
  if (fd < 0)
    return NULL;

  self->http = ktg_http_start (fd, routes, &limits, NULL, self, error);
  return self->http != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_control_free:
 * @self: (nullable): a control
 *
 * Takes no more questions and waits for those that are being answered.
 */
void
ktg_control_free (KtgControl *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  if (self->http != NULL)
    ktg_http_stop (self->http);
  g_thread_pool_free (self->verbs, FALSE, TRUE);
  ktg_http_free (self->http);
  g_unlink (self->path);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self);
}

/* --- the asking side --- */

static gboolean
set_hung_up (GError **error)
{
  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_IO,
                       "the server hung up before it had said all");
  return FALSE;
}

/* An answer with a status is one, whether or not all of it comes. */
static gboolean
ask (const char *folder,
     const char *method,
     const char *path,
     GBytes     *body,
     KtgHttpTake take,
     gpointer    take_data,
     guint      *status,
     GError    **error)
{
  int              folder_fd = open_folder (folder, error);
  g_autofree char *socket_path = dup_path (folder_fd);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket_path);
  g_autoptr (GError) failure = NULL;

  *status = 0;
  if (folder_fd < 0)
    return FALSE;

  ktg_http_ask (address, method, path, body, take, take_data, status, &failure);
  close (folder_fd);
  if (failure == NULL)
    return TRUE;
  if (*status != 0)
    return set_hung_up (error);

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_LOCKED,
                       "another process has this data folder and does not answer");
  return FALSE;
}

static GBytes *
join_words (char **words)
{
  GByteArray *joined = g_byte_array_new ();

  for (char **word = words; *word != NULL; word++)
    g_byte_array_append (joined, (const guint8 *)*word, (guint)strlen (*word) + 1);

  return g_byte_array_free_to_bytes (joined);
}

/* What comes, until its line is whole. */
typedef struct
{
  KtgVerbSend send;
  gpointer    send_data;
  GString    *line;
  gboolean    is_ended;
  int         status;
  GError     *error;
} Heard;

static gboolean
take_line (Heard *self)
{
  g_autoptr (GBytes) line = g_bytes_new (self->line->str, self->line->len);
  g_autoptr (KtgVerbPart) part = ktg_verb_part_parse (line, &self->error);
  g_autoptr (GString) out = NULL;
  g_autoptr (GString) err = NULL;

  g_string_truncate (self->line, 0);
  if (part == NULL)
    return FALSE;

  self->is_ended = part->is_end;
  self->status = part->exit;
  out = g_string_new (part->out);
  err = g_string_new (part->err);
  if (part->is_end || self->send (out, err, self->send_data))
    return TRUE;

  self->is_ended = TRUE;
  self->status = KTG_EXIT_UNTOLD;
  return FALSE;
}

static gboolean
hear (const char *bytes, gsize size_bytes, gpointer user_data)
{
  Heard *self = user_data;

  for (gsize at = 0; at < size_bytes;)
    {
      const char *end = memchr (bytes + at, '\n', size_bytes - at);
      gsize       n = end != NULL ? (gsize)(end - (bytes + at)) : size_bytes - at;

      g_string_append_len (self->line, bytes + at, (gssize)n);
      at += n + (end != NULL ? 1 : 0);
      if ((end != NULL && !take_line (self)) || self->line->len > MAX_LINE_BYTES)
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_heard_all (Heard *self, guint http_status, GError **error)
{
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (http_status != 200)
    g_set_error (error,
                 KTG_ARCHIVE_ERROR,
                 KTG_ARCHIVE_ERROR_BUSY,
                 "the server does not answer this now (%u)",
                 http_status);
  else if (!self->is_ended)
    set_hung_up (error);
  else
    return TRUE;

  return FALSE;
}

/**
 * ktg_control_ask:
 * @folder: a data folder that another process has
 * @words: a verb that is known, and what follows it
 * @send: takes the answer, piece by piece; once it cannot, the server is left alone
 * @send_data: for @send
 * @status: (out): the verb's exit status, or KTG_EXIT_UNTOLD
 * @error: why there is no answer
 *
 * Returns: %FALSE if nobody answers there (%KTG_ARCHIVE_ERROR_LOCKED), or not to the end
 */
gboolean
ktg_control_ask (const char *folder,
                 char      **words,
                 KtgVerbSend send,
                 gpointer    send_data,
                 int        *status,
                 GError    **error)
{
  g_autofree char *path = g_strconcat (PATH, words[0], NULL);
  g_autoptr (GBytes) body = join_words (words + 1);
  g_autoptr (GString) line = g_string_new (NULL);
  Heard heard = { .send = send, .send_data = send_data, .line = line };
  guint http_status;

  if (!ask (folder, "POST", path, body, hear, &heard, &http_status, error)
      || !has_heard_all (&heard, http_status, error))
    return FALSE;

  *status = heard.status;
  return TRUE;
}

/* A file's bytes, as long as it is one. */
typedef struct
{
  KtgHttpTake take;
  gpointer    take_data;
  guint       status;
} Fetched;

static gboolean
take_file (const char *bytes, gsize size_bytes, gpointer user_data)
{
  Fetched *self = user_data;

  return self->status == 200 && self->take (bytes, size_bytes, self->take_data);
}

/**
 * ktg_control_fetch:
 * @folder: a data folder that another process has
 * @sha256: a whole file
 * @take: gets its bytes
 * @take_data: for @take
 * @error: %KTG_ARCHIVE_ERROR_NOT_FOUND if there is no such file
 *
 * Returns: %FALSE where it did not come to its end
 */
gboolean
ktg_control_fetch (const char *folder,
                   const char *sha256,
                   KtgHttpTake take,
                   gpointer    take_data,
                   GError    **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autofree char *path = g_strconcat (FILES_PATH, sha256, NULL);
  Fetched          fetched = { take, take_data, 0 };

  if (!ask (folder, "GET", path, nothing, take_file, &fetched, &fetched.status, error))
    return FALSE;
  if (fetched.status == 200)
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_NOT_FOUND,
               "file %s: it is not here",
               sha256);
  return FALSE;
}
