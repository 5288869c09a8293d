/* test-writing.c - what is written on the page is in the store, whatever happens to the page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "writing-desk.h"

#include "ktg-found-row.h"
#include "ktg-long-text.h"
#include "ktg-picker.h"
#include "ktg-signing-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-fault-disk.h>

#include <string.h>

static void
test_saved_by_itself (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  writing_desk_open (&desk, NULL);
  writing_desk_write_account (&desk, "Lurah berfoto dengan bakal calon.");
  draft = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "Lurah berfoto dengan bakal calon.");
  g_assert_null (ktg_draft_get_report (draft)->known);
  g_assert_cmpstr (ktg_draft_get_report (draft)->kind, ==, "lhp");
  gtk_window_destroy (desk.window);
}

static void
test_nothing_written (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };

  writing_desk_open (&desk, NULL);
  g_assert_false (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  gtk_window_destroy (desk.window);
  g_assert_cmpuint (g_list_model_get_n_items (ktg_store_get_summaries (fixture->store)), ==, 0);
}

static void
test_last_words (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  writing_desk_open (&desk, NULL);
  writing_desk_write_account (&desk, "Satu");
  g_assert_true (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  writing_desk_write_account (&desk, "Satu dua");
  g_assert_true (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  gtk_window_destroy (desk.window);

  draft = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "Satu dua");
}

static void
fill_in (WritingDesk *desk)
{
  writing_desk_type_into (desk, _ ("Name"), "B. S.");
  writing_desk_type_into (desk, _ ("Position"), "Lurah");
  writing_desk_type_into (desk, _ ("Address"), "Jl. Letjen Suprapto");
  writing_desk_type_into (desk, _ ("The place in your words"), "Kantor kelurahan");
  writing_desk_type_into (desk, _ ("It happened"), "kemarin 19.30");
  writing_desk_write_account (desk, "Lurah berfoto dengan bakal calon.");
}

static void
choose (WritingDesk *desk, const char *picker, const char *needle, const char *found)
{
  GtkWidget *row;

  writing_desk_type_into (desk, picker, needle);
  row = writing_desk_find (desk, KTG_TYPE_FOUND_ROW, found);
  g_signal_emit_by_name (session_fixture_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
}

static void
test_reopened (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) first = NULL;
  g_autoptr (KtgDraft) second = NULL;

  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  choose (&desk, _ ("Search village, district or regency"), "notoprajan", "Notoprajan");
  writing_desk_close (&desk);
  first = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (first)->happened, ==, "2024-11-11T19:30:00+07:00");
  g_assert_true (g_str_has_prefix (ktg_draft_get_report (first)->place_region, "34.71."));

  writing_desk_open (&desk, ktg_draft_get_id (first));
  writing_desk_type_into (&desk, _ ("Position"), "Lurah");
  writing_desk_write_account (&desk, "Lurah berfoto dengan bakal calon.");
  writing_desk_close (&desk);
  second = writing_desk_load_only_draft (&desk);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (first), ktg_draft_get_report (second)));
}

/* As from the keyboard: what the page leaves alone is for whoever has it. A list that pops up is
 * left by Tab. */
static void
press_enter (WritingDesk *desk)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk->window));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (desk->page));
  gboolean is_done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_done; i++)
    {
      g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (keys))
        g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Return, 0, 0, &is_done);
    }

  if (!is_done && ADW_IS_COMBO_ROW (focus))
    gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_FORWARD);
  else if (!is_done)
    gtk_widget_activate (focus);
}

static void
test_enter_accuses_nobody (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;
  const KtgReport *report;

  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  choose (&desk, _ ("Search suspicions: photo, KE-05…"), "KE-01", "Prospective candidate's banner");
  gtk_widget_child_focus (writing_desk_find (&desk, KTG_TYPE_PICKER, NULL), GTK_DIR_TAB_FORWARD);

  for (guint i = 0; i < 3; i++)
    press_enter (&desk);

  gtk_widget_grab_focus (writing_desk_find (&desk, ADW_TYPE_ENTRY_ROW, _ ("Name")));
  for (guint i = 0; i < 12; i++)
    press_enter (&desk);

  writing_desk_close (&desk);
  draft = writing_desk_load_only_draft (&desk);
  report = ktg_draft_get_report (draft);
  g_assert_cmpuint (report->violations->len, ==, 1);
  g_assert_cmpuint (report->persons->len, ==, 1);
  g_assert_null (report->place_region);
}

