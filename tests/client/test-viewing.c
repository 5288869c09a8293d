/* test-viewing.c - a picture is looked at closely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-evidence-view.h"
#include "ktg-file-standing.h"
#include "ktg-film-strip.h"
#include "ktg-picture-view.h"
#include "ktg-raster-texture.h"
#include "ktg-viewer-page.h"

#include <ktg-evidence-import.h>
#include <ktg-file-copy.h>
#include <ktg-picture-maker.h>
#include <unistd.h>

static GdkTexture *
texture_new (int width, int height)
{
  g_autoptr (GBytes) pixels
      = g_bytes_new_take (g_malloc0 ((gsize)(width * height * 3)), (gsize)(width * height * 3));

  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, pixels, (gsize)width * 3);
}

/* In a room of 400 by 300. */
static KtgPictureView *
view_new (int width, int height)
{
  KtgPictureView *view = g_object_ref_sink (g_object_new (KTG_TYPE_PICTURE_VIEW, NULL));
  g_autoptr (GdkTexture) texture = texture_new (width, height);
  int minimum;

  gtk_widget_measure (GTK_WIDGET (view),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &minimum,
                      NULL,
                      NULL,
                      NULL);
  gtk_widget_allocate (GTK_WIDGET (view), 400, 300, -1, NULL);
  ktg_picture_view_show (view, texture);
  return view;
}

static void
assert_zoom (KtgPictureView *view, double expected)
{
  g_assert_cmpfloat_with_epsilon (ktg_picture_view_get_zoom (view), expected, 0.001);
}

static void
test_fit (void)
{
  g_autoptr (KtgPictureView) large = view_new (800, 400);
  g_autoptr (KtgPictureView) small = view_new (40, 30);

  assert_zoom (large, 0.5);
  assert_zoom (small, 1);
  ktg_picture_view_turn (large, 1);
  assert_zoom (large, 0.375);
  ktg_picture_view_turn (large, -2);
  assert_zoom (large, 0.375);
  ktg_picture_view_turn (large, 1);
  assert_zoom (large, 0.5);
}

static void
test_zoom (void)
{
  g_autoptr (KtgPictureView) view = view_new (800, 400);

  g_assert_false (ktg_picture_view_pan (view, 1, 0));
  ktg_picture_view_zoom (view, 2);
  assert_zoom (view, 1);
  g_assert_true (ktg_picture_view_pan (view, 1, 0));
  ktg_picture_view_zoom (view, 1000);
  assert_zoom (view, 8);
  ktg_picture_view_zoom_to (view, 1);
  assert_zoom (view, 1);
  ktg_picture_view_zoom (view, 0.001);
  assert_zoom (view, 0.5);
  g_assert_false (ktg_picture_view_pan (view, 1, 0));
}

static void
test_sharpen (void)
{
  g_autoptr (KtgPictureView) view = view_new (800, 400);
  g_autoptr (GdkTexture) sharper = texture_new (1600, 800);

  ktg_picture_view_zoom_to (view, 1);
  ktg_picture_view_sharpen (view, sharper);
  assert_zoom (view, 0.5);
  g_assert_true (ktg_picture_view_pan (view, 1, 0));
}

/* A quarter of the pixels that are in the file. */
static GdkTexture *
copy_new (void)
{
  const int       width = 800, height = 400;
  const KtgRaster raster = { .pixels = g_bytes_new_take (g_malloc0 ((gsize)(width * height * 3)),
                                                         (gsize)(width * height * 3)),
                             .width = width,
                             .height = height,
                             .row_bytes = width * 3,
                             .own_width = 4 * width,
                             .own_height = 4 * height };
  GdkTexture     *texture = ktg_raster_texture_new (&raster);

  g_bytes_unref (raster.pixels);
  return texture;
}

static void
assert_wanted (KtgPictureView *view, KtgRasterPart expected, int expected_width)
{
  KtgRasterPart part = { 0 };
  int           width = 0;

  g_assert_true (ktg_picture_view_find_part (view, &part, &width));
  g_assert_cmpint (part.x, ==, expected.x);
  g_assert_cmpint (part.y, ==, expected.y);
  g_assert_cmpint (part.width, ==, expected.width);
  g_assert_cmpint (part.height, ==, expected.height);
  g_assert_cmpint (width, ==, expected_width);
}

static void
assert_sharp (KtgPictureView *view)
{
  KtgRasterPart part;
  int           width;

  g_assert_false (ktg_picture_view_find_part (view, &part, &width));
}

