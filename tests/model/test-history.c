/* test-history.c - a report is what its events add up to, in whatever order they come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-history.h>

#include <string.h>

#define REPORT_ID "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10"
#define OTHER_REPORT_ID "11111111-2222-4333-8444-555555555555"
#define MAX_EVENTS 12
#define N_ROUNDS 2000

typedef struct
{
  char     *id;
  KtgEvent *event;
  guint64   index;
} Sent;

static KtgEvent *
new_event (KtgEventKind kind, const char *author, guint64 seq)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = g_strdup (REPORT_ID);
  event->author = g_strdup (author);
  event->seq = seq;
  event->at.wall_us = 1731418267 * G_GINT64_CONSTANT (1000000);
  event->at.utc_offset_s = 7 * 3600;
  return event;
}

static KtgEvent *
new_version (KtgEventKind kind, const char *author, guint64 seq, const char *account)
{
  KtgEvent *event = new_event (kind, author, seq);

  event->report = ktg_report_new ();
  event->report->account = g_strdup (account);
  return event;
}

static gboolean
add (KtgHistory *history, const char *id, KtgEvent *event, guint64 index)
{
  gboolean is_new = ktg_history_add (history, id, event, index);

  ktg_event_free (event);
  return is_new;
}

/* Everything a history says, in one text. */
static char *
describe (const KtgHistory *history)
{
  const KtgReport *report = ktg_history_get_report (history);
  GString         *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "report %s version %s author %s withdrawn %d at %s\n",
                          report != NULL ? report->account : "-",
                          ktg_history_get_version_id (history),
                          ktg_history_get_author (history),
                          ktg_history_is_withdrawn (history),
                          ktg_history_get_filed_at (history));

  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (history, i);

      g_string_append_printf (text,
                              "%s %" G_GUINT64_FORMAT "\n",
                              entry->event_id,
                              entry->server_index);
    }

  return g_string_free (text, FALSE);
}

static void
filing_alone_is_the_report (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  g_assert_null (ktg_history_get_report (history));
  g_assert_true (add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 0));
  g_assert_cmpstr (ktg_history_get_report (history)->account, ==, "one");
  g_assert_cmpstr (ktg_history_get_version_id (history), ==, "a");
  g_assert_cmpstr (ktg_history_get_author (history), ==, "siti");
  g_assert_cmpstr (ktg_history_get_filed_at (history), ==, "2024-11-12T20:31:07+07:00");
  g_assert_cmpstr (ktg_history_get_report_id (history), ==, REPORT_ID);
}

static void
the_newest_version_of_its_author_counts (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  add (history, "c", new_version (KTG_EVENT_AMENDED, "siti", 5, "three"), 0);
  g_assert_null (ktg_history_get_report (history));
  add (history, "a", new_version (KTG_EVENT_FILED, "siti", 2, "one"), 0);
  g_assert_cmpstr (ktg_history_get_report (history)->account, ==, "three");
  add (history, "b", new_version (KTG_EVENT_AMENDED, "siti", 4, "two"), 0);
  g_assert_cmpstr (ktg_history_get_report (history)->account, ==, "three");
  g_assert_cmpstr (ktg_history_get_version_id (history), ==, "c");
  g_assert_cmpstr (ktg_history_get_entry (history, 1)->event_id, ==, "b");
}

static void
a_stranger_changes_nothing_but_is_listed (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 3);
  add (history, "x", new_version (KTG_EVENT_FILED, "budi", 1, "mine"), 4);
  add (history, "y", new_version (KTG_EVENT_AMENDED, "budi", 2, "forged"), 5);
  add (history, "z", new_event (KTG_EVENT_WITHDRAWN, "budi", 3), 6);

  g_assert_cmpstr (ktg_history_get_report (history)->account, ==, "one");
  g_assert_cmpstr (ktg_history_get_author (history), ==, "siti");
  g_assert_false (ktg_history_is_withdrawn (history));
  g_assert_cmpuint (ktg_history_get_n_entries (history), ==, 4);
}

static void
its_author_may_withdraw_it (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  add (history, "b", new_event (KTG_EVENT_WITHDRAWN, "siti", 2), 0);
  g_assert_false (ktg_history_is_withdrawn (history));
  add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 0);
  g_assert_true (ktg_history_is_withdrawn (history));
}

static void
what_has_no_index_stands_last (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  add (history, "b", new_version (KTG_EVENT_AMENDED, "siti", 2, "two"), 0);
  add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 1);
  add (history, "r", new_event (KTG_EVENT_STEP, "office", 1), 7);

  g_assert_cmpstr (ktg_history_get_entry (history, 0)->event_id, ==, "a");
  g_assert_cmpstr (ktg_history_get_entry (history, 1)->event_id, ==, "r");
  g_assert_cmpstr (ktg_history_get_entry (history, 2)->event_id, ==, "b");
}

static void
seq_stands_above_the_servers_index (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 9);
  add (history, "b", new_version (KTG_EVENT_AMENDED, "siti", 2, "two"), 3);
  add (history, "r", new_event (KTG_EVENT_STEP, "office", 1), 5);

  g_assert_cmpstr (ktg_history_get_entry (history, 0)->event_id, ==, "a");
  g_assert_cmpstr (ktg_history_get_entry (history, 1)->event_id, ==, "b");
  g_assert_cmpstr (ktg_history_get_entry (history, 2)->event_id, ==, "r");
}

static void
a_repeat_brings_only_its_index (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  g_assert_true (add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 0));
  g_assert_false (add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 7));
  g_assert_false (add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 0));
  g_assert_cmpuint (ktg_history_get_n_entries (history), ==, 1);
  g_assert_cmpuint (ktg_history_get_entry (history, 0)->server_index, ==, 7);
}

