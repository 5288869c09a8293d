/* ktg-signal.h - a signal with at most one argument
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

guint ktg_signal_new (const char *name, GType owner, GType argument);

G_END_DECLS
