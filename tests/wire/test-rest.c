/* test-rest.c - what another version says in a report is carried on, and goes nowhere else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-event-json.h>
#include <ktg-filled-form-json.h>
#include <ktg-pack-json.h>
#include <ktg-report-json.h>
#include <ktg-summary.h>

#include <string.h>

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static GBytes *
load_newer (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "event-newer.json", NULL);
  g_autofree char *text = NULL;
  gsize            size_bytes = 0;

  g_assert_true (g_file_get_contents (path, &text, &size_bytes, NULL));
  return g_bytes_new (text, size_bytes - 1);
}

static KtgReport *
parse (const char *text, KtgReportJsonForm form, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ktg_report_json_parse (bytes, form, error);
}

static char *
dup_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
dup_written (const KtgReport *report, KtgReportJsonForm form)
{
  g_autoptr (GBytes) bytes = ktg_report_json_write (report, form);

  return dup_text (bytes);
}

/* A report with @members as the last of what it says. */
static char *
dup_body (const char *members)
{
  return g_strdup_printf ("{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\"},"
                          "\"times\":{\"known\":\"2024-11-12\",\"filed\":\"2024-11-12\"},"
                          "\"account\":\"What happened.\"%s}",
                          members);
}

static char *
dup_file (const char *members)
{
  g_autofree char *evidence
      = g_strdup_printf (",\"evidence\":[{\"sha256\":\"" HASH "\",\"bytes\":1,\"media_type\":"
                         "\"image/png\",\"original_name\":\"a.png\"%s}]",
                         members);

  return dup_body (evidence);
}

static void
an_amendment_says_it_again (void)
{
  g_autoptr (GBytes) newer = load_newer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEvent) event = ktg_event_json_parse (newer, &error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KtgEvent) amended = NULL;

  g_assert_no_error (error);
  before = dup_written (event->report, KTG_REPORT_JSON_BODY);
  g_assert_nonnull (strstr (before, "\"passport\":\"X 123\""));
  event->kind = KTG_EVENT_AMENDED;
  g_free (event->type);
  event->type = g_strdup ("report.amended");
  event->replaces = g_strdup (HASH);
  bytes = ktg_event_json_write (event);
  amended = ktg_event_json_parse (bytes, &error);
  g_assert_no_error (error);
  after = dup_written (amended->report, KTG_REPORT_JSON_BODY);
  g_assert_cmpstr (after, ==, before);
}

static void
a_draft_of_it_says_it_again (void)
{
  g_autoptr (GBytes) newer = load_newer ();
  g_autoptr (KtgEvent) event = ktg_event_json_parse (newer, NULL);
  g_autofree char *draft = dup_written (event->report, KTG_REPORT_JSON_DRAFT);
  g_autoptr (KtgReport) back = parse (draft, KTG_REPORT_JSON_DRAFT, NULL);

  g_assert_true (ktg_report_equal (event->report, back));
}

static void
nothing_is_read_into_a_value (void)
{
  static const char *const values[] = { "\"\"",
                                        "[]",
                                        "{}",
                                        "null",
                                        "-0.50e3",
                                        "12345678901234567.125",
                                        "[\"\",1]",
                                        "\"yes\"",
                                        "true",
                                        "[{}]",
                                        "{\"a\":{\"b\":[[]]}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *member = g_strdup_printf (",\"of_tomorrow\":%s", values[i]);
      g_autofree char *body = dup_body (member);
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgReport) report = parse (body, KTG_REPORT_JSON_BODY, &error);
      g_autofree char *written = NULL;

      g_assert_no_error (error);
      written = dup_written (report, KTG_REPORT_JSON_BODY);
      g_assert_cmpstr (written, ==, body);
    }
}

static void
an_unknown_origin_is_kept_until_one_is_chosen (void)
{
  g_autofree char *body = dup_file (",\"origin\":\"drone\"");
  g_autofree char *chosen = dup_file (",\"origin\":\"scan\"");
  g_autoptr (KtgReport) report = parse (body, KTG_REPORT_JSON_BODY, NULL);
  KtgEvidence     *evidence = report->evidence->pdata[0];
  g_autofree char *written = dup_written (report, KTG_REPORT_JSON_BODY);
  g_autofree char *since = NULL;

  g_assert_cmpint (evidence->origin, ==, KTG_ORIGIN_UNKNOWN);
  g_assert_cmpstr (written, ==, body);
  evidence->origin = KTG_ORIGIN_SCAN;
  since = dup_written (report, KTG_REPORT_JSON_BODY);
  g_assert_cmpstr (since, ==, chosen);
}

/* @depth lists in each other. */
static char *
dup_lists (const char *before, guint depth, const char *after)
{
  g_autofree char *open = g_strnfill (depth, '[');
  g_autofree char *close = g_strnfill (depth, ']');

  return g_strconcat (before, open, close, after, NULL);
}

