/* ktg-challenges.h - nonces under which devices may prove that they hold a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who may prove what. */
typedef struct
{
  gint64      device; /* its number */
  const char *sha256; /* of the file */
} KtgChallenge;

/* Those that are open. From any thread. */
typedef struct _KtgChallenges KtgChallenges;

KtgChallenges *ktg_challenges_new (guint max_of_device, guint max_of_all, gint64 keep_ms);
void           ktg_challenges_free (KtgChallenges *self);

char    *ktg_challenges_issue (KtgChallenges *self, const KtgChallenge *what, gint64 now_ms);
gboolean ktg_challenges_take (KtgChallenges      *self,
                              const KtgChallenge *what,
                              const char         *nonce,
                              gint64              now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgChallenges, ktg_challenges_free)

G_END_DECLS