/* A room of 400 by 300, and half a margin of it on each side, of a picture of 3,200 by 1,600. */
static void
test_sharp_part (void)
{
  const KtgRasterPart middle = { 1300, 575, 600, 450 };
  g_autoptr (KtgPictureView) view = view_new (800, 400);
  g_autoptr (GdkTexture) copy = copy_new ();
  g_autoptr (GdkTexture) part = texture_new (600, 450);

  ktg_picture_view_sharpen (view, copy);
  assert_zoom (view, 0.125);
  assert_sharp (view);
  ktg_picture_view_zoom_to (view, 0.25);
  assert_sharp (view);
  ktg_picture_view_zoom_to (view, 0.5);
  assert_wanted (view, (KtgRasterPart){ 1000, 350, 1200, 900 }, 600);
  ktg_picture_view_zoom_to (view, 1);
  assert_wanted (view, middle, 600);

  ktg_picture_view_show_part (view, part, &middle);
  assert_sharp (view);
  ktg_picture_view_pan (view, 0.2, 0);
  assert_sharp (view);
  ktg_picture_view_pan (view, 0.8, 0);
  assert_wanted (view, (KtgRasterPart){ 1700, 575, 600, 450 }, 600);
}

/* Turned to the right, what was below is at the left. */
static void
test_turned_part (void)
{
  g_autoptr (KtgPictureView) view = view_new (800, 400);
  g_autoptr (GdkTexture) copy = copy_new ();

  ktg_picture_view_sharpen (view, copy);
  ktg_picture_view_turn (view, 1);
  ktg_picture_view_zoom_to (view, 1);
  assert_wanted (view, (KtgRasterPart){ 1375, 500, 450, 600 }, 450);
  ktg_picture_view_pan (view, 1, 0);
  assert_wanted (view, (KtgRasterPart){ 1375, 100, 450, 600 }, 450);
  ktg_picture_view_turn (view, 1);
  ktg_picture_view_zoom_to (view, 1);
  ktg_picture_view_pan (view, 1, 0);
  assert_wanted (view, (KtgRasterPart){ 900, 575, 600, 450 }, 600);
}

static KtgEvidence *
evidence_new (const char *name, char digit)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  g_free (evidence->sha256);
  g_free (evidence->original_name);
  evidence->sha256 = g_strnfill (64, digit);
  evidence->original_name = g_strdup (name);
  evidence->media_type = g_strdup ("image/jpeg");
  evidence->taken = g_strdup ("2024-11-12T19:42:00+07:00");
  return evidence;
}

/* What the file says is said, and what follows from it. */
static void
test_page (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  KtgEvidence   *captioned = evidence_new ("b.jpg", 'b');
  KtgViewerPage *page;
  GtkWidget     *strip;

  captioned->caption = g_strdup ("He holds up two fingers.");
  g_ptr_array_add (evidence, evidence_new ("a.jpg", 'a'));
  g_ptr_array_add (evidence, captioned);
  page = g_object_ref_sink (ktg_viewer_page_new (fixture->session,
                                                 "Photo with a candidate",
                                                 "2024-11-12T19:30:00+07:00",
                                                 "Kantor Kelurahan Notoprajan",
                                                 evidence,
                                                 1));

  g_assert_cmpuint (ktg_viewer_page_get_chosen (page), ==, 1);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (page), "12 minutes after it happened"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (page), "Kantor Kelurahan Notoprajan"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (page), "bbbb bbbb bbbb bbbb"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (page), "He holds up two fingers."));
  strip = session_fixture_find (GTK_WIDGET (page), KTG_TYPE_FILM_STRIP, NULL);
  ktg_film_strip_choose (KTG_FILM_STRIP (strip), 0);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (page), "aaaa aaaa aaaa aaaa"));
  g_object_unref (page);
}

/* What was written of a picture that was filed stands below it. */
static void
test_caption (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  KtgEvidenceView *view = g_object_ref_sink (g_object_new (KTG_TYPE_EVIDENCE_VIEW, NULL));
  KtgEvidence     *captioned = evidence_new ("a.jpg", 'a');

  captioned->caption = g_strdup ("He holds up two fingers.");
  g_ptr_array_add (evidence, captioned);
  g_ptr_array_add (evidence, evidence_new ("b.jpg", 'b'));
  ktg_evidence_view_show (view, fixture->session, evidence, 0);
  g_assert_false (session_fixture_has_words (GTK_WIDGET (view), "He holds up two fingers."));
  ktg_evidence_view_say (view, "2 files", FALSE);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (view), "He holds up two fingers."));
  ktg_film_strip_choose (ktg_evidence_view_get_strip (view), 1);
  g_assert_false (session_fixture_has_words (GTK_WIDGET (view), "He holds up two fingers."));
  g_object_unref (view);
}

