/* ktg-syscall-filter.h - the few system calls that decoding takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ktg_syscall_filter_enter (void);

G_END_DECLS
