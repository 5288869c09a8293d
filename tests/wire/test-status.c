/* test-status.c - what scripts lean on in --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "random-report.h"

#include <ktg-chain.h>
#include <ktg-json-guard.h>
#include <ktg-json-pages.h>
#include <ktg-status-json.h>

#include <json-glib/json-glib.h>

/* One whole JSON document with one newline after it. */
static JsonParser *
parse (GBytes *text)
{
  JsonParser *parser = json_parser_new ();
  gsize       size_bytes = 0;
  const char *data = g_bytes_get_data (text, &size_bytes);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (data[size_bytes - 1], ==, '\n');
  ktg_json_guard_check (data, size_bytes, &ktg_json_limits_exchange, &error);
  g_assert_no_error (error);
  json_parser_load_from_data (parser, data, size_bytes, &error);
  g_assert_no_error (error);
  return parser;
}

static void
the_counts_are_there (void)
{
  KtgStatusCounts counts = { 1, 2, 3, 4, 5, G_GUINT64_CONSTANT (6000000000) };
  g_autoptr (GBytes) text = ktg_status_json_write_counts (&counts);
  g_autoptr (JsonParser) parser = parse (text);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));

  g_assert_cmpint (json_object_get_int_member (root, "drafts"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (root, "queued"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (root, "delivered"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (root, "complete"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (root, "parked"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (root, "bytes_waiting"),
                   ==,
                   G_GINT64_CONSTANT (6000000000));
}

static gboolean
find_no_due (const KtgSummaryFields *fields, gpointer user_data, KtgReportDue *due)
{
  return FALSE;
}

static gboolean
find_due (const KtgSummaryFields *fields, gpointer user_data, KtgReportDue *due)
{
  *due = *(const KtgReportDue *)user_data;
  return TRUE;
}

static void
no_reports_are_an_empty_list (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) summaries = ktg_status_json_write_summaries (none, find_no_due, NULL);
  g_autoptr (GBytes) statuses = ktg_status_json_write_reports (none);

  g_assert_cmpmem (g_bytes_get_data (summaries, NULL), g_bytes_get_size (summaries), "[]\n", 3);
  g_assert_cmpmem (g_bytes_get_data (statuses, NULL), g_bytes_get_size (statuses), "[]\n", 3);
}

static void
a_summary_says_its_state (void)
{
  KtgSummaryFields fields = { .id = "3f0c",
                              .state = KTG_STATE_DELIVERED,
                              .who = "B. \"S\".",
                              .place_words = "Balai",
                              .n_events = 1,
                              .n_files = 2,
                              .bytes_waiting = 77 };
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *first = NULL;

  g_ptr_array_add (summaries, ktg_summary_new (&fields));
  text = ktg_status_json_write_summaries (summaries, find_no_due, NULL);
  parser = parse (text);
  first = json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0);

  g_assert_cmpstr (json_object_get_string_member (first, "report"), ==, "3f0c");
  g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "delivered");
  g_assert_cmpstr (json_object_get_string_member (first, "who"), ==, "B. \"S\".");
  g_assert_false (json_object_has_member (first, "elsewhere"));
  g_assert_cmpint (json_object_get_int_member (first, "files_total"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (first, "bytes_waiting"), ==, 77);
  g_assert_false (json_object_has_member (first, "violation"));
  g_assert_false (json_object_has_member (first, "not_proven"));
}

static void
a_summary_says_that_it_is_not_proven (void)
{
  KtgSummaryFields fields = { .id = "3f0c", .state = KTG_STATE_COMPLETE };
  const KtgTrust   doubts[] = { KTG_TRUST_UNKNOWN, KTG_TRUST_UNSIGNED_FOR, KTG_TRUST_REVOKED };

  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GBytes) text = NULL;
      g_autoptr (JsonParser) parser = NULL;
      JsonArray *all = NULL;

      fields.trust = doubts[i];
      g_ptr_array_add (summaries, ktg_summary_new (&fields));
      text = ktg_status_json_write_summaries (summaries, find_no_due, NULL);
      parser = parse (text);
      all = json_node_get_array (json_parser_get_root (parser));
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (all, 0),
                                                      "not_proven"),
                       ==,
                       ktg_trust_get_name (doubts[i]));
    }
}

