/* ktg-custody-note.c - what somebody at this window did with a file is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody-note.h"

/**
 * ktg_custody_note:
 * @session: where the file is
 * @sha256: a file
 * @act: what was done with it just now
 *
 * Nobody waits for it, and nothing is said where it cannot be kept.
 */
void
ktg_custody_note (KtgSession *session, const char *sha256, KtgCustodyAct act)
{
  KtgMoment now = ktg_session_now (session);

  ktg_store_note_custody_async (ktg_session_get_store (session), sha256, act, &now, NULL, NULL);
}
