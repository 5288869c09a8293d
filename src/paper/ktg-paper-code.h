/* ktg-paper-code.h - a QR code, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

gboolean ktg_paper_code_is_drawn (void);
void     ktg_paper_code_draw (cairo_t *cr, const char *text, double x, double y, double side);

G_END_DECLS