static void
test_all_are_named (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  const char *picker = _ ("Search suspicions: photo, KE-05…");

  writing_desk_open (&desk, NULL);
  choose (&desk, picker, "KE-01", "Prospective candidate's banner");
  choose (&desk, picker, "KE-05", "Photo with prospective candidate");
  g_assert_true (session_fixture_has_words (
      GTK_WIDGET (desk.page), "Prospective candidate's banner, Photo with prospective candidate"));
  writing_desk_close (&desk);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (KTG_IS_SIGNING_SHEET (link->data))
        return link->data;
    }

  return NULL;
}

/* To the end, however much there is to be seen first. */
static void
sign (GtkWidget *sheet)
{
  gtk_test_widget_wait_for_draw (sheet);

  while (session_fixture_find (sheet, GTK_TYPE_BUTTON, _ ("See the Rest")) != NULL)
    g_signal_emit_by_name (session_fixture_find (sheet, GTK_TYPE_BUTTON, _ ("See the Rest")),
                           "clicked");

  g_signal_emit_by_name (session_fixture_find (sheet, GTK_TYPE_BUTTON, _ ("Sign")), "clicked");
}

static void
test_filed (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  GtkWidget  *dialog;

  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  g_signal_emit_by_name (writing_desk_find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  sign (dialog);
  session_fixture_wait (writing_desk_has_filed, &desk);

  g_assert_cmpint (ktg_summary_get (writing_desk_get_only_summary (&desk))->state,
                   ==,
                   KTG_STATE_QUEUED);
  g_assert_cmpstr (ktg_summary_get (writing_desk_get_only_summary (&desk))->who, ==, "B. S.");
  g_assert_false (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  gtk_window_destroy (desk.window);
  g_free (desk.filed_id);
}

static void
test_asked_for (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };

  writing_desk_open (&desk, NULL);
  g_signal_emit_by_name (writing_desk_find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  g_assert_null (find_dialog ());
  writing_desk_find (&desk,
                     GTK_TYPE_LABEL,
                     _ ("Add a photo, or write what happened. Everything else is saved as a "
                        "draft."));
  writing_desk_close (&desk);
}

/* What is no time stays as it was typed, over the page's end, and is not signed. */
static void
test_no_time (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (KtgDraft) understood = NULL;

  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  writing_desk_type_into (&desk, _ ("It happened"), "kemarin sore");
  writing_desk_find (&desk,
                     GTK_TYPE_LABEL,
                     _ ("The hour is missing. Add it, as 19.30, or write only the day; until then "
                        "it stays as "
                        "you wrote it."));
  writing_desk_close (&desk);
  draft = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->happened, ==, "kemarin sore");

  writing_desk_open (&desk, ktg_draft_get_id (draft));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       writing_desk_find (&desk, ADW_TYPE_ENTRY_ROW, _ ("It happened")))),
                   ==,
                   "kemarin sore");
  g_signal_emit_by_name (writing_desk_find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  g_assert_null (find_dialog ());
  writing_desk_find (&desk,
                     GTK_TYPE_LABEL,
                     _ ("When it happened is not understood yet: write it otherwise, or leave it "
                        "empty. "
                        "Everything is saved as a draft."));

  writing_desk_type_into (&desk, _ ("It happened"), "kemarin sore jam 5");
  writing_desk_find (&desk, GTK_TYPE_LABEL, "Monday, 11 Nov 2024, 17:00 WIB");
  writing_desk_close (&desk);
  understood = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (understood)->happened, ==, "2024-11-11T17:00:00+07:00");
}

#define OTHER_RULES "2021-01-01"

static gboolean
is_told_of_rules (gpointer user_data)
{
  return session_fixture_has_words (user_data,
                                    "Written under the rules of 1 Jan 2021. On 12 Nov 2024");
}

/* Chosen from rules that do not hold on its day. */
static char *
store_draft_of_other_rules (WritingDesk *desk)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;

  report->kind = g_strdup ("lhp");
  report->happened = g_strdup ("2024-11-12");
  report->rules_version = g_strdup (OTHER_RULES);
  g_ptr_array_add (report->violations, g_strdup ("KE-05"));
  draft = ktg_draft_new (NULL, report);
  session_fixture_save_draft (desk->fixture, draft);
  return g_strdup (ktg_draft_get_id (draft));
}

