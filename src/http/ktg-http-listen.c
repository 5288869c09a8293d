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
#include <string.h>
#include <sys/socket.h>
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
remove_dead_socket (const struct sockaddr_un *native, gsize native_bytes)
{
  struct stat status;
  int         fd;

  if (lstat (native->sun_path, &status) != 0 || !S_ISSOCK (status.st_mode))
    return;

  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  if (connect (fd, (const struct sockaddr *)native, native_bytes) != 0 && errno == ECONNREFUSED)
    unlink (native->sun_path);
  close (fd);
}

static gboolean
bind_and_listen (int fd, const struct sockaddr_storage *native, gsize native_bytes)
{
  const int yes = 1;

  if (native->ss_family == AF_UNIX)
    remove_dead_socket ((const struct sockaddr_un *)native, native_bytes);
  else if (setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0)
    return FALSE;

  if (bind (fd, (const struct sockaddr *)native, native_bytes) != 0)
    return FALSE;

  /* The front runs as somebody else of the same group. */
  if (native->ss_family == AF_UNIX
      && chmod (((const struct sockaddr_un *)native)->sun_path, 0660) != 0)
    return FALSE;

  return listen (fd, BACKLOG) == 0;
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
  struct sockaddr_storage native = { 0 };
  gsize                   native_bytes;
  int                     fd;

  g_return_val_if_fail (address != NULL, -1);

  socket_address = read_address (address);
  if (socket_address == NULL)
    return refuse_address (address, "not an address to listen on", error);

  native_bytes = g_socket_address_get_native_size (socket_address);
  if (!g_socket_address_to_native (socket_address, &native, sizeof native, NULL))
    return refuse_address (address, "not an address to listen on", error);

  fd = socket (native.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return refuse_address (address, g_strerror (errno), error);

  if (!bind_and_listen (fd, &native, native_bytes))
    {
      const int saved = errno;

      close (fd);
      return refuse_address (address, g_strerror (saved), error);
    }

  return fd;
}
