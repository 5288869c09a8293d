/* ktg-form-check.h - whether a report that somebody wrote fits the form it names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

gboolean ktg_form_check_settle (const KtgPack *pack, KtgReport *report, GError **error);

G_END_DECLS
