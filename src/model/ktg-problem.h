/* ktg-problem.h - why a server did not take an event
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ktg_problem_is_fork (const char *type);
gboolean ktg_problem_is_of_no_report (const char *type);

G_END_DECLS
