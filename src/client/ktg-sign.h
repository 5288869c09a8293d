/* ktg-sign.h - small signs that say how something stands, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_SIGN_CHECK,
  KTG_SIGN_CALL, /* an exclamation mark */
  KTG_SIGN_CLOCK,
  KTG_SIGN_ARROW, /* downwards, to a line */
} KtgSign;

void ktg_sign_draw (cairo_t *cr, KtgSign sign, double side);

G_END_DECLS
