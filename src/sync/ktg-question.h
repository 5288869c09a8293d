/* ktg-question.h - an office's device asks its server something about those below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-party.h>
#include <ktg-sync-world.h>

G_BEGIN_DECLS

void    ktg_question_async (KtgParty           *party,
                            const KtgSyncWorld *world,
                            const char         *method,
                            const char         *path,
                            GBytes             *body,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);
GBytes *ktg_question_finish (GAsyncResult *result, GError **error);

G_END_DECLS
