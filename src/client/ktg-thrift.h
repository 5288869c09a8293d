/* ktg-thrift.h - what keeps the app small on a cheap laptop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void ktg_thrift_begin (void);
void ktg_thrift_give_back (void);

G_END_DECLS
