/* ktg-sending-change.c - the officer's rules of sending, changed
 *
 * They are kept first and heeded then, so that what a screen shows outlives the program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sending-change.h"

/* Where the disk did not take them, the old ones hold and are shown. */
static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (!ktg_store_set_sending_rules_finish (KTG_STORE (object), result, &error))
    g_message ("The rules of sending were not kept: %s", error->message);
  ktg_sync_heed_rules (ktg_session_get_sync (session));
}

/**
 * ktg_sending_change_make:
 * @session: whose rules
 * @rules: all of them
 */
void
ktg_sending_change_make (KtgSession *session, const KtgSendingRules *rules)
{
  ktg_store_set_sending_rules_async (ktg_session_get_store (session),
                                     rules,
                                     kept_cb,
                                     g_object_ref (session));
}

/**
 * ktg_sending_change_pause:
 * @session: whose rules
 * @is_paused: whether files wait from now on
 */
void
ktg_sending_change_pause (KtgSession *session, gboolean is_paused)
{
  KtgSendingRules rules = *ktg_store_get_sending_rules (ktg_session_get_store (session));

  if (rules.is_paused == is_paused)
    return;

  rules.is_paused = is_paused;
  ktg_sending_change_make (session, &rules);
}

/**
 * ktg_sending_change_send_now:
 * @session: whose files
 *
 * A pause ends; whatever else the rules say, all goes, until nothing waits or the day is over.
 */
void
ktg_sending_change_send_now (KtgSession *session)
{
  ktg_sending_change_pause (session, FALSE);
  ktg_sync_send_all_now (ktg_session_get_sync (session));
}
