/* test-taking.c - files come into the report that is written, and what does not come is named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "writing-desk.h"

#include "ktg-evidence-section.h"
#include "ktg-file-chooser.h"
#include "ktg-untaken-list.h"
#include "ktg-untaken-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ktg-evidence-import.h>
#include <ktg-fault-disk.h>

#include <string.h>
#include <sys/stat.h>

static char *
write_file (WritingDesk *desk, const char *name, const char *text, gsize size_bytes)
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
get_section (WritingDesk *desk)
{
  return KTG_EVIDENCE_SECTION (writing_desk_find (desk, KTG_TYPE_EVIDENCE_SECTION, NULL));
}

static void
paste_texture (WritingDesk *desk, guint8 grey)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (get_section (desk)));
  g_autoptr (GdkTexture) texture = new_texture (grey);

  gdk_clipboard_set_texture (clipboard, texture);
  ktg_evidence_section_paste (get_section (desk));
}

static void
paste_files (WritingDesk *desk, GSList *files)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (get_section (desk)));

  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, files);
  ktg_evidence_section_paste (get_section (desk));
}

static void
paste_bytes (WritingDesk *desk, GBytes *bytes)
{
  GtkWidget *section = GTK_WIDGET (get_section (desk));
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes ("image/png", bytes);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (section), provider);
  ktg_evidence_section_paste (get_section (desk));
}

static guint
count_files (WritingDesk *desk)
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
write_large_files (WritingDesk *desk)
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
assert_called (WritingDesk *desk, guint i, const char *name)
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
  WritingDesk      desk = { .fixture = fixture };
  GSList          *files = write_large_files (&desk);
  g_autofree char *runtime = g_build_filename (g_get_user_runtime_dir (), "kentongan", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "kentongan", NULL);

  writing_desk_open (&desk, NULL);
  paste_files (&desk, files);
  paste_texture (&desk, 10);
  paste_texture (&desk, 200);
  session_fixture_wait (has_six_files, &desk);
  assert_called (&desk, 4, "clipboard.png");
  assert_called (&desk, 5, "clipboard-2.png");
  g_assert_false (g_file_test (runtime, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
  writing_desk_close (&desk);
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
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (GBytes) nothing = g_bytes_new_static ("no picture", 10);

  writing_desk_open (&desk, NULL);
  paste_bytes (&desk, nothing);
  session_fixture_wait (has_said_gone, &desk);
  g_assert_cmpuint (count_files (&desk), ==, 0);
  writing_desk_close (&desk);
}

/* Another program may write for ever: no more is held than one file may have. */
static void
test_too_much_pasted (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  gsize       n_bytes = KTG_EVIDENCE_MAX_BYTES + 1024 * 1024;
  guint8     *much = g_malloc0 (n_bytes);
  g_autoptr (GBytes) picture = NULL;

  memcpy (much, "\x89PNG\r\n\x1a\n", 8);
  picture = g_bytes_new_take (much, n_bytes);
  writing_desk_open (&desk, NULL);
  paste_bytes (&desk, picture);
  session_fixture_await_words (GTK_WIDGET (get_section (&desk)), "too large to send");
  g_assert_cmpuint (count_files (&desk), ==, 0);
  writing_desk_close (&desk);
}

static gboolean
has_one_file (gpointer user_data)
{
  return count_files (user_data) == 1;
}

static void
assert_named (WritingDesk *desk, const char *name)
{
  GtkWidget *row = writing_desk_find (desk, KTG_TYPE_UNTAKEN_ROW, name);

  g_assert_true (session_fixture_has_words (row, "so it was not added."));
}

static void
test_not_added (SessionFixture *fixture, gconstpointer user_data)
{
  static const char *const bad[] = { "missing.jpg", "empty.jpg", "text.tif", "pipe.jpg" };
  WritingDesk              desk = { .fixture = fixture };
  g_autofree char         *empty = write_file (&desk, "empty.jpg", "", 0);
  g_autofree char         *text = write_file (&desk, "text.tif", "\1\2\3 I saw.", 10);
  g_autofree char         *good = write_file (&desk, "good.pdf", "%PDF-1.4\n", 9);
  g_autofree char         *pipe = g_build_filename (fixture->folder, "pipe.jpg", NULL);
  GSList                  *files = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    files = g_slist_append (files, g_file_new_build_filename (fixture->folder, bad[i], NULL));
  files = g_slist_append (files, g_file_new_for_path (good));

  writing_desk_open (&desk, NULL);
  paste_files (&desk, files);
  session_fixture_wait (has_one_file, &desk);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_named (&desk, bad[i]);
  writing_desk_close (&desk);
  g_slist_free_full (files, g_object_unref);
}

