/* test-writing.c - what is written on the page is in the store, whatever happens to the page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-editor-page.h"
#include "ktg-evidence-section.h"
#include "ktg-file-chooser.h"
#include "ktg-found-row.h"
#include "ktg-signing-sheet.h"
#include "ktg-untaken-list.h"
#include "ktg-untaken-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ktg-fault-disk.h>

#include <string.h>

typedef struct
{
  SessionFixture *fixture;
  GtkWindow      *window;
  KtgEditorPage  *page;
  char           *filed_id;
} Desk;

static void
filed_cb (Desk *desk, const char *id)
{
  desk->filed_id = g_strdup (id);
}

/* A draft comes from the store's own thread, and not before somebody looks. */
static gboolean
is_open (gpointer user_data)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (((Desk *)user_data)->page));
}

static void
open_page (Desk *desk, const char *id)
{
  desk->page = ktg_editor_page_new (desk->fixture->session);
  desk->window = GTK_WINDOW (gtk_window_new ());
  g_signal_connect_swapped (ktg_editor_page_get_keeper (desk->page),
                            "filed",
                            G_CALLBACK (filed_cb),
                            desk);
  gtk_window_set_child (desk->window, GTK_WIDGET (desk->page));
  ktg_editor_page_open (desk->page, id);
  gtk_window_present (desk->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (desk->window));
  session_fixture_wait (is_open, desk);
}

static GtkWidget *
find (Desk *desk, GType type, const char *name)
{
  GtkWidget *widget = session_fixture_find (GTK_WIDGET (desk->page), type, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
type_into (Desk *desk, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (desk, ADW_TYPE_ENTRY_ROW, title)), text);
}

static void
write_account (Desk *desk, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (find (desk, GTK_TYPE_TEXT_VIEW, NULL));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static KtgSummary *
get_only_summary (Desk *desk)
{
  GListModel *summaries = ktg_store_get_summaries (desk->fixture->store);
  g_autoptr (KtgSummary) summary = NULL;

  if (g_list_model_get_n_items (summaries) != 1)
    return NULL;

  summary = g_list_model_get_item (summaries, 0);
  return summary; /* the model keeps it */
}

static gboolean
has_draft (gpointer user_data)
{
  return get_only_summary (user_data) != NULL;
}

static gboolean
has_filed (gpointer user_data)
{
  return ((Desk *)user_data)->filed_id != NULL;
}

static KtgDraft *
load_only_draft (Desk *desk)
{
  session_fixture_wait (has_draft, desk);
  return session_fixture_load_draft (desk->fixture, ktg_summary_get (get_only_summary (desk))->id);
}

static void
close_page (Desk *desk)
{
  ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk->page));
  gtk_window_destroy (desk->window);
}

static void
test_saved_by_itself (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  write_account (&desk, "Lurah berfoto dengan bakal calon.");
  draft = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "Lurah berfoto dengan bakal calon.");
  g_assert_cmpstr (ktg_draft_get_report (draft)->known, ==, "2024-11-12");
  g_assert_cmpstr (ktg_draft_get_report (draft)->kind, ==, "lhp");
  gtk_window_destroy (desk.window);
}

static void
test_nothing_written (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };

  open_page (&desk, NULL);
  g_assert_false (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  gtk_window_destroy (desk.window);
  g_assert_cmpuint (g_list_model_get_n_items (ktg_store_get_summaries (fixture->store)), ==, 0);
}

