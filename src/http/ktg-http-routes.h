/* ktg-http-routes.h - which handler a request is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-http.h>

G_BEGIN_DECLS

const KtgHttpRoute *ktg_http_routes_find (const KtgHttpRoute *routes,
                                          const char         *method,
                                          const char         *path,
                                          char              **parameter,
                                          char              **allowed);

G_END_DECLS
