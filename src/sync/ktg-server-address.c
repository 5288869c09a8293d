/* ktg-server-address.c - where a server is, and whether it may be spoken to in the clear
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-address.h"

#include <gio/gio.h>
#include <string.h>

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return strcmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
check (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);
  gboolean    is_http = strcmp (scheme, "http") == 0;

  if ((!is_http && strcmp (scheme, "https") != 0) || host == NULL || *host == '\0'
      || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error,
                           KTG_SYNC_ERROR,
                           KTG_SYNC_ERROR_BAD_URL,
                           "An address is https:// and a name, and nothing after it");
      return FALSE;
    }
  if (is_http && !is_loopback_host (host))
    {
      g_set_error_literal (error,
                           KTG_SYNC_ERROR,
                           KTG_SYNC_ERROR_PLAIN_HTTP,
                           "Plain HTTP goes to this very machine only");
      return FALSE;
    }

  return TRUE;
}

/* GUri would write them as %20, and the sentence would be about a server that is not there. */
static gboolean
has_blanks (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isspace (*text) || g_ascii_iscntrl (*text))
      return TRUE;

  return FALSE;
}

/**
 * ktg_server_address_normalise:
 * @typed: what a person typed; https where it does not say
 *
 * Errors: %KTG_SYNC_ERROR_BAD_URL, %KTG_SYNC_ERROR_PLAIN_HTTP.
 *
 * Returns: (transfer full) (nullable): the address without a slash at its end
 */
char *
ktg_server_address_normalise (const char *typed, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;
  char *url;

  whole = strstr (stripped, "://") != NULL ? g_strdup (stripped)
                                           : g_strconcat ("https://", stripped, NULL);
  if (!has_blanks (whole))
    uri = g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL)
    {
      g_set_error_literal (error,
                           KTG_SYNC_ERROR,
                           KTG_SYNC_ERROR_BAD_URL,
                           "The address cannot be read");
      return NULL;
    }
  if (!check (uri, error))
    return NULL;

  url = g_uri_to_string (uri);
  while (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';

  return url;
}

/**
 * ktg_server_address_is_loopback:
 * @url: a normalised address
 *
 * Returns: whether it is this very machine
 */
gboolean
ktg_server_address_is_loopback (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && is_loopback_host (g_uri_get_host (uri));
}
