/* test-taking.c - files come into the report that is written, and what does not come is named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "writing-desk.h"

#include "ktg-evidence-row.h"
#include "ktg-evidence-section.h"
#include "ktg-file-chooser.h"
#include "ktg-file-kind.h"
#include "ktg-picture-frame.h"
#include "ktg-untaken-list.h"
#include "ktg-untaken-row.h"
#include "ktg-window.h"

#include <adwaita.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ktg-evidence-import.h>
#include <ktg-fault-disk.h>
#include <ktg-picture-maker.h>
#include <ktg-picture-process.h>
#include <memory-limit.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Somebody writes to this file when it is opened. */
static char *unsettled_path;

static void
write_more (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);
  int              out;

  if (g_strcmp0 (path, unsettled_path) != 0)
    return;

  out = open (path, O_WRONLY | O_APPEND);
  g_assert_cmpint (write (out, "more", 4), ==, 4);
  close (out);
}

/* The program's own comes before the library's. */
GInputStream *
g_unix_input_stream_new (int fd, gboolean close_fd)
{
  GInputStream *(*new_stream) (int, gboolean) = dlsym (RTLD_NEXT, "g_unix_input_stream_new");

  if (unsettled_path != NULL)
    write_more (fd);
  return new_stream (fd, close_fd);
}

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

static void
paste_file (WritingDesk *desk, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };

  paste_files (desk, &files);
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

/* What another program copied, and writes as long as somebody reads it. */
G_DECLARE_FINAL_TYPE (EndlessPicture, endless_picture, TEST, ENDLESS_PICTURE, GInputStream)

struct _EndlessPicture
{
  GInputStream parent_instance;

  gsize n_read;
};

G_DEFINE_FINAL_TYPE (EndlessPicture, endless_picture, G_TYPE_INPUT_STREAM)

static gssize
endless_picture_read (GInputStream *stream,
                      void         *buffer,
                      gsize         n_bytes,
                      GCancellable *cancellable,
                      GError      **error)
{
  static const char head[] = "\x89PNG\r\n\x1a\n";
  EndlessPicture   *self = (EndlessPicture *)stream;

  memset (buffer, 0, n_bytes);
  if (self->n_read == 0)
    memcpy (buffer, head, MIN (n_bytes, strlen (head)));
  self->n_read += n_bytes;
  return (gssize)n_bytes;
}

static void
endless_picture_class_init (EndlessPictureClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = endless_picture_read;
}

static void
endless_picture_init (EndlessPicture *self)
{
}

static EndlessPicture *copied; /* by another program; NULL: what is on the clipboard */

/* The program's own comes before the library's. */
GInputStream *
gdk_clipboard_read_finish (GdkClipboard *clipboard,
                           GAsyncResult *result,
                           const char  **kind,
                           GError      **error)
{
  GInputStream *(*read_finish) (GdkClipboard *, GAsyncResult *, const char **, GError **)
      = dlsym (RTLD_NEXT, "gdk_clipboard_read_finish");
  GInputStream *stream = read_finish (clipboard, result, kind, error);

  if (copied == NULL)
    return stream;

  g_clear_object (&stream);
  return G_INPUT_STREAM (g_object_ref (copied));
}

#define BLOCK_BYTES (64 * 1024)

