/* ktg-http-routes.h - which handler a request is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-http.h>

G_BEGIN_DECLS

/* @routes: ended by an entry without method
 * @parameter: what stood in the place of {…}, newly allocated, or NULL
 *
 * The route for @method and @path. Without one NULL, and @allowed is a list of the methods @path
 * has ("GET, HEAD"), or NULL when it has none. */
const KtgHttpRoute *ktg_http_routes_find (const KtgHttpRoute *routes,
                                          const char         *method,
                                          const char         *path,
                                          char              **parameter,
                                          char              **allowed);

G_END_DECLS