static void
test_rules_are_kept (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk      desk = { .fixture = fixture };
  const KtgPack   *pack = ktg_session_get_pack (fixture->session);
  g_autofree char *id = store_draft_of_other_rules (&desk);
  g_autoptr (KtgDraft) kept = NULL;
  g_autoptr (KtgDraft) gone_over = NULL;

  writing_desk_open (&desk, id);
  session_fixture_wait (is_told_of_rules, desk.page);
  writing_desk_write_account (&desk, "Lurah berfoto dengan bakal calon.");
  writing_desk_close (&desk);
  kept = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (kept)->rules_version, ==, OTHER_RULES);

  writing_desk_open (&desk, id);
  session_fixture_wait (is_told_of_rules, desk.page);
  g_signal_emit_by_name (writing_desk_find (&desk,
                                            GTK_TYPE_BUTTON,
                                            _ ("Go by the Rules of That Day")),
                         "clicked");
  writing_desk_close (&desk);
  gone_over = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (gone_over)->rules_version,
                   ==,
                   ktg_pack_get_rules_version (pack, "2024-11-12"));
}

/* A correction of the rules that hold on @day, which says the same under a higher number. */
static GBytes *
correct_rules (const KtgPack *pack, const char *day)
{
  const char      *version = ktg_pack_get_rules_version (pack, day);
  g_autofree char *name = g_strdup_printf ("rules-%s.json", version);
  g_autofree char *path = g_build_filename (PACKS_FOLDER, name, NULL);
  g_autofree char *said = g_strdup_printf ("\"version\": \"%s\"", version);
  g_autofree char *text = NULL;
  g_autoptr (GString) corrected = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  corrected = g_string_new (text);
  g_assert_cmpuint (g_string_replace (corrected, said, "\"version\": \"2022-09-22.99\"", 0), ==, 1);
  return g_string_free_to_bytes (g_steal_pointer (&corrected));
}

static void
receive (WritingDesk *desk, GBytes *content)
{
  KtgLibrary    *library = ktg_session_get_library (desk->fixture->session);
  KtgPackFolder *packs = ktg_library_get_pack_folder (library);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPackNotice) notice = ktg_pack_folder_import (packs, content, &error);

  g_assert_no_error (error);
  g_assert_nonnull (notice);
}

static void
test_told_of_correction (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk    desk = { .fixture = fixture };
  const KtgPack *pack = ktg_session_get_pack (fixture->session);
  g_autoptr (GBytes) correction = correct_rules (pack, "2024-11-11");
  g_autofree char *before = g_strdup (ktg_pack_get_rules_version (pack, "2024-11-11"));
  g_autoptr (KtgDraft) kept = NULL;

  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  choose (&desk,
          _ ("Search suspicions: photo, KE-05…"),
          "KE-05",
          "Photo with prospective candidate");
  g_assert_false (session_fixture_has_words (GTK_WIDGET (desk.page), "Written under the rules"));

  receive (&desk, correction);
  g_assert_true (
      session_fixture_has_words (GTK_WIDGET (desk.page),
                                 "On 11 Nov 2024 those of 22 Sep 2022, edition 99 hold."));
  g_assert_true (
      session_fixture_has_words (GTK_WIDGET (desk.page), "Photo with prospective candidate"));
  writing_desk_close (&desk);
  kept = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (kept)->rules_version, ==, before);
}

static char *
dup_long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 16000; i++)
    g_string_append_printf (text, "Line %u of what was seen in the square.\n", i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define MANY_CHARS 100000

static char *
dup_chars (const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  glong n_chars = g_utf8_strlen (words, -1);

  for (glong n = 0; n < MANY_CHARS; n += n_chars)
    g_string_append (text, words);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  GtkTextBuffer *buffer;
  const char    *text;
} Pasted;

static gboolean
is_pasted (gpointer user_data)
{
  const Pasted    *pasted = user_data;
  g_autofree char *text = NULL;

  g_object_get (pasted->buffer, "text", &text, NULL);
  return g_str_equal (text, pasted->text);
}

static void
paste_account (WritingDesk *desk, const char *text)
{
  GtkWidget *view = writing_desk_find (desk, GTK_TYPE_TEXT_VIEW, NULL);
  Pasted     pasted = { gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text };

  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), text);
  gtk_text_buffer_set_text (pasted.buffer, "", 0);
  g_signal_emit_by_name (view, "paste-clipboard");
  session_fixture_wait (is_pasted, &pasted);
}