/* A finding of a regional election, known on Tuesday: the law says "days". */
static KtgReportDue
due_of (const char *now)
{
  KtgReportDue due = { .is_running = TRUE, .is_judged = TRUE };

  g_assert_true (
      ktg_deadline_reckon (&due.deadline, "2024-11-12", 7, KTG_DAY_KIND_UNKNOWN, 7 * 3600, NULL));
  g_assert_true (ktg_moment_parse (now, 0, &due.at_us));
  return due;
}

static void
a_deadline_says_its_day_its_end_and_both_counts (void)
{
  KtgSummaryFields fields = { .id = "3f0c", .state = KTG_STATE_QUEUED };
  KtgReportDue     due = due_of ("2024-11-20T01:00:00+07:00");
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *told = NULL;

  g_ptr_array_add (summaries, ktg_summary_new (&fields));
  text = ktg_status_json_write_summaries (summaries, find_due, &due);
  parser = parse (text);
  told = json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0);
  told = json_object_get_object_member (told, "deadline");

  g_assert_false (json_object_has_member (told, "report"));
  g_assert_cmpstr (json_object_get_string_member (told, "day"), ==, "2024-11-19");
  g_assert_cmpstr (json_object_get_string_member (told, "ends"), ==, "2024-11-20T00:00:00+07:00");
  g_assert_cmpstr (json_object_get_string_member (told, "law_says"), ==, "unknown");
  g_assert_cmpint (json_object_get_int_member (told, "days_left"), ==, -1);
  g_assert_cmpstr (json_object_get_string_member (told, "in_time"), ==, "if_working_days");
  told = json_object_get_object_member (told, "working");
  g_assert_cmpstr (json_object_get_string_member (told, "day"), ==, "2024-11-21");
  g_assert_cmpstr (json_object_get_string_member (told, "ends"), ==, "2024-11-22T00:00:00+07:00");
}

static void
the_counts_name_the_next_deadline (void)
{
  KtgStatusCounts counts = { .n_overdue = 3, .next_report = "3f0c" };
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *root = NULL;

  counts.next = due_of ("2024-11-18T01:00:00+07:00");
  text = ktg_status_json_write_counts (&counts);
  parser = parse (text);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (root, "overdue"), ==, 3);
  root = json_object_get_object_member (root, "deadline");
  g_assert_cmpstr (json_object_get_string_member (root, "report"), ==, "3f0c");
  g_assert_cmpint (json_object_get_int_member (root, "days_left"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "in_time"), ==, "yes");
}

static KtgReportStatus *
new_status (void)
{
  KtgReportStatus *status = ktg_report_status_new ("3f0c", "complete", 2);
  g_autofree char *hash = g_strnfill (64, 'a');
  KtgFileStatus   *unknown = ktg_file_status_new (hash, 3, FALSE, FALSE);

  unknown->is_known = FALSE;
  g_ptr_array_add (status->files, ktg_file_status_new (hash, 2190194, TRUE, FALSE));
  g_ptr_array_add (status->files, ktg_file_status_new (hash, 2, FALSE, FALSE));
  g_ptr_array_add (status->files, unknown);
  return status;
}

static void
a_status_lists_its_files (void)
{
  g_autoptr (GPtrArray) statuses
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_report_status_free);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *first = NULL;
  JsonObject *file = NULL;

  g_ptr_array_add (statuses, new_status ());
  text = ktg_status_json_write_reports (statuses);
  parser = parse (text);
  first = json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0);
  file = json_array_get_object_element (json_object_get_array_member (first, "files"), 0);

  g_assert_cmpint (json_object_get_int_member (first, "events"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (file, "bytes"), ==, 2190194);
  g_assert_true (json_object_get_boolean_member (file, "complete"));
  file = json_array_get_object_element (json_object_get_array_member (first, "files"), 1);
  g_assert_false (json_object_get_boolean_member (file, "complete"));
  file = json_array_get_object_element (json_object_get_array_member (first, "files"), 2);
  g_assert_false (json_object_has_member (file, "complete"));
}

