/* ktg-store-error-private.h - lower rooms' errors in this room's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-store-error.h"

G_BEGIN_DECLS

void     ktg_store_error_restate (GError **error);
gboolean ktg_store_error_is_damage (const GError *error);
gboolean ktg_store_error_is_full_disk (const GError *error);
gboolean ktg_store_error_set_errno (GError **error, int number, const char *what);

G_END_DECLS
