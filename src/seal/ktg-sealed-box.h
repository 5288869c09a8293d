/* ktg-sealed-box.h - a few bytes that only one key's owner can read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

G_BEGIN_DECLS

GBytes *ktg_sealed_box_new (GBytes *content, const char *recipient);
GBytes *ktg_sealed_box_open (GBytes *box, KtgSigningKey *recipient);

G_END_DECLS
