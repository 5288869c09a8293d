/* queue-states.c - what a queue may stand at, as the sync engine would say it
 *
 * A profile for practice is with no server, and its engine says nothing but that. What a link, a
 * server and a day's budget would make of it is said in its place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "queue-states.h"

#include "ktg-queue-page.h"

#include <ktg-progress.h>

#define DAY_BYTES (50 * 1000 * 1000)
#define RATE 38000

static const struct
{
  const char  *name;
  KtgSyncPhase phase;
  KtgHold      hold;
  gboolean     is_metered;
  gboolean     is_portal;
  guint        n_relayed;
} states[N_QUEUE_STATES] = {
  { "queue-sending", KTG_SYNC_ORIGINALS, KTG_HOLD_NONE, TRUE, FALSE },
  { "queue-paused", KTG_SYNC_HELD, KTG_HOLD_PAUSED, FALSE, FALSE },
  { "queue-metered", KTG_SYNC_HELD, KTG_HOLD_METERED, TRUE, FALSE },
  { "queue-used-up", KTG_SYNC_HELD, KTG_HOLD_BUDGET, FALSE, FALSE },
  { "queue-sign-in", KTG_SYNC_OFFLINE, KTG_HOLD_NONE, FALSE, TRUE },
  { "queue-relay", KTG_SYNC_IDLE, KTG_HOLD_NONE, FALSE, FALSE, 3 },
};

static KtgSyncProgress *
get_progress (SessionFixture *fixture)
{
  return (KtgSyncProgress *)ktg_sync_get_progress (ktg_session_get_sync (fixture->session));
}

/* For longer than it should, and as long nothing was heard of roles. The strip below the list says
 * both. */
static void
set_relayed (SessionFixture *fixture, guint n_relayed)
{
  KtgServerNotes *notes = (KtgServerNotes *)ktg_store_get_server_notes (fixture->store);
  g_autoptr (GDateTime) since = g_date_time_new_from_unix_utc (
      session_fixture_now.wall_us / G_USEC_PER_SEC - 4 * 24 * 3600);

  notes->n_relayed = n_relayed;
  notes->roles_at_us = n_relayed > 0 ? session_fixture_now.wall_us - 12 * G_TIME_SPAN_DAY : 0;
  g_free (notes->relayed_at);
  notes->relayed_at = n_relayed > 0 ? g_date_time_format (since, "%Y-%m-%dT%H:%M:%S.000Z") : NULL;
  g_signal_emit_by_name (ktg_session_get_sync (fixture->session), "changed");
}

static void
set_rules (SessionFixture *fixture, gboolean is_paused, gint64 day_bytes)
{
  KtgSendingRules rules = { .is_paused = is_paused, .day_bytes = day_bytes };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_set_sending_rules_async (fixture->store, &rules, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
  ktg_store_set_sending_rules_finish (fixture->store, result, &error);
  g_assert_no_error (error);
}

static KtgOwed *
load_owed (SessionFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgOwed *owed;

  ktg_store_load_owed_async (fixture->store, NULL, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
  owed = ktg_store_load_owed_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return owed;
}

static guint
count_originals (const KtgOwed *owed, const char *report)
{
  guint n = 0;

  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      n += !file->is_preview && g_str_equal (file->report_id, report);
    }

  return n;
}

/* Which has the most to show. */
static const char *
find_fullest (const KtgOwed *owed)
{
  const char *fullest = NULL;

  for (guint i = 0; i < owed->files->len; i++)
    {
      const char *report = ((const KtgOwedFile *)g_ptr_array_index (owed->files, i))->report_id;

      if (fullest == NULL || count_originals (owed, report) > count_originals (owed, fullest))
        fullest = report;
    }

  g_assert_nonnull (fullest);
  return fullest;
}

/* Of its originals the first moves, and of the next a part arrived before a break. */
static void
send (KtgSyncProgress *progress, const KtgOwed *owed, gboolean is_moving)
{
  const char *report = find_fullest (owed);
  guint       n = 0;

  for (guint i = 0; i < owed->files->len && n < 2; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (file->is_preview || !g_str_equal (file->report_id, report))
        continue;
      if (n++ == 0 && is_moving)
        ktg_progress_add_file (progress, file->sha256, file->size_bytes / 3, file->size_bytes);
      else
        ktg_progress_set_arrived (progress, file->sha256, file->size_bytes * 3 / 4);
    }
}

static void
forget (KtgSyncProgress *progress)
{
  ktg_progress_clear_files (progress);
  ktg_progress_forget_arrived (progress);
  ktg_progress_set_error (progress, NULL);
}

const char *
queue_states_show (SessionFixture *fixture, GtkWidget *window, guint state)
{
  GtkWidget       *page = session_fixture_find (window, KTG_TYPE_QUEUE_PAGE, NULL);
  KtgSyncProgress *progress = get_progress (fixture);
  g_autoptr (KtgOwed) owed = load_owed (fixture);
  g_autoptr (GError) portal
      = g_error_new_literal (KTG_SYNC_ERROR, KTG_SYNC_ERROR_NOT_KENTONGAN, "a page");

  set_rules (fixture, states[state].hold == KTG_HOLD_PAUSED, DAY_BYTES);
  forget (progress);
  send (progress, owed, states[state].phase == KTG_SYNC_ORIGINALS);
  ktg_progress_set_owed (progress, owed);
  ktg_progress_set_error (progress, states[state].is_portal ? portal : NULL);
  progress->phase = states[state].phase;
  progress->hold = states[state].hold;
  progress->is_metered = states[state].is_metered;
  progress->done = 3;
  progress->total = 9;
  progress->bytes_per_s = RATE;
  progress->seconds_left = 240;
  progress->midnight_us = ktg_sending_find_midnight_us (&session_fixture_now, 0);
  progress->spent = (KtgSpent){ .day = 1, .bytes = { 100000, 2600000, 47300000 } };
  if (states[state].n_relayed > 0)
    progress->n_parked = 0;
  set_relayed (fixture, states[state].n_relayed);
  ktg_queue_page_refresh (KTG_QUEUE_PAGE (page));
  return states[state].name;
}

void
queue_states_end (SessionFixture *fixture)
{
  KtgSyncProgress *progress = get_progress (fixture);

  set_rules (fixture, FALSE, KTG_SENDING_NO_LIMIT);
  forget (progress);
  set_relayed (fixture, 0);
  progress->phase = KTG_SYNC_PRACTICE;
  progress->hold = KTG_HOLD_NONE;
  progress->is_metered = FALSE;
}
