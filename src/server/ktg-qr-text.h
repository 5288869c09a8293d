/* ktg-qr-text.h - a QR code for a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ktg_qr_text_new (const char *text);

G_END_DECLS