/* Where there is no room for both, the panel is away and lies over the picture. */
static void
test_folded (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  g_autoptr (KtgViewerPage) page = NULL;
  AdwFlap *flap;

  g_ptr_array_add (evidence, evidence_new ("a.jpg", 'a'));
  page = g_object_ref_sink (ktg_viewer_page_new (fixture->session, "A", NULL, NULL, evidence, 0));
  flap = ADW_FLAP (session_fixture_find (GTK_WIDGET (page), ADW_TYPE_FLAP, NULL));
  ktg_viewer_page_set_folded (page, TRUE);
  g_assert_false (adw_flap_get_reveal_flap (flap));
  adw_flap_set_reveal_flap (flap, TRUE);
  ktg_viewer_page_set_folded (page, TRUE);
  g_assert_true (adw_flap_get_reveal_flap (flap));
  g_assert_true (adw_flap_get_folded (flap));
  ktg_viewer_page_set_folded (page, FALSE);
  g_assert_true (adw_flap_get_reveal_flap (flap));
  g_assert_false (adw_flap_get_folded (flap));
}

typedef struct
{
  gboolean is_done, has_copy, is_unharmed;
} Copied;

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Copied *copied = user_data;
  g_autoptr (GError) error = NULL;

  copied->has_copy = ktg_file_copy_finish (result, &copied->is_unharmed, &error);
  copied->is_done = TRUE;
}

static gboolean
is_copied (gpointer user_data)
{
  return ((Copied *)user_data)->is_done;
}

static Copied
copy_to (SessionFixture *fixture, const char *sha256, const char *path)
{
  g_autoptr (GFile) destination = g_file_new_for_path (path);
  Copied copied = { FALSE };

  ktg_file_copy_async (fixture->store, sha256, destination, NULL, copied_cb, &copied);
  session_fixture_wait (is_copied, &copied);
  return copied;
}

/* Of a file that is not there, no copy is left. */
static void
test_no_file (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.jpg", NULL);
  g_autofree char *sha256 = g_strnfill (64, 'c');

  g_assert_false (copy_to (fixture, sha256, path).has_copy);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ((Answer *)user_data)->result = g_object_ref (result);
}

static gboolean
is_answered (gpointer user_data)
{
  return ((Answer *)user_data)->result != NULL;
}

static GPtrArray *
take (SessionFixture *fixture, GFile *file)
{
  g_autoptr (KtgOfferedFile) offered = ktg_offered_file_new (file);
  g_autoptr (GError) error = NULL;
  Answer     answer = { NULL };
  GPtrArray *evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  gboolean   is_truncated;

  ktg_evidence_import_async (fixture->store, offered, 0, answered_cb, &answer);
  session_fixture_wait (is_answered, &answer);
  g_ptr_array_add (evidence, ktg_evidence_import_finish (answer.result, &is_truncated, &error));
  g_assert_no_error (error);
  g_object_unref (answer.result);
  return evidence;
}

/* A document, which this program does not show. */
static GPtrArray *
take_document (SessionFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "letter.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "An invitation to a declaration.", -1, NULL));
  return take (fixture, file);
}

/* With more pixels than are decoded at once. */
static GPtrArray *
take_large_photo (SessionFixture *fixture)
{
  KtgPictureSpec spec = { .width = 3000, .height = 2000 };
  g_autoptr (GBytes) picture = ktg_picture_make (&spec);
  g_autoptr (GFile) file = ktg_picture_write (fixture->folder, "large.jpg", picture);

  return take (fixture, file);
}

static gboolean
could_be_sharper (gpointer view)
{
  KtgRasterPart part;
  int           width;

  return ktg_picture_view_find_part (view, &part, &width);
}

static gboolean
is_sharp (gpointer view)
{
  return !could_be_sharper (view);
}

