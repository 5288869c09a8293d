/* ktg-sandbox.h - what a process gives up before it reads a stranger's bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-picture-record.h>

G_BEGIN_DECLS

void            ktg_sandbox_limit (void);
KtgPictureLacks ktg_sandbox_enter (void);

G_END_DECLS