static void
a_value_that_leaves_no_room_for_an_amendment_is_refused (void)
{
  static const struct
  {
    const char *before, *after, *path;
  } places[] = {
    { ",\"x\":", "", "x" },
    { ",\"fields\":{\"x\":", "}", "fields" },
    { ",\"evidence\":[{\"sha256\":\"" HASH "\",\"bytes\":1,\"media_type\":\"image/png\","
      "\"original_name\":\"a.png\",\"posted\":{\"x\":",
      "}}]",
      "evidence[0].posted.x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *most = dup_lists (places[i].before, 8, places[i].after);
      g_autofree char *more = dup_lists (places[i].before, 9, places[i].after);
      g_autofree char *body = dup_body (most);
      g_autofree char *too_deep = dup_body (more);
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgReport) report = parse (body, KTG_REPORT_JSON_BODY, &error);

      g_assert_no_error (error);
      g_assert_nonnull (report);
      g_assert_null (parse (too_deep, KTG_REPORT_JSON_BODY, &error));
      g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_BAD_VALUE);
      g_assert_nonnull (strstr (error->message, places[i].path));
    }
}

static char *
dup_keys (const char *before, guint n_keys, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n_keys; i++)
    g_string_append_printf (text, "%s\"k%u\":1", i > 0 ? "," : "", i);

  return g_string_free (g_string_append (text, after), FALSE);
}

static void
an_object_of_too_many_keys_is_refused (void)
{
  static const char *const places[][2]
      = { { ",", "" }, { ",\"fields\":{", "}" }, { ",\"x\":{", "}" } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint n_keys = 1000; n_keys < 1002; n_keys++)
      {
        g_autofree char *members = dup_keys (places[i][0], n_keys, places[i][1]);
        g_autofree char *body = dup_body (members);
        g_autoptr (KtgReport) report = parse (body, KTG_REPORT_JSON_BODY, NULL);

        g_assert_true ((report != NULL) == (n_keys == 1000));
      }
}

static void
what_a_person_types_has_no_rest (void)
{
  static const char *const typed[]
      = { ",\"x\":1",
          ",\"form\":{\"code\":\"a\",\"x\":1}",
          ",\"persons\":[{\"role\":\"witness\",\"name\":\"Ani\",\"x\":1}]" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *input
          = g_strdup_printf ("{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\"},"
                             "\"times\":{\"known\":\"2024-11-12\"},\"account\":\"Words.\"%s}",
                             typed[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (input, KTG_REPORT_JSON_INPUT, &error));
      g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_UNKNOWN_KEY);
    }
}

static void
count_hidden (char **text, gpointer n_told)
{
  if (g_strcmp0 (*text, "hidden") == 0)
    (*(guint *)n_told)++;
}

/* Even where it looks like what is said of a report outside it. */
static void
no_summary_and_no_filled_form_has_it (void)
{
  g_autofree char *body = dup_body (",\"form\":{\"code\":\"form_x\",\"secret\":\"hidden\"},"
                                    "\"search\":\"hidden\",\"state\":\"hidden\",\"id\":\"hidden\"");
  g_autoptr (KtgReport) report = parse (body, KTG_REPORT_JSON_BODY, NULL);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GBytes) form = ktg_filled_form_json_write (pack, report);
  g_autofree char *told = dup_text (form);
  g_autofree char *searched = ktg_pack_dup_searched (pack, report);
  KtgSummaryFields fields = { 0 };
  guint            n_told = 0;

  g_assert_null (strstr (told, "hidden"));
  g_assert_null (searched);
  ktg_summary_fields_set_report (&fields, report);
  ktg_record_visit_texts (&ktg_summary_fields_record, &fields, count_hidden, &n_told);
  g_assert_cmpuint (n_told, ==, 0);
  ktg_summary_fields_clear (&fields);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rest/an-amendment-says-it-again", an_amendment_says_it_again);
  g_test_add_func ("/rest/a-draft-of-it-says-it-again", a_draft_of_it_says_it_again);
  g_test_add_func ("/rest/nothing-is-read-into-a-value", nothing_is_read_into_a_value);
  g_test_add_func ("/rest/an-unknown-origin-is-kept-until-one-is-chosen",
                   an_unknown_origin_is_kept_until_one_is_chosen);
  g_test_add_func ("/rest/a-value-that-leaves-no-room-for-an-amendment-is-refused",
                   a_value_that_leaves_no_room_for_an_amendment_is_refused);
  g_test_add_func ("/rest/an-object-of-too-many-keys-is-refused",
                   an_object_of_too_many_keys_is_refused);
  g_test_add_func ("/rest/what-a-person-types-has-no-rest", what_a_person_types_has_no_rest);
  g_test_add_func ("/rest/no-summary-and-no-filled-form-has-it",
                   no_summary_and_no_filled_form_has_it);
  return g_test_run ();
}