static void
another_reports_event_stays_out (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (OTHER_REPORT_ID);

  g_assert_false (add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 0));
  g_assert_cmpuint (ktg_history_get_n_entries (history), ==, 0);
}

static void
an_unknown_type_changes_nothing (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);

  add (history, "a", new_version (KTG_EVENT_FILED, "siti", 1, "one"), 1);
  g_assert_true (add (history, "b", new_event (KTG_EVENT_OTHER, "siti", 2), 2));
  g_assert_cmpstr (ktg_history_get_version_id (history), ==, "a");
  g_assert_cmpuint (ktg_history_get_n_entries (history), ==, 2);
}

/* An event as chance makes it: few authors, few seqs, forks and missing indexes included. */
static void
make_chance_event (Sent *sent, guint i)
{
  static const char *const authors[] = { "siti", "budi", "office" };
  KtgEventKind             kind = g_test_rand_int_range (0, KTG_EVENT_OTHER + 1);
  const char              *author = authors[g_test_rand_int_range (0, 3)];
  guint64                  seq = g_test_rand_int_range (1, 6);

  sent->id = g_strdup_printf ("event-%02u", i);
  sent->index = g_test_rand_int_range (0, 4) == 0 ? 0 : g_test_rand_int_range (1, 9);
  sent->event = new_event (kind, author, seq);

  if (kind == KTG_EVENT_FILED || kind == KTG_EVENT_AMENDED)
    {
      sent->event->report = ktg_report_new ();
      sent->event->report->account = g_strdup (sent->id);
    }
}

/* Adds all of them at least once, in an order that chance chooses, with repeats and questions in
 * between. */
static char *
describe_in_some_order (const Sent *sent, guint n_sent)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);
  guint n_missing = n_sent;

  while (n_missing > 0)
    {
      const Sent *one = &sent[g_test_rand_int_range (0, n_sent)];
      gboolean    has_index = g_test_rand_int_range (0, 3) > 0;

      if (ktg_history_add (history, one->id, one->event, has_index ? one->index : 0))
        n_missing--;

      if (g_test_rand_int_range (0, 4) == 0)
        ktg_history_get_report (history);
    }

  for (guint i = 0; i < n_sent; i++)
    ktg_history_add (history, sent[i].id, sent[i].event, sent[i].index);

  return describe (history);
}

static void
any_order_and_repeats_give_the_same_history (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      Sent             sent[MAX_EVENTS] = { 0 };
      guint            n_sent = g_test_rand_int_range (1, MAX_EVENTS + 1);
      g_autofree char *one = NULL;
      g_autofree char *another = NULL;

      for (guint i = 0; i < n_sent; i++)
        make_chance_event (&sent[i], i);

      one = describe_in_some_order (sent, n_sent);
      another = describe_in_some_order (sent, n_sent);
      g_assert_cmpstr (one, ==, another);

      for (guint i = 0; i < n_sent; i++)
        {
          g_free (sent[i].id);
          ktg_event_free (sent[i].event);
        }
    }
}

/* One author's events never stand out of their seq, whatever indexes say. */
static void
seq_is_kept_for_each_author (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);
      g_autoptr (GHashTable) newest = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < MAX_EVENTS; i++)
        {
          Sent sent = { 0 };

          make_chance_event (&sent, i);
          ktg_history_add (history, sent.id, sent.event, sent.index);
          g_free (sent.id);
          ktg_event_free (sent.event);
        }

      for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
        {
          const KtgEvent *event = ktg_history_get_entry (history, i)->event;
          guint64         before = GPOINTER_TO_UINT (g_hash_table_lookup (newest, event->author));

          g_assert_cmpuint (event->seq, >=, before);
          g_hash_table_insert (newest, event->author, GUINT_TO_POINTER (event->seq));
        }
    }
}

static void
ten_thousand_events_fold_at_once (void)
{
  g_autoptr (KtgHistory) history = ktg_history_new (REPORT_ID);
  g_autofree char *last = g_strdup_printf ("%d", 10000);

  for (guint64 seq = 10000; seq > 0; seq--)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, seq);

      add (history,
           id,
           new_version (seq == 1 ? KTG_EVENT_FILED : KTG_EVENT_AMENDED, "siti", seq, id),
           0);
    }

  g_assert_cmpstr (ktg_history_get_report (history)->account, ==, last);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/filing-alone-is-the-report", filing_alone_is_the_report);
  g_test_add_func ("/history/the-newest-version-of-its-author-counts",
                   the_newest_version_of_its_author_counts);
  g_test_add_func ("/history/a-stranger-changes-nothing-but-is-listed",
                   a_stranger_changes_nothing_but_is_listed);
  g_test_add_func ("/history/its-author-may-withdraw-it", its_author_may_withdraw_it);
  g_test_add_func ("/history/what-has-no-index-stands-last", what_has_no_index_stands_last);
  g_test_add_func ("/history/seq-stands-above-the-servers-index",
                   seq_stands_above_the_servers_index);
  g_test_add_func ("/history/a-repeat-brings-only-its-index", a_repeat_brings_only_its_index);
  g_test_add_func ("/history/another-reports-event-stays-out", another_reports_event_stays_out);
  g_test_add_func ("/history/an-unknown-type-changes-nothing", an_unknown_type_changes_nothing);
  g_test_add_func ("/history/any-order-and-repeats-give-the-same-history",
                   any_order_and_repeats_give_the_same_history);
  g_test_add_func ("/history/seq-is-kept-for-each-author", seq_is_kept_for_each_author);
  g_test_add_func ("/history/ten-thousand-events-fold-at-once", ten_thousand_events_fold_at_once);

  return g_test_run ();
}
