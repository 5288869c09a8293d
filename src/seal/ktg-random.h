/* ktg-random.h - chance, for keys, ids, nonces and codes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  ktg_random_fill (guint8 *bytes, gsize size_bytes);
char *ktg_random_dup_uuid (void); /* version 4, lowercase */
char *ktg_random_dup_text (gsize n_bytes);

G_END_DECLS
