/* ktg-codes.h - what the QR codes in a picture say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

typedef struct _KtgCodes KtgCodes;

KtgCodes *ktg_codes_new (void);
GBytes   *ktg_codes_read (KtgCodes *self, GdkPixbuf *picture, gsize max_bytes);
void      ktg_codes_free (KtgCodes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCodes, ktg_codes_free)

G_END_DECLS