static void
test_last_words (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  write_account (&desk, "Satu");
  g_assert_true (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  write_account (&desk, "Satu dua");
  g_assert_true (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  gtk_window_destroy (desk.window);

  draft = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "Satu dua");
}

static void
fill_in (Desk *desk)
{
  type_into (desk, _ ("Name"), "B. S.");
  type_into (desk, _ ("Position"), "Lurah");
  type_into (desk, _ ("Address"), "Jl. Letjen Suprapto");
  type_into (desk, _ ("The place in your words"), "Kantor kelurahan");
  type_into (desk, _ ("It happened"), "kemarin 19.30");
  write_account (desk, "Lurah berfoto dengan bakal calon.");
}

static void
choose (Desk *desk, const char *picker, const char *needle, const char *found)
{
  GtkWidget *row;

  type_into (desk, picker, needle);
  row = find (desk, KTG_TYPE_FOUND_ROW, found);
  g_signal_emit_by_name (session_fixture_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
}

static void
test_reopened (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) first = NULL;
  g_autoptr (KtgDraft) second = NULL;

  open_page (&desk, NULL);
  fill_in (&desk);
  choose (&desk, _ ("Search village, district or regency"), "notoprajan", "Notoprajan");
  close_page (&desk);
  first = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (first)->happened, ==, "2024-11-11T19:30:00+07:00");
  g_assert_true (g_str_has_prefix (ktg_draft_get_report (first)->place_region, "34.71."));

  open_page (&desk, ktg_draft_get_id (first));
  type_into (&desk, _ ("Position"), "Lurah");
  write_account (&desk, "Lurah berfoto dengan bakal calon.");
  close_page (&desk);
  second = load_only_draft (&desk);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (first), ktg_draft_get_report (second)));
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
  Desk       desk = { .fixture = fixture };
  GtkWidget *dialog;

  open_page (&desk, NULL);
  fill_in (&desk);
  g_signal_emit_by_name (find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  sign (dialog);
  session_fixture_wait (has_filed, &desk);

  g_assert_cmpint (ktg_summary_get (get_only_summary (&desk))->state, ==, KTG_STATE_QUEUED);
  g_assert_cmpstr (ktg_summary_get (get_only_summary (&desk))->who, ==, "B. S.");
  g_assert_false (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk.page)));
  gtk_window_destroy (desk.window);
  g_free (desk.filed_id);
}

static void
test_asked_for (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };

  open_page (&desk, NULL);
  g_signal_emit_by_name (find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  g_assert_null (find_dialog ());
  find (&desk,
        GTK_TYPE_LABEL,
        _ ("Add a photo, or write what happened. Everything else is saved as a draft."));
  close_page (&desk);
}

/* What is no time stays as it was typed, over the page's end, and is not signed. */
static void
test_no_time (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (KtgDraft) understood = NULL;

  open_page (&desk, NULL);
  fill_in (&desk);
  type_into (&desk, _ ("It happened"), "kemarin sore");
  find (&desk,
        GTK_TYPE_LABEL,
        _ ("The hour is missing. Add it, as 19.30, or write only the day; until then it stays as "
           "you wrote it."));
  close_page (&desk);
  draft = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->happened, ==, "kemarin sore");

  open_page (&desk, ktg_draft_get_id (draft));
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (find (&desk, ADW_TYPE_ENTRY_ROW, _ ("It happened")))),
                   ==,
                   "kemarin sore");
  g_signal_emit_by_name (find (&desk, GTK_TYPE_BUTTON, _ ("Put in Queue")), "clicked");
  g_assert_null (find_dialog ());
  find (&desk,
        GTK_TYPE_LABEL,
        _ ("When it happened is not understood yet: write it otherwise, or leave it empty. "
           "Everything is saved as a draft."));

  type_into (&desk, _ ("It happened"), "kemarin sore jam 5");
  find (&desk, GTK_TYPE_LABEL, "Monday, 11 Nov 2024, 17:00 WIB");
  close_page (&desk);
  understood = load_only_draft (&desk);
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
store_draft_of_other_rules (Desk *desk)
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
  Desk             desk = { .fixture = fixture };
  const KtgPack   *pack = ktg_session_get_pack (fixture->session);
  g_autofree char *id = store_draft_of_other_rules (&desk);
  g_autoptr (KtgDraft) kept = NULL;
  g_autoptr (KtgDraft) gone_over = NULL;

  open_page (&desk, id);
  session_fixture_wait (is_told_of_rules, desk.page);
  write_account (&desk, "Lurah berfoto dengan bakal calon.");
  close_page (&desk);
  kept = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (kept)->rules_version, ==, OTHER_RULES);

  open_page (&desk, id);
  session_fixture_wait (is_told_of_rules, desk.page);
  g_signal_emit_by_name (find (&desk, GTK_TYPE_BUTTON, _ ("Go by the Rules of That Day")),
                         "clicked");
  close_page (&desk);
  gone_over = load_only_draft (&desk);
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
receive (Desk *desk, GBytes *content)
{
  KtgLibrary    *library = ktg_session_get_library (desk->fixture->session);
  KtgPackFolder *packs = ktg_library_get_pack_folder (library);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPackNotice) notice = ktg_pack_folder_import (packs, content, &error);

  g_assert_no_error (error);
  g_assert_nonnull (notice);
  ktg_pack_folder_note_changed (packs);
}