static void
test_large_photo (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) evidence = take_large_photo (fixture);
  GtkWindow     *window = GTK_WINDOW (gtk_window_new ());
  KtgViewerPage *page = ktg_viewer_page_new (fixture->session, "Banner", NULL, NULL, evidence, 0);
  GtkWidget     *view;

  gtk_window_set_default_size (window, 900, 500);
  gtk_window_set_child (window, GTK_WIDGET (page));
  gtk_window_present (window);
  session_fixture_await_words (GTK_WIDGET (page), "3000 × 2000 · ");
  view = session_fixture_find (GTK_WIDGET (page), KTG_TYPE_PICTURE_VIEW, NULL);
  g_assert_true (is_sharp (view));

  ktg_picture_view_zoom_to (KTG_PICTURE_VIEW (view), 1);
  g_assert_true (could_be_sharper (view));
  session_fixture_wait (is_sharp, view);
  gtk_window_destroy (window);
}

static gboolean
says_checked (gpointer page)
{
  return session_fixture_has_words (page, "Checked: unharmed");
}

static gboolean
has_button (KtgViewerPage *page, const char *name)
{
  return gtk_widget_get_visible (session_fixture_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, name));
}

/* What was done with it is said as soon as it was done; what is not shown is opened elsewhere. */
static void
test_custody (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) evidence = take_document (fixture);
  KtgViewerPage *page = g_object_ref_sink (
      ktg_viewer_page_new (fixture->session, "A letter", NULL, NULL, evidence, 0));

  session_fixture_wait (says_checked, page);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (page), "Copied to this device"));
  g_assert_true (has_button (page, "Open With…"));
  g_assert_false (has_button (page, "Covered Copy…"));
  g_object_unref (page);
}

static void
spoil (const char *folder)
{
  g_autofree char *files = g_build_filename (folder, "profile", "files", NULL);
  g_autoptr (GDir) names = g_dir_open (files, 0, NULL);
  g_autofree char *path = g_build_filename (files, g_dir_read_name (names), NULL);
  g_autofree char *bytes = NULL;
  gsize            n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  bytes[n_bytes - 1] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n_bytes, NULL));
}

static gboolean
says_harmed (gpointer page)
{
  GtkWidget *verdict
      = session_fixture_find (page, GTK_TYPE_LABEL, "The file changed since it was signed");

  return verdict != NULL && gtk_widget_get_visible (verdict);
}

/* Where it leads nobody said. */
static void
test_to_a_link (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *mine = g_build_filename (fixture->folder, "mine", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GPtrArray) evidence = take_document (fixture);
  const KtgEvidence *document = g_ptr_array_index (evidence, 0);
  g_autofree char   *said = NULL;

  g_assert_true (g_file_set_contents (mine, "mine", 4, NULL));
  g_assert_cmpint (symlink ("mine", link), ==, 0);
  g_assert_false (copy_to (fixture, document->sha256, link).has_copy);
  g_assert_true (g_file_get_contents (mine, &said, NULL, NULL));
  g_assert_cmpstr (said, ==, "mine");
  g_assert_true (copy_to (fixture, document->sha256, mine).has_copy);
}

/* What the disk spoilt is said first, with what to do. */
static void
test_harm (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) evidence = take_document (fixture);
  KtgViewerPage *page;

  spoil (fixture->folder);
  page = g_object_ref_sink (
      ktg_viewer_page_new (fixture->session, "A letter", NULL, NULL, evidence, 0));
  session_fixture_wait (says_harmed, page);
  g_assert_false (says_checked (page));
  g_object_unref (page);
}

static KtgFileHeld *
held_new (const char *sha256, gboolean is_preview)
{
  KtgFileHeld *file = g_new0 (KtgFileHeld, 1);

  file->sha256 = (char *)sha256;
  file->is_preview = is_preview;
  file->is_here = TRUE;
  return file;
}

static void
assert_standing (const KtgReportHeld *held,
                 const KtgEvidence   *evidence,
                 KtgBadge             badge,
                 const char          *words)
{
  const char *said;

  g_assert_cmpint (ktg_file_standing_judge (held, evidence, &said), ==, badge);
  g_assert_cmpstr (said, ==, words);
}

