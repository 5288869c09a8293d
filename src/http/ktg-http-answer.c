/* ktg-http-answer.c - a status, headers, and bytes or a part of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-answer-private.h"

#include <ktg-gzip.h>
#include <ktg-problem-json.h>

#include <string.h>
#include <unistd.h>

/* Below this a packed answer saves no packet. */
#define WORTH_PACKING_BYTES 600
#define PACKING_LEVEL 6
#define RETRY_AFTER_S "5"

struct _KtgHttpAnswer
{
  guint                status;
  const char          *problem; /* its type without the prefix, interned; or NULL */
  GBytes              *content;
  gboolean             is_apart; /* its content is not in memory: the response has it */
  struct MHD_Response *response; /* or NULL */
  guint64              size_bytes;
  GPtrArray           *headers; /* name, value, name, value */

  KtgHttpComposeFunc compose; /* writes the answer that is meant; or NULL */
  gpointer           data;
  GDestroyNotify     destroy;
};

/**
 * ktg_http_answer_new:
 * @content: (nullable): then @content_type is not sent
 *
 * JSON is sent as gzip to those who accept it, where that is shorter.
 */
KtgHttpAnswer *
ktg_http_answer_new (guint status, const char *content_type, GBytes *content)
{
  KtgHttpAnswer *self = g_new0 (KtgHttpAnswer, 1);

  self->status = status;
  self->content = content != NULL ? g_bytes_ref (content) : g_bytes_new_static ("", 0);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  if (content != NULL)
    ktg_http_answer_add_header (self, "Content-Type", content_type);

  return self;
}

/**
 * ktg_http_answer_new_apart:
 * @status: of the answer
 * @content_type: of what is sent
 * @response: (transfer full): what the library sends; also where @self is dropped it is freed
 * @size_bytes: of it, as far as that is known
 *
 * Returns: (transfer full): an answer whose content is not in memory
 */
KtgHttpAnswer *
ktg_http_answer_new_apart (guint                status,
                           const char          *content_type,
                           struct MHD_Response *response,
                           guint64              size_bytes)
{
  KtgHttpAnswer *self = ktg_http_answer_new (status, NULL, NULL);

  self->is_apart = TRUE;
  self->response = response;
  self->size_bytes = size_bytes;
  ktg_http_answer_add_header (self, "Content-Type", content_type);
  return self;
}

/**
 * ktg_http_answer_new_file:
 * @fd: taken; @size_bytes of it are sent by the kernel, from @offset on
 */
KtgHttpAnswer *
ktg_http_answer_new_file (guint       status,
                          const char *content_type,
                          int         fd,
                          guint64     offset,
                          guint64     size_bytes)
{
  struct MHD_Response *response = MHD_create_response_from_fd_at_offset64 (size_bytes, fd, offset);

  if (response == NULL)
    close (fd);
  return ktg_http_answer_new_apart (status, content_type, response, size_bytes);
}

/**
 * ktg_http_answer_new_problem:
 * @status: of the answer
 * @type: what it refuses, without the prefix, "too-large"; one of a few
 * @title: English
 *
 * From any thread.
 *
 * Returns: (transfer full): an answer that is a problem document of RFC 9457
 */
KtgHttpAnswer *
ktg_http_answer_new_problem (guint status, const char *type, const char *title)
{
  g_autofree char *whole_type = g_strconcat (KTG_PROBLEM_PREFIX, type, NULL);
  KtgProblem       problem = { .type = whole_type, .title = (char *)title, .status = status };
  g_autoptr (GBytes) document = ktg_problem_write (&problem);

  return ktg_http_answer_new_document (status, type, document);
}

/**
 * ktg_http_answer_new_document:
 * @status: of the answer
 * @type: what it refuses, without the prefix; one of a few
 * @document: a problem document that its owner wrote, since it says more than a title
 *
 * From any thread.
 *
 * Returns: (transfer full): an answer
 */
KtgHttpAnswer *
ktg_http_answer_new_document (guint status, const char *type, GBytes *document)
{
  KtgHttpAnswer *self = ktg_http_answer_new (status, "application/problem+json", document);

  self->problem = g_intern_string (type);
  if (status == 401)
    ktg_http_answer_add_header (self, "WWW-Authenticate", "Signature realm=\"kentongan\"");

  return self;
}

/**
 * ktg_http_answer_new_busy:
 *
 * Nothing was promised; the same may be asked again. From any thread.
 *
 * Returns: (transfer full): an answer
 */
KtgHttpAnswer *
ktg_http_answer_new_busy (void)
{
  KtgHttpAnswer *self
      = ktg_http_answer_new_problem (503, "busy", "The server is busy; try again later");

  ktg_http_answer_add_header (self, "Retry-After", RETRY_AFTER_S);
  return self;
}

/**
 * ktg_http_answer_new_later:
 * @compose: writes the answer, on the HTTP thread, when its turn comes; what takes long is not for
 * it
 * @data: its own
 * @destroy: lets go of @data, once and on whatever thread, also where nothing was written since it
 * comes too late
 *
 * For what is soon written, which so needs no other thread on the way.
 *
 * Returns: (transfer full): an answer that has nothing yet
 */
KtgHttpAnswer *
ktg_http_answer_new_later (KtgHttpComposeFunc compose, gpointer data, GDestroyNotify destroy)
{
  KtgHttpAnswer *self = ktg_http_answer_new (0, NULL, NULL);

  self->compose = compose;
  self->data = data;
  self->destroy = destroy;
  return self;
}