static void
test_told_of_correction (SessionFixture *fixture, gconstpointer user_data)
{
  Desk           desk = { .fixture = fixture };
  const KtgPack *pack = ktg_session_get_pack (fixture->session);
  g_autoptr (GBytes) correction = correct_rules (pack, "2024-11-11");
  g_autofree char *before = g_strdup (ktg_pack_get_rules_version (pack, "2024-11-11"));
  g_autoptr (KtgDraft) kept = NULL;

  open_page (&desk, NULL);
  fill_in (&desk);
  choose (&desk,
          _ ("Search a suspected violation: photo, banner, KE-05…"),
          "KE-05",
          "Photo with prospective candidate");
  g_assert_false (session_fixture_has_words (GTK_WIDGET (desk.page), "Written under the rules"));

  receive (&desk, correction);
  g_assert_true (
      session_fixture_has_words (GTK_WIDGET (desk.page),
                                 "On 11 Nov 2024 those of 22 Sep 2022, edition 99 hold."));
  g_assert_true (
      session_fixture_has_words (GTK_WIDGET (desk.page), "Photo with prospective candidate"));
  close_page (&desk);
  kept = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (kept)->rules_version, ==, before);
}

static char *
dup_long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "Line %u of what was seen in the square.\n", i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A long text, so that it cannot be written into what the log has already. */
static void
test_full_disk (SessionFixture *fixture, gconstpointer user_data)
{
  Desk             desk = { .fixture = fixture };
  g_autofree char *text = dup_long_text ();
  g_autoptr (KtgDraft) draft = NULL;
  const char *sentence
      = _ ("The disk is full. What is saved is safe, and this report can still be written and put "
           "in the queue while a little room is left, but no photo can be added. Free some space, "
           "about 20 MB.");

  open_page (&desk, NULL);
  g_assert_false (gtk_widget_get_visible (find (&desk, GTK_TYPE_LABEL, sentence)));
  ktg_fault_disk_fill (fixture->folder, 0);
  write_account (&desk, text);
  draft = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, text);
  g_assert_true (gtk_widget_get_visible (find (&desk, GTK_TYPE_LABEL, sentence)));
  close_page (&desk);
  ktg_fault_disk_disarm ();
}

static char *
write_file (Desk *desk, const char *name, const char *text, gsize size_bytes)
{
  char *path = g_build_filename (desk->fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, (gssize)size_bytes, &error);
  g_assert_no_error (error);
  return path;
}

static GdkTexture *
new_texture (guint8 grey)
{
  const gsize n_bytes = 64 * 64 * 4;
  guint8     *pixels = g_malloc (n_bytes);
  g_autoptr (GBytes) bytes = NULL;

  memset (pixels, grey, n_bytes);
  bytes = g_bytes_new_take (pixels, n_bytes);
  return gdk_memory_texture_new (64, 64, GDK_MEMORY_R8G8B8A8, bytes, 64 * 4);
}

static KtgEvidenceSection *
get_section (Desk *desk)
{
  return KTG_EVIDENCE_SECTION (find (desk, KTG_TYPE_EVIDENCE_SECTION, NULL));
}

static void
paste_texture (Desk *desk, guint8 grey)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (get_section (desk)));
  g_autoptr (GdkTexture) texture = new_texture (grey);

  gdk_clipboard_set_texture (clipboard, texture);
  ktg_evidence_section_paste (get_section (desk));
}

static void
paste_files (Desk *desk, GSList *files)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (get_section (desk)));

  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, files);
  ktg_evidence_section_paste (get_section (desk));
}

static guint
count_files (Desk *desk)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  ktg_editor_section_apply (KTG_EDITOR_SECTION (get_section (desk)), report);
  return report->evidence->len;
}

static gboolean
has_six_files (gpointer user_data)
{
  return count_files (user_data) == 6;
}

