/* ktg-link-error.c - what an error of the network means to a device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-link-error.h"

#include "ktg-sync-error.h"

static KtgSyncError
judge_certificate (SoupMessage *message)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  GTlsCertificateFlags time = G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED;

  return flags != 0 && (flags & ~time) == 0 ? KTG_SYNC_ERROR_CERTIFICATE_TIME
                                            : KTG_SYNC_ERROR_CERTIFICATE;
}

/* Something speaks, but not TLS, or not HTTP: a captive portal or a wrong port. */
static gboolean
is_another_language (const GError *error, gboolean may_be_dead)
{
  return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS)
         || (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_MISC) && !may_be_dead)
         || g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING);
}

/**
 * ktg_link_error_new:
 * @message: the request
 * @error: why it came to nothing
 * @may_be_dead: whether it went over a warm connection that the server may have closed before
 *
 * Returns: (transfer full): a #KtgSyncError; an error of the file's own stream as it is
 */
GError *
ktg_link_error_new (SoupMessage *message, const GError *error, gboolean may_be_dead)
{
  KtgSyncError code = KTG_SYNC_ERROR_NO_LINK;

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    code = judge_certificate (message);
  else if (is_another_language (error, may_be_dead))
    code = KTG_SYNC_ERROR_NOT_KENTONGAN;
  else if (error->domain != G_IO_ERROR && error->domain != G_TLS_ERROR
           && error->domain != G_RESOLVER_ERROR && error->domain != SOUP_SESSION_ERROR)
    return g_error_copy (error);

  return g_error_new_literal (KTG_SYNC_ERROR, (int)code, error->message);
}