/**
 * ktg_http_answer_compose:
 * @self: (transfer full): an answer whose turn has come
 *
 * Returns: (transfer full): what is to be sent
 */
KtgHttpAnswer *
ktg_http_answer_compose (KtgHttpAnswer *self)
{
  g_autoptr (KtgHttpAnswer) later = self;

  return later->compose != NULL ? later->compose (later->data) : g_steal_pointer (&later);
}

/**
 * ktg_http_answer_get_problem:
 *
 * Returns: (nullable): the type of the problem, without the prefix; NULL where the answer is none
 */
const char *
ktg_http_answer_get_problem (KtgHttpAnswer *self)
{
  return self->problem;
}

/**
 * ktg_http_answer_free:
 *
 * With the file or the stream that it may have. Nothing for %NULL.
 */
void
ktg_http_answer_free (KtgHttpAnswer *self)
{
  if (self == NULL)
    return;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_pointer (&self->response, MHD_destroy_response);
  g_bytes_unref (self->content);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

/**
 * ktg_http_answer_add_header:
 *
 * Content-Length, Content-Type, Content-Encoding, Connection and Date are not the caller's to add.
 */
void
ktg_http_answer_add_header (KtgHttpAnswer *self, const char *name, const char *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * ktg_http_answer_get_status:
 *
 * Returns: the status, 200 to 599
 */
guint
ktg_http_answer_get_status (KtgHttpAnswer *self)
{
  return self->status;
}

/**
 * ktg_http_answer_get_content:
 *
 * Returns: the bytes as they go out: packed when they were packed; empty for a HEAD, and for a file
 */
GBytes *
ktg_http_answer_get_content (KtgHttpAnswer *self)
{
  return self->content;
}

/**
 * ktg_http_answer_is_file:
 *
 * Returns: whether its content is a file, sent from the disk
 */
gboolean
ktg_http_answer_is_file (KtgHttpAnswer *self)
{
  return self->is_apart;
}

/**
 * ktg_http_answer_get_header:
 * @name: without regard to case
 *
 * Returns: (nullable): its value
 */
const char *
ktg_http_answer_get_header (KtgHttpAnswer *self, const char *name)
{
  for (guint i = 0; i + 1 < self->headers->len; i += 2)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->headers, i), name) == 0)
      return g_ptr_array_index (self->headers, i + 1);

  return NULL;
}

static gboolean
is_text (KtgHttpAnswer *self)
{
  const char *type = ktg_http_answer_get_header (self, "Content-Type");

  return type != NULL && (strstr (type, "json") != NULL || g_str_has_prefix (type, "text/"));
}

static gboolean
takes_gzip (const char *accepted)
{
  g_auto (GStrv) codings = NULL;

  if (accepted == NULL)
    return TRUE; /* any coding is fine to who names none: RFC 9110, section 12.5.3 */

  codings = g_strsplit (accepted, ",", 16);
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

/**
 * ktg_http_answer_pack:
 * @accepted: (nullable): the codings that the client takes, in its own words
 *
 * Makes the content gzip where that is understood, and worth it.
 */
void
ktg_http_answer_pack (KtgHttpAnswer *self, const char *accepted)
{
  g_autoptr (GBytes) packed = NULL;

  if (g_bytes_get_size (self->content) < WORTH_PACKING_BYTES || !is_text (self)
      || !takes_gzip (accepted))
    return;

  packed = ktg_gzip_pack (self->content, PACKING_LEVEL);
  if (packed == NULL)
    return;

  g_bytes_unref (self->content);
  self->content = g_steal_pointer (&packed);
  ktg_http_answer_add_header (self, "Content-Encoding", "gzip");
}

/**
 * ktg_http_answer_empty:
 *
 * The answer to a HEAD has no content.
 */
void
ktg_http_answer_empty (KtgHttpAnswer *self)
{
  g_bytes_unref (self->content);
  self->content = g_bytes_new_static ("", 0);
}

/**
 * ktg_http_answer_get_size_bytes:
 *
 * Returns: how long its content is, as far as that is known
 */
guint64
ktg_http_answer_get_size_bytes (KtgHttpAnswer *self)
{
  return self->is_apart ? self->size_bytes : g_bytes_get_size (self->content);
}

static struct MHD_Response *
new_response (GBytes *content)
{
  gsize         size_bytes;
  gconstpointer data = g_bytes_get_data (content, &size_bytes);

  return MHD_create_response_from_buffer_with_free_callback_cls (size_bytes,
                                                                 data != NULL ? (void *)data
                                                                              : (void *)"",
                                                                 (MHD_ContentReaderFreeCallback)
                                                                     g_bytes_unref,
                                                                 g_bytes_ref (content));
}

/**
 * ktg_http_answer_steal_response:
 *
 * Returns: (transfer full) (nullable): what the library sends; %NULL for want of memory
 */
struct MHD_Response *
ktg_http_answer_steal_response (KtgHttpAnswer *self)
{
  struct MHD_Response *response
      = self->is_apart ? g_steal_pointer (&self->response) : new_response (self->content);

  for (guint i = 0; response != NULL && i < self->headers->len; i += 2)
    MHD_add_response_header (response,
                             g_ptr_array_index (self->headers, i),
                             g_ptr_array_index (self->headers, i + 1));
  return response;
}