/* Letters with marks of their own, and people of several characters: to the last in the draft, and
 * to the last in the report. */
static void
test_long_account (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *account
      = dup_chars ("Lurah berfoto re\xcc\x81sume\xcc\x81 \U0001f469\U0001f3fd\u200d\U0001f33e.\n");
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  paste_account (&desk, account);
  writing_desk_close (&desk);
  draft = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, account);

  writing_desk_open (&desk, ktg_draft_get_id (draft));
  g_signal_emit_by_name (writing_desk_find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  sign (find_dialog ());
  session_fixture_wait (writing_desk_has_filed, &desk);
  held = session_fixture_load_report (fixture, desk.filed_id);
  g_assert_cmpstr (ktg_history_get_report (held->history)->account, ==, account);
  writing_desk_close (&desk);
  g_free (desk.filed_id);
}

/* What of @sheet shows very much: laid out once for each width that was asked, and not more. */
static KtgLongText *
find_long_text (GtkWidget *sheet, GtkWindow *parent, const char *words)
{
  GtkWidget *text;

  ktg_signing_sheet_show_over (KTG_SIGNING_SHEET (sheet), parent);
  gtk_test_widget_wait_for_draw (sheet);
  text = session_fixture_find (sheet, KTG_TYPE_LONG_TEXT, NULL);
  g_assert_nonnull (text);
  g_assert_cmpstr (ktg_long_text_get_words (KTG_LONG_TEXT (text)), ==, words);
  g_assert_cmpuint (ktg_long_text_get_n_layouts (KTG_LONG_TEXT (text)), <=, 3);
  g_assert_cmpint (gtk_widget_get_height (text), >, gtk_widget_get_height (sheet));
  return KTG_LONG_TEXT (text);
}

static GtkWidget *
amend (SessionFixture *fixture, KtgReport *report)
{
  KtgReportChange change = { .label = (char *)"Account", .before = report->account };
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  change.after = report->account;
  g_ptr_array_add (changes, &change);
  return GTK_WIDGET (ktg_signing_sheet_new_amendment (fixture->session, report, changes, ""));
}

/* Not from the page, on which one word of so many letters takes GTK as long as it does. */
static void
show_one_paragraph (SessionFixture *fixture, const char *words)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWidget *sheet, *amendment;

  gtk_window_set_default_size (parent, 1300, 700);
  gtk_window_present (parent);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (parent));
  report->kind = g_strdup ("lhp");
  report->account = dup_chars (words);
  sheet = GTK_WIDGET (ktg_signing_sheet_new (fixture->session, report));
  find_long_text (sheet, parent, report->account);
  g_assert_nonnull (session_fixture_find (sheet, GTK_TYPE_BUTTON, _ ("See the Rest")));
  g_assert_nonnull (
      session_fixture_find (sheet, GTK_TYPE_BUTTON, "Copy: Description of the event"));
  gtk_window_destroy (GTK_WINDOW (sheet));

  amendment = amend (fixture, report);
  find_long_text (amendment, parent, report->account);
  gtk_window_destroy (GTK_WINDOW (amendment));
  gtk_window_destroy (parent);
}

static void
test_one_paragraph (SessionFixture *fixture, gconstpointer user_data)
{
  show_one_paragraph (fixture, "a");
  show_one_paragraph (fixture, "kata dan ");
  show_one_paragraph (fixture, "\U0001f33e");
}

/* Of those that hear @box first. */
static gpointer
find_controller (GtkWidget *box, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (box);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }

  g_assert_not_reached ();
}

static gboolean
is_kept_from_buttons (gpointer keys, guint keyval)
{
  gboolean is_kept = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", keyval, 0, 0, &is_kept);
  return is_kept;
}

