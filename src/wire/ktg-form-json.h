/* ktg-form-json.h - the forms that a program knows, field by field, for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

GBytes *ktg_form_json_write_all (const KtgPack *pack, const char *day);

G_END_DECLS
