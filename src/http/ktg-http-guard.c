/* ktg-http-guard.c - refuses what two readers could read in two ways
 *
 * A proxy and a server that disagree on where a request ends let one client speak in another's
 * name. The library here is lenient, so everything it lets pass and a stricter reader would not is
 * refused before anything else is looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-guard.h"

#include <string.h>

/* Below 10^18 nothing overflows, and nothing that long is ever sent. */
#define LENGTH_DIGITS_MAX 18

static const KtgHttpRefusal malformed
    = { 400, "malformed", "The request cannot be read in one way only" };
static const KtgHttpRefusal wrong_host = { 400, "host", "A request names exactly one host" };
static const KtgHttpRefusal coded
    = { 411, "length-required", "Transfer codings are not taken; send Content-Length" };
static const KtgHttpRefusal wrong_length
    = { 400, "length", "Content-Length is one number, in 18 digits at most" };
static const KtgHttpRefusal too_many
    = { 431, "too-many-headers", "There are too many header fields" };

static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text) && strchr ("!#$%&'*+-.^_`|~", *text) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_field_value (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (g_ascii_iscntrl (*text) && *text != '\t')
        return FALSE;
    }
  return TRUE;
}

/* Visible characters of ASCII only: what else a path may hold is percent-encoded. */
static gboolean
is_target (const char *text)
{
  if (*text != '/')
    return FALSE;

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isgraph (*text))
        return FALSE;
    }
  return TRUE;
}

static gsize
get_line_bytes (const KtgHttpField *field)
{
  return field->name_bytes + strlen (": ") + field->value_bytes + strlen ("\r\n");
}

/* Whether the head is as long as its parts, written in the one usual way: one blank in the request
 * line, one after a colon, CRLF. If not, there was a NUL, a bare CR or LF, a folded line or a blank
 * too many, and what the library shows is not what was sent. */
static gboolean
is_as_it_seems (const KtgHttpHead *head)
{
  gsize size = strlen (head->method) + strlen (" ") + strlen (head->target) + strlen (" ")
               + strlen (head->version) + strlen ("\r\n\r\n");

  for (guint i = 0; i < head->n_fields; i++)
    {
      const KtgHttpField *field = &head->fields[i];

      if (field->name_bytes != strlen (field->name) || field->value_bytes != strlen (field->value))
        return FALSE;
      size += get_line_bytes (field);
    }

  return size == head->size_bytes;
}

static const KtgHttpRefusal *
read_length (const char *text, KtgHttpFraming *framing)
{
  const gsize digits = strspn (text, "0123456789");

  if (framing->has_length || digits == 0 || digits > LENGTH_DIGITS_MAX || text[digits] != '\0')
    return &wrong_length;

  framing->has_length = TRUE;
  framing->length_bytes = g_ascii_strtoull (text, NULL, 10);
  return NULL;
}

static const KtgHttpRefusal *
check_field (const KtgHttpField *field, guint *hosts, KtgHttpFraming *framing)
{
  /* Before its form is looked at: "Transfer-Encoding " and its like mean to be one to somebody. */
  if (g_ascii_strncasecmp (field->name, "Transfer-Encoding", strlen ("Transfer-Encoding")) == 0)
    return &coded;
  if (!is_token (field->name) || !is_field_value (field->value))
    return &malformed;
  if (g_ascii_strcasecmp (field->name, "Host") == 0 && ++*hosts > 1)
    return &wrong_host;
  if (g_ascii_strcasecmp (field->name, "Content-Length") == 0)
    return read_length (field->value, framing);

  return NULL;
}

/**
 * ktg_http_guard_head:
 * @framing: (out): what it says of a body; set when %NULL is returned
 *
 * The rules that need no route.
 *
 * Returns: (nullable): %NULL when all is well
 */
const KtgHttpRefusal *
ktg_http_guard_head (const KtgHttpHead *head, KtgHttpFraming *framing)
{
  KtgHttpFraming found = { FALSE, 0 };
  guint          hosts = 0;

  if (head->n_fields > KTG_HTTP_FIELDS_MAX)
    return &too_many;
  if (!is_as_it_seems (head) || !is_token (head->method) || !is_target (head->target))
    return &malformed;

  for (guint i = 0; i < head->n_fields; i++)
    {
      const KtgHttpRefusal *refusal = check_field (&head->fields[i], &hosts, &found);

      if (refusal != NULL)
        return refusal;
    }

  if (hosts == 0 && g_strcmp0 (head->version, "HTTP/1.0") != 0)
    return &wrong_host;

  *framing = found;
  return NULL;
}
