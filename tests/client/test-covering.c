/* test-covering.c - a copy for others is covered with the pointer or by keyboard, and saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-cover-page.h"
#include "ktg-cover-view.h"

#include <ktg-evidence-import.h>
#include <ktg-picture-maker.h>
#include <string.h>

/* --- the sheet --- */

static void
assert_part (KtgCoverSheet *sheet, guint i, int x, int y, int width, int height)
{
  const KtgRasterPart *part = ktg_cover_sheet_get (sheet, i);

  g_assert_cmpint (part->x, ==, x);
  g_assert_cmpint (part->y, ==, y);
  g_assert_cmpint (part->width, ==, width);
  g_assert_cmpint (part->height, ==, height);
}

static void
test_inside (void)
{
  const KtgRasterPart part = { .x = -20, .y = 90, .width = 50, .height = 400 };
  g_autoptr (KtgCoverSheet) sheet = ktg_cover_sheet_new (200, 100);

  g_assert_true (ktg_cover_sheet_add (sheet, &part));
  assert_part (sheet, 0, 0, 0, 50, 100);
  ktg_cover_sheet_move (sheet, 0, 1000, 5);
  assert_part (sheet, 0, 150, 0, 50, 100);
  ktg_cover_sheet_grow (sheet, 0, 1000, -1000);
  assert_part (sheet, 0, 150, 0, 50, 1);
}

static void
test_undo (void)
{
  g_autoptr (KtgCoverSheet) sheet = ktg_cover_sheet_new (200, 100);

  g_assert_false (ktg_cover_sheet_undo (sheet));
  ktg_cover_sheet_add_in_the_middle (sheet);
  ktg_cover_sheet_move (sheet, 0, -10, 0);
  ktg_cover_sheet_remove (sheet, 0);
  g_assert_cmpuint (ktg_cover_sheet_get_n_covers (sheet), ==, 0);
  g_assert_true (ktg_cover_sheet_undo (sheet));
  assert_part (sheet, 0, 70, 40, 40, 20);
  g_assert_true (ktg_cover_sheet_undo (sheet));
  assert_part (sheet, 0, 80, 40, 40, 20);
  g_assert_true (ktg_cover_sheet_undo (sheet));
  g_assert_cmpuint (ktg_cover_sheet_get_n_covers (sheet), ==, 0);
}

static void
test_most (void)
{
  g_autoptr (KtgCoverSheet) sheet = ktg_cover_sheet_new (200, 100);
  guint n_covers = 0;

  while (ktg_cover_sheet_add_in_the_middle (sheet))
    n_covers++;

  g_assert_cmpuint (n_covers, ==, 64);
}

static void
test_words (void)
{
  const KtgRasterPart corner = { .x = 150, .y = 0, .width = 50, .height = 10 };
  g_autoptr (KtgCoverSheet) sheet = ktg_cover_sheet_new (200, 100);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  ktg_cover_sheet_add_in_the_middle (sheet);
  ktg_cover_sheet_add (sheet, &corner);
  first = ktg_cover_sheet_dup_words (sheet, 0);
  second = ktg_cover_sheet_dup_words (sheet, 1);
  g_assert_cmpstr (first, ==, "Cover 1 of 2, middle, 20 % wide, 20 % high");
  g_assert_cmpstr (second, ==, "Cover 2 of 2, top right, 25 % wide, 10 % high");
}

/* --- the page --- */

typedef struct
{
  SessionFixture fixture;
  KtgEvidence   *evidence;
  KtgCoverPage  *page;
  GtkWidget     *window;
  GAsyncResult  *result;
} Desk;

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ((Desk *)user_data)->result = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return ((Desk *)user_data)->result != NULL;
}

