/* ktg-signal.c - a signal with at most one argument
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signal.h"

/**
 * ktg_signal_new:
 * @name: what happened
 * @owner: the class that says so
 * @argument: what comes with it, %G_TYPE_NONE for nothing
 *
 * Returns: the signal's id; nothing is returned by its handlers
 */
guint
ktg_signal_new (const char *name, GType owner, GType argument)
{
  return g_signal_new (name,
                       owner,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       argument == G_TYPE_NONE ? 0 : 1,
                       argument);
}
