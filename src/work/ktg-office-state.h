/* ktg-office-state.h - how an office has a report, in a few words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>

G_BEGIN_DECLS

const char *ktg_office_state_get_name (const KtgPack *pack, const char *state);

G_END_DECLS
