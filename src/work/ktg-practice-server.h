/* ktg-practice-server.h - what stands for a server where somebody practises
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store.h>
#include <ktg-sync-world.h>

G_BEGIN_DECLS

/* How much of what is owed the answer of a practice server is a receipt for. */
typedef struct
{
  const char *report_id;   /* only of this report; NULL: of all */
  guint       n_originals; /* of its files, previews besides; G_MAXUINT: all */
  gint64      since_us;    /* only what was filed from then on, µs since the epoch */
} KtgPracticeReach;

#define KTG_TYPE_PRACTICE_SERVER (ktg_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (KtgPracticeServer, ktg_practice_server, KTG, PRACTICE_SERVER, GObject)

KtgPracticeServer *ktg_practice_server_new (KtgStore *store, const KtgSyncWorld *world);
KtgAccount *
ktg_practice_server_new_account (KtgPracticeServer *self, const char *officer, const char *region);

void ktg_practice_server_receive_async (KtgPracticeServer      *self,
                                        const KtgPracticeReach *reach,
                                        gint64                  now_us,
                                        GAsyncReadyCallback     callback,
                                        gpointer                user_data);
gboolean
ktg_practice_server_receive_finish (KtgPracticeServer *self, GAsyncResult *result, GError **error);
void ktg_practice_server_start (KtgPracticeServer *self);

KtgNews *ktg_practice_server_new_steps (KtgPracticeServer *self,
                                        const KtgCase     *folded,
                                        const char        *state,
                                        const char        *reason,
                                        const KtgMoment   *now);

G_END_DECLS
