/* ktg-box-scaler.h - a picture made smaller while its rows arrive
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

typedef struct _KtgBoxScaler KtgBoxScaler;

/* Where the pixels of one row belong in the full picture. */
typedef struct
{
  int y;
  int x_first, x_step;
} KtgBoxRow;

KtgBoxScaler *ktg_box_scaler_new (int width, int height, GdkPixbuf *target, gboolean rows_in_order);
void          ktg_box_scaler_free (KtgBoxScaler *self);

void ktg_box_scaler_add_row (KtgBoxScaler *self, KtgBoxRow row, const guchar *rgba);
void ktg_box_scaler_finish (KtgBoxScaler *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgBoxScaler, ktg_box_scaler_free)

G_END_DECLS
