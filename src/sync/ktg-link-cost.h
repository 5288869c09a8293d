/* ktg-link-cost.h - whether bytes cost money here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ktg_link_costs (void);

G_END_DECLS
