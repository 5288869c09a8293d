/* ktg-core-file.h - a program that ends badly leaves nothing of a report behind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void ktg_core_file_forbid (void);
void ktg_core_file_empty (void);

G_END_DECLS
