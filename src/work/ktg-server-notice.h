/* ktg-server-notice.h - what an officer is told of a server that was put back, or contradicts
 * itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-server-notes.h>

G_BEGIN_DECLS

char *ktg_server_notice_new (const KtgServerNotes *notes);

G_END_DECLS
