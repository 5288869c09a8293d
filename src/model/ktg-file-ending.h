/* ktg-file-ending.h - what of the name of somebody else's file may stand in a name of ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ktg_file_ending_get (const char *name);

G_END_DECLS
