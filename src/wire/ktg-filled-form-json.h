/* ktg-filled-form-json.h - a report field by field, with the names that its form gives them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

GBytes *ktg_filled_form_json_write (const KtgPack *pack, const KtgReport *report);
GBytes *ktg_filled_form_json_write_of (const KtgPack *pack, GBytes *shown);

G_END_DECLS
