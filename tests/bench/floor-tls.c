/* floor-tls.c - the least a program that speaks TLS through libsoup can cost: one small request
 *
 * Usage: floor-tls CA.pem URL; prints the status of the answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsoup/soup.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) authority = NULL;
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;

  if (argc != 3)
    {
      g_printerr ("usage: floor-tls CA.pem URL\n");
      return 2;
    }

  authority = g_tls_file_database_new (argv[1], &error);
  g_assert_no_error (error);
  session = soup_session_new_with_options ("tls-database", authority, NULL);
  message = soup_message_new ("GET", argv[2]);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_print ("%u %" G_GSIZE_FORMAT "\n", soup_message_get_status (message), g_bytes_get_size (body));

  return 0;
}
