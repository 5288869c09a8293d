/* ktg-json-run.h - how far a text goes on without anything to look at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ktg_json_run_plain (const char *p, const char *end);
const char *ktg_json_run_printable (const char *p, const char *end);
const char *ktg_json_run_utf8 (const char *p, const char *end);

G_END_DECLS