static GSList *
write_large_files (Desk *desk)
{
  const gsize      size_bytes = 4 * 1024 * 1024;
  g_autofree char *text = g_malloc0 (size_bytes);
  GSList          *files = NULL;

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("large-%d.pdf", i);
      g_autofree char *path = NULL;

      memcpy (text, "%PDF-1.4\n", 9);
      text[100] = (char)i;
      path = write_file (desk, name, text, size_bytes);
      files = g_slist_append (files, g_file_new_for_path (path));
    }

  return files;
}

static void
assert_called (Desk *desk, guint i, const char *name)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  const KtgEvidence *evidence;

  ktg_editor_section_apply (KTG_EDITOR_SECTION (get_section (desk)), report);
  evidence = g_ptr_array_index (report->evidence, i);
  g_assert_cmpstr (evidence->original_name, ==, name);
}

/* Each comes while what came before it is still being taken. */
static void
test_pasted (SessionFixture *fixture, gconstpointer user_data)
{
  Desk             desk = { .fixture = fixture };
  GSList          *files = write_large_files (&desk);
  g_autofree char *runtime = g_build_filename (g_get_user_runtime_dir (), "kentongan", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "kentongan", NULL);

  open_page (&desk, NULL);
  paste_files (&desk, files);
  paste_texture (&desk, 10);
  paste_texture (&desk, 200);
  session_fixture_wait (has_six_files, &desk);
  assert_called (&desk, 4, "clipboard.png");
  assert_called (&desk, 5, "clipboard-2.png");
  g_assert_false (g_file_test (runtime, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
  close_page (&desk);
  g_slist_free_full (files, g_object_unref);
}

static gboolean
has_said_gone (gpointer user_data)
{
  return session_fixture_has_words (GTK_WIDGET (get_section (user_data)),
                                    "It could not be read, so it was not added.");
}

/* As when the program that it was copied in answers with nothing, or is gone. */
static void
test_not_pasted (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (GBytes) nothing = g_bytes_new_static ("no picture", 10);
  g_autoptr (GdkContentProvider) provider = NULL;

  open_page (&desk, NULL);
  provider = gdk_content_provider_new_for_bytes ("image/png", nothing);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (get_section (&desk))), provider);
  ktg_evidence_section_paste (get_section (&desk));
  session_fixture_wait (has_said_gone, &desk);
  g_assert_cmpuint (count_files (&desk), ==, 0);
  close_page (&desk);
}

static gboolean
has_one_file (gpointer user_data)
{
  return count_files (user_data) == 1;
}

static void
assert_named (Desk *desk, const char *name)
{
  GtkWidget *row = find (desk, KTG_TYPE_UNTAKEN_ROW, name);

  g_assert_true (session_fixture_has_words (row, "so it was not added."));
}

static void
test_not_added (SessionFixture *fixture, gconstpointer user_data)
{
  static const char *const bad[] = { "missing.jpg", "empty.jpg", "text.tif" };
  Desk                     desk = { .fixture = fixture };
  g_autofree char         *empty = write_file (&desk, "empty.jpg", "", 0);
  g_autofree char         *text = write_file (&desk, "text.tif", "\1\2\3 I saw.", 10);
  g_autofree char         *good = write_file (&desk, "good.pdf", "%PDF-1.4\n", 9);
  GSList                  *files = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    files = g_slist_append (files, g_file_new_build_filename (fixture->folder, bad[i], NULL));
  files = g_slist_append (files, g_file_new_for_path (good));

  open_page (&desk, NULL);
  paste_files (&desk, files);
  session_fixture_wait (has_one_file, &desk);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_named (&desk, bad[i]);
  close_page (&desk);
  g_slist_free_full (files, g_object_unref);
}

