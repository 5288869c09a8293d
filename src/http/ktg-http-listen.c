/* ktg-http-listen.c - the socket that clients knock at
 *
 * Made here and not by the library, for the backlog: a unix socket whose backlog is full refuses at
 * once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 4096

/**
 * ktg_http_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_http_error_quark (void)
{
  return g_quark_from_static_string ("ktg-http-error-quark");
}

static int
refuse_address (const char *address, const char *reason, GError **error)
{
  g_set_error (error, KTG_HTTP_ERROR, KTG_HTTP_ERROR_ADDRESS, "%s: %s", address, reason);
  return -1;
}

/* "[::1]:8480" and "127.0.0.1:8480"; names are not looked up. */
static GSocketAddress *
read_inet_address (const char *address)
{
  const char      *colon = strrchr (address, ':');
  g_autofree char *host = NULL;
  guint64          port;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    return NULL;

  if (address[0] == '[' && colon > address && colon[-1] == ']')
    host = g_strndup (address + 1, colon - address - 2);
  else
    host = g_strndup (address, colon - address);

  return g_inet_socket_address_new_from_string (host, port);
}

static GSocketAddress *
read_address (const char *address)
{
  if (g_str_has_prefix (address, "unix:"))
    {
      const char *path = address + strlen ("unix:");

      if (*path != '/' || strlen (path) >= sizeof ((struct sockaddr_un *)NULL)->sun_path)
        return NULL;
      return g_unix_socket_address_new (path);
    }

  return read_inet_address (address);
}

/* A socket file that nobody listens behind is what a killed server left. */
static void
remove_dead_socket (const char *path, GSocketAddress *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) probe = NULL;
  struct stat status;

  if (lstat (path, &status) != 0 || !S_ISSOCK (status.st_mode))
    return;

  probe = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, 0, NULL);
  if (probe != NULL && !g_socket_connect (probe, address, NULL, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    unlink (path);
}

static gboolean
bind_and_listen (GSocket *socket, GSocketAddress *address, GError **error)
{
  const char *path = G_IS_UNIX_SOCKET_ADDRESS (address)
                         ? g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address))
                         : NULL;

  if (path != NULL)
    remove_dead_socket (path, address);
  if (!g_socket_bind (socket, address, TRUE, error))
    return FALSE;

  /* The front runs as somebody else of the same group. */
  if (path != NULL && chmod (path, 0660) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_listen (socket, error);
}

/**
 * ktg_http_listen:
 * @address: "127.0.0.1:8480", "[::1]:8480", port 0 for any free one, or "unix:/run/…/http.sock"
 *
 * A socket file that nobody listens behind is replaced.
 *
 * Returns: a listening descriptor, or -1
 */
int
ktg_http_listen (const char *address, GError **error)
{
  g_autoptr (GSocketAddress) socket_address = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (address != NULL, -1);

  socket_address = read_address (address);
  if (socket_address == NULL)
    return refuse_address (address, "not an address to listen on", error);

  socket = g_socket_new (g_socket_address_get_family (socket_address),
                         G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_DEFAULT,
                         &failure);
  if (socket == NULL || !bind_and_listen (socket, socket_address, &failure))
    return refuse_address (address, failure->message, error);

  return fcntl (g_socket_get_fd (socket), F_DUPFD_CLOEXEC, 0);
}