static void
take_photo (Desk *desk)
{
  KtgPictureSpec spec = { .width = 1000, .height = 500, .has_noise = TRUE, .orientation = 6 };
  g_autoptr (GBytes) picture = ktg_picture_make (&spec);
  g_autoptr (GFile) photo = ktg_picture_write (desk->fixture.folder, "photo.jpg", picture);
  g_autoptr (KtgOfferedFile) offered = ktg_offered_file_new (photo);
  g_autoptr (GError) error = NULL;
  gboolean is_truncated;

  ktg_evidence_import_async (desk->fixture.store, offered, 0, answered_cb, desk);
  session_fixture_wait (has_result, desk);
  desk->evidence = ktg_evidence_import_finish (desk->result, &is_truncated, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_button (Desk *desk, const char *name)
{
  return session_fixture_find (GTK_WIDGET (desk->page), GTK_TYPE_BUTTON, name);
}

static void
press (Desk *desk, const char *name)
{
  g_signal_emit_by_name (find_button (desk, name), "clicked");
}

static gboolean
is_ready (gpointer user_data)
{
  return gtk_widget_is_sensitive (find_button (user_data, "Add a Cover"));
}

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  session_fixture_set_up (&desk->fixture, NULL);
  take_photo (desk);
  desk->page = ktg_cover_page_new (desk->fixture.session, "TB-0007", 1, desk->evidence);
  desk->window = g_object_ref_sink (GTK_WIDGET (gtk_window_new ()));
  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (desk->page));
  gtk_window_present (GTK_WINDOW (desk->window));
  session_fixture_wait (is_ready, desk);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->window);
  g_clear_object (&desk->result);
  g_clear_pointer (&desk->evidence, ktg_evidence_free);
  session_fixture_tear_down (&desk->fixture, NULL);
}

/* Nothing to save before something is covered; the cover that was added has the focus. */
static void
test_keyboard (Desk *desk, gconstpointer data)
{
  GtkWidget *view = session_fixture_find (GTK_WIDGET (desk->page), KTG_TYPE_COVER_VIEW, NULL);

  g_assert_false (gtk_widget_is_sensitive (find_button (desk, "Save…")));
  g_assert_false (gtk_widget_is_sensitive (find_button (desk, "Undo")));
  press (desk, "Add a Cover");
  g_assert_true (gtk_widget_is_sensitive (find_button (desk, "Save…")));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk->window)) == gtk_widget_get_first_child (view));
  press (desk, "Remove");
  g_assert_null (gtk_widget_get_first_child (view));
  press (desk, "Undo");
  g_assert_nonnull (gtk_widget_get_first_child (view));
}

static gboolean
shows_result (gpointer user_data)
{
  GtkWidget *picture
      = session_fixture_find (GTK_WIDGET (((Desk *)user_data)->page), GTK_TYPE_PICTURE, NULL);

  return gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static void
test_result (Desk *desk, gconstpointer data)
{
  GtkWidget    *picture = session_fixture_find (GTK_WIDGET (desk->page), GTK_TYPE_PICTURE, NULL);
  GdkPaintable *result;

  press (desk, "Add a Cover");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (desk, "See the Result")), TRUE);
  g_assert_nonnull (find_button (desk, "Cover More"));
  session_fixture_wait (shows_result, desk);
  result = gtk_picture_get_paintable (GTK_PICTURE (picture));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (result), ==, 1000);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (result), ==, 500);
}

static gboolean
is_saved (gpointer user_data)
{
  return gtk_widget_is_sensitive (find_button (user_data, "Save…"));
}

static void
test_saved (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->fixture.folder, "copy.jpg", NULL);
  g_autoptr (GFile) destination = g_file_new_for_path (path);
  g_autofree char *bytes = NULL;
  gsize            n_bytes = 0;

  press (desk, "Add a Cover");
  ktg_cover_page_save_to (desk->page, destination);
  session_fixture_wait (is_saved, desk);
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  g_assert_cmpmem (bytes, 3, "\xff\xd8\xff", 3);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/covering/a-cover-is-inside-the-picture", test_inside);
  g_test_add_func ("/covering/each-change-is-taken-back", test_undo);
  g_test_add_func ("/covering/there-are-as-many-as-a-copy-has", test_most);
  g_test_add_func ("/covering/who-does-not-see-a-cover-hears-where-it-is", test_words);

#define ADD(name, function)                                                                        \
  g_test_add ("/covering/" name, Desk, NULL, desk_set_up, (function), desk_tear_down)
  ADD ("it-is-drawn-without-a-pointer", test_keyboard);
  ADD ("what-is-shown-is-the-copy-itself", test_result);
  ADD ("the-copy-is-saved-where-somebody-says", test_saved);
#undef ADD

  return g_test_run ();
}
