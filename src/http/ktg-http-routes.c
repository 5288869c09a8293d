/* ktg-http-routes.c - which handler a request is for
 *
 * Paths are compared as they were sent. A parameter is letters, digits and "-_.~", so nothing is
 * ever decoded and no two spellings mean the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-routes.h"

#include <string.h>

static gboolean
is_parameter (const char *text)
{
  if (*text == '\0' || strcmp (text, ".") == 0 || strcmp (text, "..") == 0)
    return FALSE;

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text) && strchr ("-_.~", *text) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* @parameter: where it begins in @path, or NULL. */
static gboolean
matches (const KtgHttpRoute *route, const char *path, const char **parameter)
{
  const char *brace = strchr (route->path, '{');
  gsize       fixed;

  *parameter = NULL;
  if (brace == NULL)
    return strcmp (route->path, path) == 0;

  fixed = brace - route->path;
  if (strncmp (route->path, path, fixed) != 0 || !is_parameter (path + fixed))
    return FALSE;

  *parameter = path + fixed;
  return TRUE;
}

/**
 * ktg_http_routes_find:
 * @routes: ended by an entry without method
 * @parameter: (out) (nullable): what stood in the place of {…}
 * @allowed: (out) (nullable): without a route, the methods that @path has ("GET, HEAD"), if any
 *
 * Returns: (nullable): the route for @method and @path
 */
const KtgHttpRoute *
ktg_http_routes_find (const KtgHttpRoute *routes,
                      const char         *method,
                      const char         *path,
                      char              **parameter,
                      char              **allowed)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  *parameter = NULL;
  *allowed = NULL;
  for (const KtgHttpRoute *route = routes; route->method != NULL; route++)
    {
      const char *found = NULL;

      if (!matches (route, path, &found))
        continue;
      if (strcmp (route->method, method) == 0)
        {
          *parameter = g_strdup (found);
          return route;
        }
      g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "", route->method);
    }

  if (methods->len > 0)
    *allowed = g_string_free (g_steal_pointer (&methods), FALSE);
  return NULL;
}
