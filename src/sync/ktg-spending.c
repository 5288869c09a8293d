/* ktg-spending.c - what a request beside the rounds has cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-spending.h"

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree KtgSpent *spent = ktg_party_note_spent_finish (KTG_PARTY (object), result, NULL);

  (void)spent; /* as in a round: what is not kept is not counted */
}

/**
 * ktg_spending_note:
 * @party: who asked
 * @world: the clocks
 * @transport: on which it did
 *
 * It costs data like any exchange, and counts into the day.
 */
void
ktg_spending_note (KtgParty *party, const KtgSyncWorld *world, KtgTransport *transport)
{
  KtgMoment now = world->now ();
  KtgSpent  spent = { 0 };
  gint64    offset_ms = 0;

  ktg_party_get_server_offset_ms (party, &offset_ms);
  spent.day = ktg_sending_find_day (&now, offset_ms);
  spent.bytes[KTG_SENT_TEXTS] = ktg_transport_take_n_carried (transport);
  ktg_party_note_spent_async (party, &spent, noted_cb, NULL);
}