/* From the queue to the server: first the preview, then the file. */
static void
test_standing (void)
{
  const KtgSummaryFields fields = { .id = (char *)"r", .state = KTG_STATE_QUEUED };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KtgEvidence) evidence = evidence_new ("a.jpg", 'a');
  KtgReportHeld held = { .summary = summary, .files = files };
  KtgFileHeld  *original;
  KtgFileHeld  *preview;

  evidence->preview_sha256 = g_strnfill (64, 'b');
  original = held_new (evidence->sha256, FALSE);
  preview = held_new (evidence->preview_sha256, TRUE);
  g_ptr_array_add (files, original);
  g_ptr_array_add (files, preview);

  assert_standing (&held, evidence, KTG_BADGE_WAITING, "waits to be sent");
  preview->is_received = TRUE;
  assert_standing (&held,
                   evidence,
                   KTG_BADGE_WAITING,
                   "the preview is on the server, the file waits to be sent");
  original->is_here = FALSE;
  assert_standing (&held, evidence, KTG_BADGE_PREVIEW_ONLY, "only the preview is on this device");
  original->is_here = TRUE;
  original->parked = (char *)"urn:x:no";
  assert_standing (&held, evidence, KTG_BADGE_PARKED, "could not be sent");
  original->parked = NULL;
  original->is_received = TRUE;
  assert_standing (&held, evidence, KTG_BADGE_RECEIVED, "on the server");
}

/* It waits for nothing here; and what is proven to be there is. */
static void
test_standing_elsewhere (void)
{
  const KtgSummaryFields fields = {
    .id = (char *)"r", .state = KTG_STATE_DELIVERED, .is_filed_elsewhere = TRUE, .n_files = 2
  };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KtgEvidence) evidence = evidence_new ("a.jpg", 'a');
  KtgReportHeld held = { .summary = summary, .files = files };
  KtgFileHeld  *original = held_new (evidence->sha256, FALSE);

  g_ptr_array_add (files, original);
  original->is_here = FALSE;
  assert_standing (&held, evidence, KTG_BADGE_NONE, NULL);
  original->is_here = TRUE;
  assert_standing (&held, evidence, KTG_BADGE_NONE, NULL);
  original->is_received = TRUE;
  assert_standing (&held, evidence, KTG_BADGE_RECEIVED, "on the server");
}

static void
test_part (void)
{
  g_autoptr (GArray) under_way = g_array_new (FALSE, FALSE, sizeof (KtgFileUnderWay));
  KtgFileUnderWay file = { .sha256 = "aa", .done = 25, .total = 100 };
  KtgSyncProgress progress = { .under_way = under_way };
  double          part = -1;

  g_assert_false (ktg_file_standing_find_part (&progress, "aa", &part));
  g_array_append_val (under_way, file);
  g_assert_true (ktg_file_standing_find_part (&progress, "aa", &part));
  g_assert_cmpfloat (part, ==, 0.25);
  g_assert_false (ktg_file_standing_find_part (&progress, "bb", &part));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/viewing/a-picture-fits-however-it-lies", test_fit);
  g_test_add_func ("/viewing/it-is-drawn-about-only-where-it-is-larger-than-its-room", test_zoom);
  g_test_add_func ("/viewing/a-sharper-picture-moves-nothing", test_sharpen);
  g_test_add_func ("/viewing/what-is-seen-closely-is-as-sharp-as-its-file", test_sharp_part);
  g_test_add_func ("/viewing/what-is-turned-is-sharp-where-it-is-seen", test_turned_part);
  g_test_add ("/viewing/a-large-photo-is-decoded-where-it-is-looked-at-closely",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_large_photo,
              session_fixture_tear_down);
  g_test_add_func ("/viewing/a-tile-says-how-its-file-stands", test_standing);
  g_test_add_func ("/viewing/a-file-that-another-s-device-brings-is-not-said-to-wait",
                   test_standing_elsewhere);
  g_test_add_func ("/viewing/a-tile-says-how-much-of-its-file-is-there", test_part);
  g_test_add ("/viewing/beside-it-stands-what-makes-it-evidence",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_page,
              session_fixture_tear_down);
  g_test_add ("/viewing/what-was-written-of-it-stands-below-it",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_caption,
              session_fixture_tear_down);
  g_test_add ("/viewing/where-it-is-narrow-the-panel-lies-over-the-picture",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_folded,
              session_fixture_tear_down);
  g_test_add ("/viewing/of-a-file-that-is-not-there-no-copy-is-left",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_no_file,
              session_fixture_tear_down);
  g_test_add ("/viewing/a-copy-never-goes-through-a-link",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_to_a_link,
              session_fixture_tear_down);
  g_test_add ("/viewing/what-was-done-with-it-is-said",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_custody,
              session_fixture_tear_down);
  g_test_add ("/viewing/what-the-disk-spoilt-is-said",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_harm,
              session_fixture_tear_down);

  return g_test_run ();
}
