/* ktg-control.c - a verb asked of the process that has the data folder
 *
 * control.sock lies in the folder, which only its owner may enter. The question is the number of
 * its bytes and the words, each ended by NUL. The answer comes in pieces as the verb has them: 'o'
 * and what goes to standard output, 'e' and what goes to standard error, each with the number of
 * its bytes before it; at the end 's' and the exit status. Numbers are of four bytes, the highest
 * first.
 *
 * Whoever stops reading holds up the verb that he asked for and nothing else: one of many threads
 * waits for him, with one page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-control.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "control.sock"
#define MAX_QUESTION_BYTES 65536
#define MAX_PIECE_BYTES (64 * 1024 * 1024)
#define MAX_THREADS 64
#define SILENCE_S 10
#define PATIENCE_S (15 * 60) /* somebody leafs through a list */
#define PIECE_OUT 'o'
#define PIECE_ERR 'e'
#define PIECE_STATUS 's'

struct _KtgControl
{
  KtgArchive     *archive;
  GSocketService *service;
  GCancellable   *cancellable;
  char           *path;
  GMutex          lock;
  GCond           is_idle;
  guint           n_busy;
};

/* --- numbers and texts on the line --- */

static gboolean
send_number (GOutputStream *stream, guint32 number, GError **error)
{
  guint32 raw = g_htonl (number);

  return g_output_stream_write_all (stream, &raw, sizeof raw, NULL, NULL, error);
}

static gboolean
receive_number (GInputStream *stream, guint32 *number, GError **error)
{
  guint32 raw;
  gsize   n;

  if (!g_input_stream_read_all (stream, &raw, sizeof raw, &n, NULL, error))
    return FALSE;

  if (n < sizeof raw)
    {
      g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_IO, "the server hung up");
      return FALSE;
    }

  *number = g_ntohl (raw);
  return TRUE;
}

static gboolean
receive_kind (GInputStream *stream, char *kind, GError **error)
{
  gssize n = g_input_stream_read (stream, kind, 1, NULL, error);

  if (n == 0)
    g_set_error_literal (error,
                         KTG_ARCHIVE_ERROR,
                         KTG_ARCHIVE_ERROR_IO,
                         "the server hung up before it had said all");
  return n > 0;
}

static gboolean
send_text (GOutputStream *stream, const char *text, gsize size_bytes, GError **error)
{
  return send_number (stream, (guint32)size_bytes, error)
         && g_output_stream_write_all (stream, text, size_bytes, NULL, NULL, error);
}

static gboolean
receive_text (GInputStream *stream, gsize max_bytes, GString *text, GError **error)
{
  guint32 size_bytes;
  gsize   n;

  if (!receive_number (stream, &size_bytes, error))
    return FALSE;

  if (size_bytes > max_bytes)
    {
      g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_USAGE, "too many words");
      return FALSE;
    }

  g_string_set_size (text, size_bytes);
  if (!g_input_stream_read_all (stream, text->str, size_bytes, &n, NULL, error))
    return FALSE;
  if (n == size_bytes)
    return TRUE;

  g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_IO, "the other side hung up");
  return FALSE;
}

static GString *
join_words (char **words)
{
  GString *joined = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    g_string_append_len (joined, *word, (gssize)strlen (*word) + 1);

  return joined;
}

static char **
split_words (const GString *joined)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  gsize at = 0;

  while (at < joined->len)
    {
      g_strv_builder_add (words, joined->str + at);
      at += strlen (joined->str + at) + 1;
    }

  return g_strv_builder_end (words);
}

/* --- the server's side --- */

/* Whoever asked, and how long he may be waited for. */
typedef struct
{
  GSocket       *socket;
  GOutputStream *output;
  GCancellable  *cancellable;
} Asker;

static gboolean
send_head (Asker *self, char kind, gsize number, GError **error)
{
  guint8  head[5] = { (guint8)kind };
  guint32 raw = g_htonl ((guint32)number);

  memcpy (head + 1, &raw, sizeof raw);
  return g_output_stream_write_all (self->output,
                                    head,
                                    sizeof head,
                                    NULL,
                                    self->cancellable,
                                    error);
}

static gboolean
send_piece (Asker *self, char kind, const GString *text, GError **error)
{
  return text->len == 0
         || (send_head (self, kind, text->len, error)
             && g_output_stream_write_all (self->output,
                                           text->str,
                                           text->len,
                                           NULL,
                                           self->cancellable,
                                           error));
}

static gboolean
has_gone (Asker *self)
{
  return (g_socket_condition_check (self->socket, G_IO_HUP | G_IO_ERR) & (G_IO_HUP | G_IO_ERR))
         != 0;
}

static gboolean
send_page (const GString *out, const GString *err, gpointer user_data)
{
  Asker *self = user_data;

  return !has_gone (self) && send_piece (self, PIECE_OUT, out, NULL)
         && send_piece (self, PIECE_ERR, err, NULL);
}

/* What was done is told even while the server stops, but then nobody is waited for at length. */
static gboolean
send_end (Asker *self, KtgVerb *verb, int status, GError **error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_socket_set_timeout (self->socket, SILENCE_S);
      self->cancellable = NULL;
    }

  return send_piece (self, PIECE_OUT, verb->out, error)
         && send_piece (self, PIECE_ERR, verb->err, error)
         && send_head (self, PIECE_STATUS, (gsize)status, error);
}

