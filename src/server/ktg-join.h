/* ktg-join.h - the program: a folder becomes that of a relay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int ktg_join_run (const char *folder, char **words);

G_END_DECLS