static guint
count_untaken (WritingDesk *desk)
{
  GtkWidget *list = writing_desk_find (desk, KTG_TYPE_UNTAKEN_LIST, NULL);
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
press (WritingDesk *desk, const char *tooltip_or_label)
{
  GtkWidget *list = writing_desk_find (desk, KTG_TYPE_UNTAKEN_LIST, NULL);
  GtkWidget *button = session_fixture_find (list, GTK_TYPE_BUTTON, tooltip_or_label);

  g_signal_emit_by_name (button, "clicked");
}

/* Twice the same file, and one that is gone; then the next is offered. */
static void
test_dismissed (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *path = write_file (&desk, "text.jpg", "I saw.\n", 7);
  GSList          *files = NULL;
  GtkWidget       *list;

  files = g_slist_append (files, g_file_new_for_path (path));
  files = g_slist_append (files, g_file_new_for_path (path));
  files = g_slist_append (files, g_file_new_build_filename (fixture->folder, "gone.jpg", NULL));
  writing_desk_open (&desk, NULL);
  list = writing_desk_find (&desk, KTG_TYPE_UNTAKEN_LIST, NULL);
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
  writing_desk_close (&desk);
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
write_megabytes (WritingDesk *desk)
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
  WritingDesk desk = { .fixture = fixture };
  GSList     *files = write_megabytes (&desk);
  guint       n_taken;
  g_autoptr (KtgDraft) draft = NULL;

  writing_desk_open (&desk, NULL);
  writing_desk_write_account (&desk, "What was seen.");
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
  writing_desk_close (&desk);
  draft = writing_desk_load_only_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "What was seen.");
  g_assert_cmpuint (ktg_draft_get_report (draft)->evidence->len, ==, FILES);
  g_slist_free_full (files, g_object_unref);
}

#define MANY 400

/* Numbered from behind: the last one offered is 0. */
static GSList *
write_many_files (WritingDesk *desk)
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
  WritingDesk      desk = { .fixture = fixture };
  GSList          *files = write_many_files (&desk);
  g_autofree char *last = g_build_filename (fixture->folder, "scan-0.pdf", NULL);

  writing_desk_open (&desk, NULL);
  paste_files (&desk, files);
  session_fixture_wait (has_begun, &desk);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (get_section (&desk)), " of 400"));
  g_assert_cmpint (g_remove (last), ==, 0);
  session_fixture_wait (has_all_but_one, &desk);
  session_fixture_wait (has_named_last, &desk);
  assert_called (&desk, 0, "scan-399.pdf");
  assert_called (&desk, MANY - 2, "scan-1.pdf");
  writing_desk_close (&desk);
  g_slist_free_full (files, g_object_unref);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  session_fixture_add ("/taking/what-was-copied-and-cannot-be-read-is-said",
                       session_fixture_set_up,
                       test_not_pasted);
  session_fixture_add ("/taking/no-more-is-pasted-than-one-file-may-have",
                       session_fixture_set_up,
                       test_too_much_pasted);
  session_fixture_add ("/taking/"
                       "what-is-pasted-while-files-are-taken-is-in-the-report-and-never-a-file",
                       session_fixture_set_up,
                       test_pasted);
  session_fixture_add ("/taking/every-file-that-was-not-added-is-named",
                       session_fixture_set_up,
                       test_not_added);
  session_fixture_add ("/taking/"
                       "what-is-said-of-a-file-that-was-not-added-stays-until-it-is-dismissed",
                       session_fixture_set_up,
                       test_dismissed);
  session_fixture_add ("/taking/"
                       "the-folder-that-evidence-came-from-is-remembered-unless-a-portal-made-it",
                       session_fixture_set_up,
                       test_folder);
  session_fixture_add ("/taking/on-a-disk-that-fills-up-in-the-middle-each-file-is-taken-or-named",
                       session_fixture_set_up,
                       test_full_in_the_middle);
  session_fixture_add ("/taking/of-400-files-at-once-all-are-taken-and-one-that-goes-away-is-named",
                       session_fixture_set_up,
                       test_many);

  return g_test_run ();
}