/* Another program may write for ever: no more is read than one file may have. */
static void
test_too_much_pasted (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (GBytes) head = g_bytes_new_static ("\x89PNG\r\n\x1a\n", 8);

  copied = g_object_new (endless_picture_get_type (), NULL);
  writing_desk_open (&desk, NULL);
  paste_bytes (&desk, head);
  session_fixture_await_words (GTK_WIDGET (get_section (&desk)), "too large to send");
  g_assert_cmpuint (copied->n_read, >, KTG_EVIDENCE_MAX_BYTES);
  g_assert_cmpuint (copied->n_read, <=, KTG_EVIDENCE_MAX_BYTES + BLOCK_BYTES);
  g_assert_true (g_input_stream_is_closed (G_INPUT_STREAM (copied)));
  g_assert_cmpuint (count_files (&desk), ==, 0);
  writing_desk_close (&desk);
  g_clear_object (&copied);
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

/* Nothing is to be seen of it but what it is. */
static void
assert_looks_like_document (WritingDesk *desk)
{
  GtkWidget       *row = writing_desk_find (desk, KTG_TYPE_EVIDENCE_ROW, NULL);
  g_autofree char *icon_name = NULL;

  g_object_get (session_fixture_find (row, KTG_TYPE_PICTURE_FRAME, NULL),
                "icon-name",
                &icon_name,
                NULL);
  g_assert_cmpstr (icon_name, ==, ktg_file_kind_get_icon_name (KTG_FILE_KIND_DOCUMENT));
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
  assert_looks_like_document (&desk);
  writing_desk_close (&desk);
  g_slist_free_full (files, g_object_unref);
}

/* As when it is still being copied from the phone. */
static void
test_changes (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *path = write_file (&desk, "unsettled.pdf", "%PDF-1.4\n", 9);

  writing_desk_open (&desk, NULL);
  unsettled_path = path;
  paste_file (&desk, path);
  session_fixture_await_words (GTK_WIDGET (get_section (&desk)),
                               "This file changed while it was read, so it was not added.");
  unsettled_path = NULL;
  assert_named (&desk, "unsettled.pdf");
  g_assert_cmpuint (count_files (&desk), ==, 0);

  paste_file (&desk, path);
  session_fixture_wait (has_one_file, &desk);
  writing_desk_close (&desk);
}

#define VOICE                                                                                      \
  "OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x13OpusHead\1\1\x38\1\x80\xbb\0\0\0\0"

static gboolean
has_two_files (gpointer user_data)
{
  return count_files (user_data) == 2;
}

/* As WhatsApp and a recorder name them: one has an ending of its own. */
static void
test_voice (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *note = write_file (&desk, "PTT-20241112-WA0003.opus", VOICE "1", sizeof VOICE);
  g_autofree char *speech = write_file (&desk, "speech.ogg", VOICE "2", sizeof VOICE);
  GtkWidget       *section;

  writing_desk_open (&desk, NULL);
  section = GTK_WIDGET (get_section (&desk));
  paste_file (&desk, note);
  session_fixture_await_words (section, "Sound 1 of 1");
  paste_file (&desk, speech);
  session_fixture_wait (has_two_files, &desk);
  g_assert_true (session_fixture_has_words (section, "Sound 2 of 2"));
  g_assert_false (session_fixture_has_words (section, "It is kept as it came"));
  assert_called (&desk, 0, "PTT-20241112-WA0003.opus");
  assert_called (&desk, 1, "speech.ogg");
  writing_desk_close (&desk);
}

/* The photo is kept, and what is amiss with this device is not laid on it. */
static void
test_no_decoder (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };

  ktg_picture_process_use_program ("/nowhere/kentongan-picture");
  writing_desk_open (&desk, NULL);
  paste_texture (&desk, 10);
  session_fixture_await_words (GTK_WIDGET (get_section (&desk)),
                               "The part of Kentongan that shows pictures could not be started. "
                               "This one is kept as it came.");
  g_assert_cmpuint (count_files (&desk), ==, 1);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (get_section (&desk)), "Photo 1 of 1"));
  writing_desk_close (&desk);
  ktg_picture_process_use_program (g_getenv ("KENTONGAN_PICTURE"));
}

static void
test_bomb (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (GBytes) bomb = ktg_picture_make_bomb_png (20000);
  g_autoptr (GFile) file = ktg_picture_write (fixture->folder, "bomb.png", bomb);

  writing_desk_open (&desk, NULL);
  paste_file (&desk, g_file_peek_path (file));
  session_fixture_await_words (GTK_WIDGET (get_section (&desk)),
                               "Showing this picture takes more memory than one is given. It is "
                               "kept as it came.");
  g_assert_true (session_fixture_has_words (GTK_WIDGET (get_section (&desk)), "Photo 1 of 1"));
  assert_called (&desk, 0, "bomb.png");
  writing_desk_close (&desk);
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

static gboolean
is_awaited (gpointer user_data)
{
  return ktg_evidence_section_count_awaited (user_data) > 0;
}

/* Files on their way into a new report. */
static KtgWindow *
open_window_with_many (WritingDesk *desk)
{
  KtgWindow    *window = ktg_window_new (NULL);
  GSList       *files = write_many_files (desk);
  GtkWidget    *section;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));

  ktg_window_show (window, desk->fixture->session);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-report", NULL);
  section = session_fixture_find (GTK_WIDGET (window), KTG_TYPE_EVIDENCE_SECTION, NULL);
  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, files);
  ktg_evidence_section_paste (KTG_EVIDENCE_SECTION (section));
  session_fixture_wait (is_awaited, section);
  g_slist_free_full (files, g_object_unref);
  return window;
}

static void
test_left_too_early (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  KtgWindow  *window = open_window_with_many (&desk);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  session_fixture_await_words (GTK_WIDGET (window),
                               "files were still being added and are not in the report.");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_closed_too_early (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  KtgWindow  *window = open_window_with_many (&desk);

  gtk_window_close (GTK_WINDOW (window));
  session_fixture_await_words (GTK_WIDGET (window), "Files are still being added.");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  gtk_window_destroy (GTK_WINDOW (window));
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
  session_fixture_add ("/taking/a-file-that-changes-is-named-and-taken-once-it-is-whole",
                       session_fixture_set_up,
                       test_changes);
  session_fixture_add ("/taking/a-voice-note-is-evidence-and-called-a-sound",
                       session_fixture_set_up,
                       test_voice);
  session_fixture_add ("/taking/where-nothing-shows-pictures-that-is-said-and-they-are-kept",
                       session_fixture_set_up,
                       test_no_decoder);
  if (HAS_MEMORY_LIMIT)
    session_fixture_add ("/taking/a-bomb-is-kept-with-a-tile-and-a-word",
                         session_fixture_set_up,
                         test_bomb);
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
  session_fixture_add ("/taking/whoever-leaves-too-early-is-told-what-stays-out",
                       session_fixture_set_up,
                       test_left_too_early);
  session_fixture_add ("/taking/whoever-closes-too-early-is-told-before",
                       session_fixture_set_up,
                       test_closed_too_early);

  return g_test_run ();
}
