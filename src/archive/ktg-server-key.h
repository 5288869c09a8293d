/* ktg-server-key.h - the key a server is known by, in its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

#include "ktg-archive-error.h"

G_BEGIN_DECLS

#define KTG_SERVER_KEY_NODE "server.key"
#define KTG_SERVER_KEY_ROOT "root.key"

KtgSigningKey *
ktg_server_key_load (const char *folder, const char *name, gboolean may_create, GError **error);
gboolean ktg_server_key_remove (const char *folder, const char *name, GError **error);

G_END_DECLS
