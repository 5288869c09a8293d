/* ktg-server-words.h - what people are told of a server that was put back, or contradicts itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-server-notes.h>

G_BEGIN_DECLS

void ktg_server_words_say (const KtgServerNotes *notes);

G_END_DECLS
