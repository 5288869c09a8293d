/* ktg-server-key.h - the key a server is known by, in its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

#include "ktg-archive-error.h"

G_BEGIN_DECLS

KtgSigningKey *ktg_server_key_load (const char *folder, gboolean may_create, GError **error);

G_END_DECLS
