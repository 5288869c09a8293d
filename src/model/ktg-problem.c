/* ktg-problem.c - why a server did not take an event
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-problem.h"

/**
 * ktg_problem_is_fork:
 * @type: (nullable): "urn:kentongan:problem:…", as the server, or the engine of this device, named
 *   it
 *
 * Returns: whether another event stands under its number: to send it again is of no use, and it is
 *   to be filed anew
 */
gboolean
ktg_problem_is_fork (const char *type)
{
  return type != NULL && g_str_has_suffix (type, ":fork");
}

/**
 * ktg_problem_is_of_no_report:
 * @type: (nullable): "urn:kentongan:problem:…"
 *
 * Returns: whether the report that it is about is not there, or not for this device
 */
gboolean
ktg_problem_is_of_no_report (const char *type)
{
  return type != NULL && g_str_has_suffix (type, ":other-report");
}