static guint
count_untaken (Desk *desk)
{
  GtkWidget *list = find (desk, KTG_TYPE_UNTAKEN_LIST, NULL);
  GtkWidget *row;
  guint      n_rows = 0;

  list = session_fixture_find (list, GTK_TYPE_LIST_BOX, NULL);
  for (row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_rows++;

  return n_rows;
}

static gboolean
has_two_untaken (gpointer user_data)
{
  return count_untaken (user_data) == 2;
}

static gboolean
has_three_untaken (gpointer user_data)
{
  return count_untaken (user_data) == 3;
}

static void
press (Desk *desk, const char *tooltip_or_label)
{
  GtkWidget *list = find (desk, KTG_TYPE_UNTAKEN_LIST, NULL);
  GtkWidget *button = session_fixture_find (list, GTK_TYPE_BUTTON, tooltip_or_label);

  g_signal_emit_by_name (button, "clicked");
}

/* Twice the same file, and one that is gone; then the next is offered. */
static void
test_dismissed (SessionFixture *fixture, gconstpointer user_data)
{
  Desk             desk = { .fixture = fixture };
  g_autofree char *path = write_file (&desk, "text.jpg", "I saw.\n", 7);
  GSList          *files = NULL;
  GtkWidget       *list;

  files = g_slist_append (files, g_file_new_for_path (path));
  files = g_slist_append (files, g_file_new_for_path (path));
  files = g_slist_append (files, g_file_new_build_filename (fixture->folder, "gone.jpg", NULL));
  open_page (&desk, NULL);
  list = find (&desk, KTG_TYPE_UNTAKEN_LIST, NULL);
  g_assert_false (gtk_widget_get_visible (list));
  paste_files (&desk, files);
  session_fixture_wait (has_two_untaken, &desk);
  g_assert_cmpuint (count_files (&desk), ==, 1);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (get_section (&desk)),
                                            "Its name ends in .jpg, but it is plain text."));

  g_slist_free_full (g_slist_remove_link (files, files), g_object_unref);
  paste_files (&desk, files);
  session_fixture_wait (has_three_untaken, &desk);
  press (&desk, NULL);
  g_assert_cmpuint (count_untaken (&desk), ==, 0);
  g_assert_false (gtk_widget_get_visible (list));
  close_page (&desk);
  g_slist_free_full (files, g_object_unref);
}

static void
test_folder (SessionFixture *fixture, gconstpointer user_data)
{
  KtgViewFile     *view_file = ktg_session_get_view_file (fixture->session);
  g_autofree char *portal = g_build_filename (g_get_user_runtime_dir (), "doc", "1", "a", NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) file = g_file_get_child (folder, "photo.jpg");
  g_autoptr (GFile) passed = g_file_new_for_path (portal);
  g_autoptr (GFile) last = NULL;

  g_assert_null (ktg_file_chooser_dup_last_folder (view_file));
  g_list_store_append (files, file);
  ktg_file_chooser_note_folder (view_file, G_LIST_MODEL (files));
  g_list_store_insert (files, 0, passed);
  ktg_file_chooser_note_folder (view_file, G_LIST_MODEL (files));
  last = ktg_file_chooser_dup_last_folder (view_file);
  g_assert_true (g_file_equal (last, folder));
}

#define FILES 5

static gboolean
has_said_full (gpointer user_data)
{
  return session_fixture_has_words (GTK_WIDGET (get_section (user_data)), "The disk is full.");
}

static gboolean
has_all_pages (gpointer user_data)
{
  return count_files (user_data) == FILES;
}

static gboolean
has_settled (gpointer user_data)
{
  return count_files (user_data) + count_untaken (user_data) == FILES;
}

static GSList *
write_megabytes (Desk *desk)
{
  const gsize      size_bytes = 1024 * 1024;
  g_autofree char *text = g_malloc0 (size_bytes);
  GSList          *files = NULL;

  for (int i = 0; i < FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("page-%d.pdf", i);
      g_autofree char *path = NULL;

      memcpy (text, "%PDF-1.4\n", 9);
      text[100] = (char)(i + 1);
      path = write_file (desk, name, text, size_bytes);
      files = g_slist_append (files, g_file_new_for_path (path));
    }

  return files;
}

/* There is room for two and a half. Each of the others is named, the words and the two stay, and
 * once there is room they are taken. */