static gboolean
answer_question (KtgControl *self, GSocketConnection *connection, GError **error)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  Asker         asker = { g_socket_connection_get_socket (connection),
                          g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                          self->cancellable };
  g_autoptr (GString) question = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) err = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  KtgVerb verb = { self->archive, TRUE, self->cancellable, out, err, send_page, &asker };
  int     status;

  g_socket_set_timeout (asker.socket, SILENCE_S);
  if (!receive_text (input, MAX_QUESTION_BYTES, question, error))
    return FALSE;

  g_socket_set_timeout (asker.socket, PATIENCE_S);
  words = split_words (question);
  status = words[0] != NULL ? ktg_verb_run (&verb, words) : KTG_EXIT_USAGE;

  return status != KTG_EXIT_UNTOLD && send_end (&asker, &verb, status, error);
}

static void
note_busy (KtgControl *self, int change)
{
  g_mutex_lock (&self->lock);
  self->n_busy += (guint)change;
  g_cond_broadcast (&self->is_idle);
  g_mutex_unlock (&self->lock);
}

static gboolean
connection_came_cb (GThreadedSocketService *service,
                    GSocketConnection      *connection,
                    GObject                *source,
                    gpointer                user_data)
{
  KtgControl *self = user_data;
  g_autoptr (GError) error = NULL;

  note_busy (self, 1);
  if (!answer_question (self, connection, &error))
    g_debug ("a question was not answered: %s", error != NULL ? error->message : "cut short");
  note_busy (self, -1);

  return TRUE;
}

/* A socket's path is short; through the folder's descriptor every folder is near enough. */
static GSocketAddress *
new_address (int folder_fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d/" NAME, folder_fd);

  return g_unix_socket_address_new (path);
}

static int
open_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    g_set_error (error,
                 KTG_ARCHIVE_ERROR,
                 KTG_ARCHIVE_ERROR_IO,
                 "cannot open the data folder: %s",
                 g_strerror (errno));
  return fd;
}

static gboolean
listen_in (KtgControl *self, int folder_fd, GError **error)
{
  g_autoptr (GSocketAddress) address = new_address (folder_fd);

  unlinkat (folder_fd, NAME, 0);
  return g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                        address,
                                        G_SOCKET_TYPE_STREAM,
                                        G_SOCKET_PROTOCOL_DEFAULT,
                                        NULL,
                                        NULL,
                                        error);
}

/**
 * ktg_control_new:
 *
 * Answers verbs while the server runs. Needs the default main context to be iterated.
 */
KtgControl *
ktg_control_new (KtgArchive *archive, GError **error)
{
  g_autoptr (KtgControl) self = g_new0 (KtgControl, 1);
  int      folder_fd;
  gboolean is_listening;

  g_mutex_init (&self->lock);
  g_cond_init (&self->is_idle);
  self->archive = archive;
  self->cancellable = g_cancellable_new ();
  self->path = g_build_filename (ktg_archive_get_folder (archive), NAME, NULL);
  self->service = g_threaded_socket_service_new (MAX_THREADS);
  g_signal_connect (self->service, "run", G_CALLBACK (connection_came_cb), self);

  folder_fd = open_folder (ktg_archive_get_folder (archive), error);
  if (folder_fd < 0)
    return NULL;

  is_listening = listen_in (self, folder_fd, error);
  close (folder_fd);

  return is_listening ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_control_free:
 *
 * Takes no more questions and waits for those that are being answered.
 */
void
ktg_control_free (KtgControl *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_unlink (self->path);

  g_mutex_lock (&self->lock);
  while (self->n_busy > 0)
    g_cond_wait (&self->is_idle, &self->lock);
  g_mutex_unlock (&self->lock);

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_cond_clear (&self->is_idle);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}

/* --- the asking side --- */

static GSocketConnection *
connect_to (const char *folder, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = NULL;
  GSocketConnection *connection;
  int                folder_fd = open_folder (folder, error);

  if (folder_fd < 0)
    return NULL;

  address = new_address (folder_fd);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, error);
  close (folder_fd);

  return connection;
}

static gboolean
receive_status (GInputStream *input, int *status, GError **error)
{
  guint32 number;

  if (!receive_number (input, &number, error))
    return FALSE;

  *status = (int)number;
  return TRUE;
}

/* One piece after the other goes on to @send as it comes, until the status does. */
static gboolean
receive_answer (GInputStream *input,
                KtgVerbSend   send,
                gpointer      send_data,
                int          *status,
                GError      **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) nothing = g_string_new (NULL);
  char kind = 0;

  for (;;)
    {
      if (!receive_kind (input, &kind, error))
        return FALSE;
      if (kind == PIECE_STATUS)
        return receive_status (input, status, error);
      if (!receive_text (input, MAX_PIECE_BYTES, text, error))
        return FALSE;
      if (send (kind == PIECE_OUT ? text : nothing, kind == PIECE_ERR ? text : nothing, send_data))
        continue;

      *status = KTG_EXIT_UNTOLD;
      return TRUE;
    }
}

/**
 * ktg_control_ask:
 * @folder: a data folder that another process has
 * @send: takes the answer, piece by piece; once it cannot, the server is left alone
 * @status: (out): the verb's exit status, or KTG_EXIT_UNTOLD
 *
 * Returns: FALSE if nobody answers there (KTG_ARCHIVE_ERROR_LOCKED), or not to the end
 */
gboolean
ktg_control_ask (const char *folder,
                 char      **words,
                 KtgVerbSend send,
                 gpointer    send_data,
                 int        *status,
                 GError    **error)
{
  g_autoptr (GSocketConnection) connection = connect_to (folder, NULL);
  g_autoptr (GString) joined = join_words (words);

  if (connection == NULL)
    {
      g_set_error_literal (error,
                           KTG_ARCHIVE_ERROR,
                           KTG_ARCHIVE_ERROR_LOCKED,
                           "another process has this data folder and does not answer");
      return FALSE;
    }

  return send_text (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                    joined->str,
                    joined->len,
                    error)
         && receive_answer (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                            send,
                            send_data,
                            status,
                            error);
}