/* Put together from pieces it is the very text that it would have been. */
static void
a_list_in_pieces_is_the_list (void)
{
  g_autoptr (GPtrArray) one
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_report_status_free);
  g_autoptr (GPtrArray) two = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) piece = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) nothing = ktg_status_json_write_reports (none);
  g_autoptr (GString) text = g_string_new (NULL);
  KtgJsonPages pages = { 0 };

  g_ptr_array_add (one, new_status ());
  g_ptr_array_add (two, g_ptr_array_index (one, 0));
  g_ptr_array_add (two, g_ptr_array_index (one, 0));
  piece = ktg_status_json_write_reports (one);
  whole = ktg_status_json_write_reports (two);

  ktg_json_pages_add (&pages, piece, text);
  ktg_json_pages_add (&pages, nothing, text);
  ktg_json_pages_add (&pages, piece, text);
  ktg_json_pages_end (&pages, text);
  g_assert_cmpmem (text->str, text->len, g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));

  pages.has_begun = FALSE;
  g_string_truncate (text, 0);
  ktg_json_pages_end (&pages, text);
  g_assert_cmpstr (text->str, ==, "[]\n");
}

static void
a_shown_report_has_its_words_and_its_story (void)
{
  g_autoptr (KtgReportStatus) status = new_status ();
  g_autoptr (KtgEvent) event = random_event (KTG_EVENT_FILED);
  g_autoptr (KtgHistory) history = ktg_history_new (event->report_id);
  g_autofree char *id = random_hash ();
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *root = NULL;
  JsonObject *entry = NULL;

  ktg_history_add (history, id, event, 4711);
  text = ktg_status_json_write_report (status, history);
  parser = parse (text);
  root = json_node_get_object (json_parser_get_root (parser));
  entry = json_array_get_object_element (json_object_get_array_member (root, "history"), 0);

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (root, "body"),
                                                  "account"),
                   ==,
                   event->report->account);
  g_assert_cmpstr (json_object_get_string_member (root, "version"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (entry, "type"), ==, "report.filed");
  g_assert_cmpint (json_object_get_int_member (entry, "index"), ==, 4711);
}

static void
a_history_without_a_filing_is_shown (void)
{
  g_autoptr (KtgReportStatus) status = new_status ();
  g_autoptr (KtgHistory) history = ktg_history_new ("3f0c");
  g_autoptr (GBytes) text = ktg_status_json_write_report (status, history);
  g_autoptr (JsonParser) parser = parse (text);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));

  g_assert_false (json_object_has_member (root, "body"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/status/the-counts-are-there", the_counts_are_there);
  g_test_add_func ("/status/no-reports-are-an-empty-list", no_reports_are_an_empty_list);
  g_test_add_func ("/status/a-summary-says-its-state", a_summary_says_its_state);
  g_test_add_func ("/status/a-summary-says-that-it-is-not-proven",
                   a_summary_says_that_it_is_not_proven);
  g_test_add_func ("/status/a-deadline-says-its-day-its-end-and-both-counts",
                   a_deadline_says_its_day_its_end_and_both_counts);
  g_test_add_func ("/status/the-counts-name-the-next-deadline", the_counts_name_the_next_deadline);
  g_test_add_func ("/status/a-status-lists-its-files", a_status_lists_its_files);
  g_test_add_func ("/status/a-list-in-pieces-is-the-list", a_list_in_pieces_is_the_list);
  g_test_add_func ("/status/a-shown-report-has-its-words-and-its-story",
                   a_shown_report_has_its_words_and_its_story);
  g_test_add_func ("/status/a-history-without-a-filing-is-shown",
                   a_history_without_a_filing_is_shown);

  return g_test_run ();
}
