/* ktg-serve.h - the program: serving, or one verb
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int ktg_serve_run (const char *folder, char **words);
int ktg_serve_ask (const char *folder, char **words);

G_END_DECLS
