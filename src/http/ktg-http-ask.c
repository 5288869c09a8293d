/* ktg-http-ask.c - one request to a program on the same machine, and its answer as it comes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-ask.h"

#include <libsoup/soup.h>

#define PIECE_BYTES 16384

/* Only what is said: nothing is packed, guessed, remembered or proved. */
static SoupSession *
session_new (GSocketAddress *address)
{
  SoupSession *session = soup_session_new_with_options ("remote-connectable", address, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_SNIFFER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  soup_session_set_proxy_resolver (session, NULL);
  return session;
}

static gboolean
read_all (GInputStream *answer, KtgHttpTake take, gpointer user_data, GError **error)
{
  char   piece[PIECE_BYTES];
  gssize n;

  do
    n = g_input_stream_read (answer, piece, sizeof piece, NULL, error);
  while (n > 0 && take (piece, (gsize)n, user_data));

  return n >= 0;
}

/**
 * ktg_http_ask:
 * @address: where a server of ours listens
 * @method: "POST"
 * @path: of letters that need no escaping
 * @body: what is sent, or nothing
 * @take: gets the answer's body, piece by piece
 * @user_data: for @take
 * @status: (out): of the answer; 0: there is none
 * @error: where there is no answer, or not all of it
 *
 * Blocks. A stream that was cut between two of its pieces may look whole: whoever asks for one
 * knows an end of his own.
 *
 * Returns: %FALSE where the answer did not come to its end; what came before was taken
 */
gboolean
ktg_http_ask (GSocketAddress *address,
              const char     *method,
              const char     *path,
              GBytes         *body,
              KtgHttpTake     take,
              gpointer        user_data,
              guint          *status,
              GError        **error)
{
  g_autoptr (SoupSession) session = session_new (address);
  g_autofree char *url = g_strconcat ("http://localhost", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GInputStream) answer = NULL;

  soup_message_set_request_body_from_bytes (message, NULL, body);
  *status = 0;
  answer = soup_session_send (session, message, NULL, error);
  if (answer == NULL)
    return FALSE;

  *status = soup_message_get_status (message);
  return read_all (answer, take, user_data, error);
}