static void
test_full_in_the_middle (SessionFixture *fixture, gconstpointer user_data)
{
  Desk    desk = { .fixture = fixture };
  GSList *files = write_megabytes (&desk);
  guint   n_taken;
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  write_account (&desk, "What was seen.");
  ktg_fault_disk_fill (fixture->folder, 5 * 1024 * 1024 / 2);
  paste_files (&desk, files);
  session_fixture_wait (has_said_full, &desk);
  session_fixture_wait (has_settled, &desk);
  n_taken = count_files (&desk);
  g_assert_cmpuint (n_taken, <, FILES);
  g_assert_cmpuint (count_untaken (&desk), ==, FILES - n_taken);
  ktg_fault_disk_disarm ();

  press (&desk, NULL);
  paste_files (&desk, files);
  session_fixture_wait (has_all_pages, &desk);
  close_page (&desk);
  draft = load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "What was seen.");
  g_assert_cmpuint (ktg_draft_get_report (draft)->evidence->len, ==, FILES);
  g_slist_free_full (files, g_object_unref);
}

#define MANY 400

/* Numbered from behind: the last one offered is 0. */
static GSList *
write_many_files (Desk *desk)
{
  GSList *files = NULL;

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("scan-%d.pdf", i);
      g_autofree char *text = g_strdup_printf ("%%PDF-1.4\n%d", i);
      g_autofree char *path = write_file (desk, name, text, strlen (text));

      files = g_slist_prepend (files, g_file_new_for_path (path));
    }

  return files;
}

static gboolean
has_begun (gpointer user_data)
{
  return count_files (user_data) > 0;
}

static gboolean
has_all_but_one (gpointer user_data)
{
  return count_files (user_data) == MANY - 1;
}

static gboolean
has_named_last (gpointer user_data)
{
  return session_fixture_find (GTK_WIDGET (get_section (user_data)),
                               KTG_TYPE_UNTAKEN_ROW,
                               "scan-0.pdf")
         != NULL;
}

static void
test_many (SessionFixture *fixture, gconstpointer user_data)
{
  Desk             desk = { .fixture = fixture };
  GSList          *files = write_many_files (&desk);
  g_autofree char *last = g_build_filename (fixture->folder, "scan-0.pdf", NULL);

  open_page (&desk, NULL);
  paste_files (&desk, files);
  session_fixture_wait (has_begun, &desk);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (get_section (&desk)), " of 400"));
  g_assert_cmpint (g_remove (last), ==, 0);
  session_fixture_wait (has_all_but_one, &desk);
  session_fixture_wait (has_named_last, &desk);
  assert_called (&desk, 0, "scan-399.pdf");
  assert_called (&desk, MANY - 2, "scan-1.pdf");
  close_page (&desk);
  g_slist_free_full (files, g_object_unref);
}

static void
add (const char *path, void (*test) (SessionFixture *, gconstpointer))
{
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, test, session_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/writing/what-is-written-is-saved-by-itself", test_saved_by_itself);
  add ("/writing/a-page-that-was-only-looked-at-leaves-nothing", test_nothing_written);
  add ("/writing/the-last-words-are-saved-when-the-page-is-left", test_last_words);
  add ("/writing/a-draft-opened-again-is-the-same", test_reopened);
  add ("/writing/a-report-without-signal-is-filed-and-queued", test_filed);
  add ("/writing/what-is-lacking-is-asked-for-in-a-sentence", test_asked_for);
  add ("/writing/what-is-no-time-stays-as-it-was-typed-and-is-not-signed", test_no_time);
  add ("/writing/a-draft-keeps-the-rules-it-was-begun-with-until-one-goes-over",
       test_rules_are_kept);
  add ("/writing/a-draft-that-is-open-is-told-of-rules-that-come", test_told_of_correction);
  add ("/writing/on-a-full-disk-a-report-is-saved-and-that-is-said", test_full_disk);

  add ("/writing/what-was-copied-and-cannot-be-read-is-said", test_not_pasted);
  add ("/writing/what-is-pasted-while-files-are-taken-is-in-the-report-and-never-a-file",
       test_pasted);
  add ("/writing/every-file-that-was-not-added-is-named", test_not_added);
  add ("/writing/what-is-said-of-a-file-that-was-not-added-stays-until-it-is-dismissed",
       test_dismissed);
  add ("/writing/the-folder-that-evidence-came-from-is-remembered-unless-a-portal-made-it",
       test_folder);
  add ("/writing/on-a-disk-that-fills-up-in-the-middle-each-file-is-taken-or-named",
       test_full_in_the_middle);
  add ("/writing/of-400-files-at-once-all-are-taken-and-one-that-goes-away-is-named", test_many);

  return g_test_run ();
}
