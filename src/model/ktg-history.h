/* ktg-history.h - what a report's events add up to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>
#include <ktg-standing.h>

G_BEGIN_DECLS

typedef struct
{
  char     *event_id;
  KtgEvent *event;
  guint64   server_index; /* 0: no receipt yet */
  KtgTrust  trust;        /* whether its author's word counts, or why not */
  gboolean  is_aside;     /* so it changes nothing of the report */
  gboolean  is_taken;     /* an office took it, and it changes the report all the same */
} KtgHistoryEntry;

/* A fold over events in any order, with repeats: adding the same events in another order gives the
 * same history. One author's events stand by seq; between authors, by the server's index, then
 * (without one) after all that have one. Events of a second author that claim to file or amend
 * somebody else's report are listed, and change nothing, as does what was set aside. */
typedef struct _KtgHistory KtgHistory;

KtgHistory *ktg_history_new (const char *report_id);
void        ktg_history_free (KtgHistory *history);

gboolean ktg_history_add (KtgHistory     *history,
                          const char     *event_id,
                          const KtgEvent *event,
                          guint64         server_index);

void ktg_history_set_trust (KtgHistory *history, const char *event_id, KtgTrust trust);
void ktg_history_set_force (KtgHistory *history,
                            const char *event_id,
                            gboolean    is_in_force,
                            gboolean    is_taken);

const char            *ktg_history_get_report_id (const KtgHistory *history);
const KtgReport       *ktg_history_get_report (const KtgHistory *history);
const char            *ktg_history_get_version_id (const KtgHistory *history);
const char            *ktg_history_get_author (const KtgHistory *history);
gboolean               ktg_history_is_withdrawn (const KtgHistory *history);
const KtgEvent        *ktg_history_get_withdrawal (const KtgHistory *history);
KtgTrust               ktg_history_get_trust (const KtgHistory *history);
const char            *ktg_history_get_filed_at (const KtgHistory *history);
guint                  ktg_history_get_n_entries (const KtgHistory *history);
const KtgHistoryEntry *ktg_history_get_entry (const KtgHistory *history, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHistory, ktg_history_free)

G_END_DECLS
