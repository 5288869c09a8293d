/* ktg-http-ask.c - one request, and its answer as it comes
 *
 * For a program of ours that asks another on the same machine, so it knows no more of HTTP than our
 * own server says: 1.1, and a body that comes in chunks or with its length.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-ask.h"

#include <stdio.h>
#include <string.h>

#define PIECE_BYTES 16384
#define MAX_FIELDS 100

typedef struct
{
  GDataInputStream *input;
  KtgHttpTake       take;
  gpointer          user_data;
  gboolean          is_wanted;
} Answer;

static gboolean
set_hung_up (GError **error)
{
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_CONNECTION_CLOSED,
                       "the server hung up before it had said all");
  return FALSE;
}

static char *
read_line (Answer *self, GError **error)
{
  char *line = g_data_input_stream_read_line (self->input, NULL, NULL, NULL);

  if (line == NULL)
    set_hung_up (error);
  return line;
}

static gboolean
send_request (GOutputStream *output,
              const char    *method,
              const char    *path,
              GBytes        *body,
              GError       **error)
{
  gsize            size;
  gconstpointer    bytes = g_bytes_get_data (body, &size);
  g_autofree char *head = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: localhost\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           method,
                                           path,
                                           size);

  return g_output_stream_write_all (output, head, strlen (head), NULL, NULL, error)
         && (size == 0 || g_output_stream_write_all (output, bytes, size, NULL, NULL, error));
}

static gboolean
read_status (Answer *self, guint *status, GError **error)
{
  g_autofree char *line = read_line (self, error);

  return line != NULL && (sscanf (line, "HTTP/1.1 %3u", status) == 1 || set_hung_up (error));
}

/* @length: of the body; G_MAXUINT64 where it comes in chunks. */
static gboolean
read_fields (Answer *self, guint64 *length, GError **error)
{
  *length = 0;
  for (guint i = 0; i < MAX_FIELDS; i++)
    {
      g_autofree char *line = read_line (self, error);

      if (line == NULL)
        return FALSE;
      if (*line == '\0')
        return TRUE;
      if (g_ascii_strcasecmp (line, "Transfer-Encoding: chunked") == 0)
        *length = G_MAXUINT64;
      else if (g_ascii_strncasecmp (line, "Content-Length: ", 16) == 0)
        *length = g_ascii_strtoull (line + 16, NULL, 10);
    }

  return set_hung_up (error);
}

static gboolean
read_bytes (Answer *self, guint64 size_bytes, GError **error)
{
  char buffer[PIECE_BYTES];

  while (size_bytes > 0 && self->is_wanted)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (self->input),
                                      buffer,
                                      MIN (size_bytes, sizeof buffer),
                                      NULL,
                                      NULL);

      if (n <= 0)
        return set_hung_up (error);
      size_bytes -= (guint64)n;
      self->is_wanted = self->take (buffer, (gsize)n, self->user_data);
    }

  return TRUE;
}

/* TRUE with @is_last at the end. */
static gboolean
read_chunk (Answer *self, gboolean *is_last, GError **error)
{
  g_autofree char *head = read_line (self, error);
  g_autofree char *end = NULL;
  guint64          size_bytes;

  if (head == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (head, 16, 0, G_MAXUINT32, &size_bytes, error)
      || !read_bytes (self, size_bytes, error))
    return FALSE;

  *is_last = size_bytes == 0;
  if (!self->is_wanted)
    return TRUE;

  end = read_line (self, error);
  return end != NULL;
}

static gboolean
read_body (Answer *self, guint64 length, GError **error)
{
  gboolean is_last = FALSE;

  if (length != G_MAXUINT64)
    return read_bytes (self, length, error);

  while (!is_last && self->is_wanted)
    if (!read_chunk (self, &is_last, error))
      return FALSE;

  return TRUE;
}

/**
 * ktg_http_ask:
 * @connection: to a server of ours; of no more use after this
 * @method: "POST"
 * @path: of letters that need no escaping
 * @body: what is sent, or nothing
 * @take: gets the answer's body, piece by piece
 * @user_data: for @take
 * @status: (out): of the answer
 * @error: where there is no answer, or not all of it
 *
 * Blocks.
 *
 * Returns: %FALSE where the answer did not come to its end; what came before was taken
 */
gboolean
ktg_http_ask (GIOStream  *connection,
              const char *method,
              const char *path,
              GBytes     *body,
              KtgHttpTake take,
              gpointer    user_data,
              guint      *status,
              GError    **error)
{
  g_autoptr (GDataInputStream) input
      = g_data_input_stream_new (g_io_stream_get_input_stream (connection));
  Answer  answer = { input, take, user_data, TRUE };
  guint64 length;

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  return send_request (g_io_stream_get_output_stream (connection), method, path, body, error)
         && read_status (&answer, status, error) && read_fields (&answer, &length, error)
         && read_body (&answer, length, error);
}