/* What says "See the Rest" says "Sign" in the same place after the press that came to the end. */
static void
test_one_press (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  GtkWidget *sheet = GTK_WIDGET (ktg_signing_sheet_new (fixture->session, report));
  GtkWidget *box
      = gtk_widget_get_parent (session_fixture_find (sheet, GTK_TYPE_BUTTON, _ ("Sign")));
  gpointer keys = find_controller (box, GTK_TYPE_EVENT_CONTROLLER_KEY);
  gpointer focus = find_controller (box, GTK_TYPE_EVENT_CONTROLLER_FOCUS);

  g_assert_cmpint (gtk_event_controller_get_propagation_phase (keys), ==, GTK_PHASE_CAPTURE);
  g_assert_false (is_kept_from_buttons (keys, GDK_KEY_Return));
  g_assert_true (is_kept_from_buttons (keys, GDK_KEY_Return));
  g_assert_false (is_kept_from_buttons (keys, GDK_KEY_Tab));
  g_assert_true (is_kept_from_buttons (keys, GDK_KEY_Return));
  g_signal_emit_by_name (keys, "key-released", GDK_KEY_Return, 0, 0);
  g_assert_false (is_kept_from_buttons (keys, GDK_KEY_Return));
  g_signal_emit_by_name (focus, "leave");
  g_assert_false (is_kept_from_buttons (keys, GDK_KEY_Return));
  gtk_window_destroy (GTK_WINDOW (sheet));
}

/* As high as if it were laid out in one: no line ends where only a piece does. */
static void
assert_pieces_are_not_seen (const char *words)
{
  g_autoptr (GtkWidget) text = g_object_ref_sink (ktg_long_text_new (words));
  g_autoptr (PangoLayout) whole = gtk_widget_create_pango_layout (text, words);
  int height, whole_height;

  pango_layout_set_wrap (whole, PANGO_WRAP_WORD_CHAR);
  for (int width = 300; width < 1200; width += 50)
    {
      pango_layout_set_width (whole, width * PANGO_SCALE);
      pango_layout_get_pixel_size (whole, NULL, &whole_height);
      gtk_widget_measure (text, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      g_assert_cmpint (height, ==, whole_height);
    }
}

static void
test_pieces_are_not_seen (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GString) words = g_string_new ("\n\n");
  g_autoptr (GString) steps = g_string_new ("");

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (words,
                            "Line %u of what was seen.%s",
                            i,
                            i % 7 == 0    ? "\n"
                            : i % 11 == 0 ? "\r\n\r\n"
                                          : " ");
  assert_pieces_are_not_seen (words->str);

  /* Some piece is cut between the two characters that end a line. */
  for (guint i = 0; i < 700; i++)
    g_string_append (steps, i % 50 == 0 ? "\r\n" : "b\r\n");
  assert_pieces_are_not_seen (steps->str);
}

/* In lines, as people write. */
#define WIDE "\U0001f33e\U0001f33e\U0001f33e\U0001f33e\U0001f33e\U0001f33e\U0001f33e\U0001f33e"
#define WIDE_LINE WIDE WIDE WIDE WIDE "\n"

/* As many characters that take four bytes each are more than can be sent: that is said with the
 * limit, and all of it is still a draft. */
static void
test_too_long_account (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *account = dup_chars (WIDE_LINE);
  g_autoptr (KtgDraft) draft = NULL;

  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  writing_desk_write_account (&desk, account);
  g_signal_emit_by_name (writing_desk_find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  g_test_expect_message ("ktg-client", G_LOG_LEVEL_WARNING, "*at most*");
  sign (find_dialog ());
  session_fixture_wait (writing_desk_has_failed, &desk);
  g_test_assert_expected_messages ();
  g_assert_true (
      session_fixture_has_words (GTK_WIDGET (desk.page), "too long to send: at most 256 KB"));
  writing_desk_close (&desk);
  draft = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, account);
}

