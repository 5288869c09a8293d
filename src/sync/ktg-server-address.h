/* ktg-server-address.h - where a server is, and whether it may be spoken to in the clear
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-sync-error.h>

G_BEGIN_DECLS

char    *ktg_server_address_normalise (const char *typed, GError **error);
gboolean ktg_server_address_is_loopback (const char *url);

G_END_DECLS