/* The battery of its clock is empty: it is asked about, and what is written is filed. */
static void
test_clock_at_its_beginning (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  GtkWidget  *sheet;

  session_fixture_now.wall_us = 0;
  ktg_library_set_today (ktg_session_get_library (fixture->session), &session_fixture_now);
  writing_desk_open (&desk, NULL);
  fill_in (&desk);
  writing_desk_type_into (&desk, _ ("It happened"), "12 Nov 2024 19.30");
  g_signal_emit_by_name (writing_desk_find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  sheet = find_dialog ();
  g_assert_true (session_fixture_has_words (sheet,
                                            "By this computer's clock today is Thursday, 1 Jan "
                                            "1970, and "));
  sign (sheet);
  session_fixture_wait (writing_desk_has_filed, &desk);
  g_assert_cmpint (ktg_summary_get (writing_desk_get_only_summary (&desk))->state,
                   ==,
                   KTG_STATE_QUEUED);
  writing_desk_close (&desk);
  g_free (desk.filed_id);
}

/* A text that is longer than the log ever is, so that it cannot be written into that. */
static void
test_full_disk (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *text = dup_long_text ();
  g_autoptr (KtgDraft) draft = NULL;
  const char *sentence
      = _ ("The disk is full. What is saved is safe, and this report can still be written and put "
           "in the queue while a little room is left, but no photo can be added. Free some space, "
           "about 20 MB.");

  writing_desk_open (&desk, NULL);
  g_assert_false (gtk_widget_get_visible (writing_desk_find (&desk, GTK_TYPE_LABEL, sentence)));
  ktg_fault_disk_fill (fixture->folder, 0);
  writing_desk_write_account (&desk, text);
  draft = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, text);
  g_assert_true (gtk_widget_get_visible (writing_desk_find (&desk, GTK_TYPE_LABEL, sentence)));
  writing_desk_close (&desk);
  ktg_fault_disk_disarm ();
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  session_fixture_add ("/writing/what-is-written-is-saved-by-itself",
                       session_fixture_set_up,
                       test_saved_by_itself);
  session_fixture_add ("/writing/a-page-that-was-only-looked-at-leaves-nothing",
                       session_fixture_set_up,
                       test_nothing_written);
  session_fixture_add ("/writing/the-last-words-are-saved-when-the-page-is-left",
                       session_fixture_set_up,
                       test_last_words);
  session_fixture_add ("/writing/a-draft-opened-again-is-the-same",
                       session_fixture_set_up,
                       test_reopened);
  session_fixture_add ("/writing/an-enter-too-many-accuses-nobody",
                       session_fixture_set_up,
                       test_enter_accuses_nobody);
  session_fixture_add ("/writing/all-that-is-suspected-is-named-at-the-head",
                       session_fixture_set_up,
                       test_all_are_named);
  session_fixture_add ("/writing/a-report-without-signal-is-filed-and-queued",
                       session_fixture_set_up,
                       test_filed);
  session_fixture_add ("/writing/what-is-lacking-is-asked-for-in-a-sentence",
                       session_fixture_set_up,
                       test_asked_for);
  session_fixture_add ("/writing/what-is-no-time-stays-as-it-was-typed-and-is-not-signed",
                       session_fixture_set_up,
                       test_no_time);
  session_fixture_add ("/writing/a-draft-keeps-the-rules-it-was-begun-with-until-one-goes-over",
                       session_fixture_set_up,
                       test_rules_are_kept);
  session_fixture_add ("/writing/a-draft-that-is-open-is-told-of-rules-that-come",
                       session_fixture_set_up,
                       test_told_of_correction);
  session_fixture_add ("/writing/an-account-of-100-000-characters-is-kept-and-filed-to-the-last",
                       session_fixture_set_up,
                       test_long_account);
  session_fixture_add ("/writing/one-paragraph-of-100-000-characters-is-laid-out-a-few-times",
                       session_fixture_set_up,
                       test_one_paragraph);
  session_fixture_add ("/writing/a-held-key-does-not-sign", session_fixture_set_up, test_one_press);
  session_fixture_add ("/writing/no-line-ends-where-only-a-piece-of-a-long-text-does",
                       session_fixture_set_up,
                       test_pieces_are_not_seen);
  session_fixture_add ("/writing/an-account-that-is-too-long-to-send-is-told-the-limit-and-kept",
                       session_fixture_set_up,
                       test_too_long_account);
  session_fixture_add ("/writing/a-clock-at-its-beginning-is-asked-about",
                       session_fixture_set_up,
                       test_clock_at_its_beginning);
  session_fixture_add ("/writing/on-a-full-disk-a-report-is-saved-and-that-is-said",
                       session_fixture_set_up,
                       test_full_disk);

  return g_test_run ();
}
