/* test-seeing.c - the parts that pages are put together from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-deadline-pill.h"
#include "ktg-evidence-stage.h"
#include "ktg-fact-row.h"
#include "ktg-file-kind.h"
#include "ktg-film-strip.h"
#include "ktg-pair-layout.h"
#include "ktg-step-mark.h"
#include "ktg-timeline-row.h"
#include "ktg-toast.h"
#include "ktg-wrap-layout.h"

#include <string.h>

/* A box with that layout and children of that size. */
static GtkWidget *
box_new (GtkLayoutManager *layout, guint n_children, int width, int height)
{
  GtkWidget *box = g_object_ref_sink (g_object_new (ADW_TYPE_BIN, NULL));

  gtk_widget_set_layout_manager (box, layout);

  for (guint i = 0; i < n_children; i++)
    {
      GtkWidget *child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_size_request (child, width, height);
      gtk_widget_insert_before (child, box, NULL);
    }

  return box;
}

/* A bin lets go of its own child only. */
static void
free_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);

  g_object_unref (box);
}

static void
test_toast (void)
{
  const char      *sentence = "The report is in the queue. It is safe here and sends itself\u202e.";
  AdwToast        *toast = ktg_toast_new (sentence);
  GtkLabel        *title = GTK_LABEL (adw_toast_get_custom_title (toast));
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  GtkWidget       *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 480, 300);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (overlay));
  adw_toast_overlay_add_toast (overlay, toast);
  gtk_window_present (GTK_WINDOW (window));

  while (gtk_widget_get_width (GTK_WIDGET (title)) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (g_str_has_suffix (gtk_label_get_text (title), "here and sends itself[U+202E]."));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (title)));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (title)), >, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkLayoutManager *
pair_new (void)
{
  return g_object_new (KTG_TYPE_PAIR_LAYOUT,
                       "first-width",
                       300,
                       "second-width",
                       200,
                       "first-share",
                       60,
                       "column-spacing",
                       20,
                       "row-spacing",
                       10,
                       NULL);
}

static void
assert_height (GtkWidget *box, int width, int expected)
{
  int natural;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, expected);
}

static void
assert_place (GtkWidget *child, double x, double y, double width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, gtk_widget_get_parent (child), &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
  g_assert_cmpfloat (bounds.size.width, ==, width);
}

static void
test_pair (void)
{
  GtkWidget *box = box_new (pair_new (), 2, 100, 50);
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_last_child (box);

  assert_height (box, 520, 50);
  assert_height (box, 519, 110);

  gtk_widget_allocate (box, 1020, 50, -1, NULL);
  assert_place (first, 0, 0, 600);
  assert_place (second, 620, 0, 400);

  gtk_widget_allocate (box, 400, 110, -1, NULL);
  assert_place (first, 0, 0, 400);
  assert_place (second, 0, 60, 400);

  gtk_widget_set_visible (second, FALSE);
  assert_height (box, 1020, 50);
  gtk_widget_allocate (box, 1020, 50, -1, NULL);
  assert_place (first, 0, 0, 1020);
  free_box (box);
}

static void
test_wrap (void)
{
  GtkWidget *box = box_new (g_object_new (KTG_TYPE_WRAP_LAYOUT, "spacing", 10, NULL), 3, 100, 30);
  int        minimum, natural;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 320);
  assert_height (box, 320, 30);
  assert_height (box, 319, 70);
  assert_height (box, 100, 110);

  gtk_widget_allocate (box, 215, 70, -1, NULL);
  assert_place (gtk_widget_get_last_child (box), 0, 40, 100);
  free_box (box);
}

static KtgEvidence *
evidence_new (const char *media_type, const char *name, KtgOrigin origin)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  g_free (evidence->sha256);
  g_free (evidence->media_type);
  g_free (evidence->original_name);
  evidence->sha256 = g_strnfill (64, 'a');
  evidence->media_type = g_strdup (media_type);
  evidence->original_name = g_strdup (name);
  evidence->origin = origin;
  return evidence;
}

/* Whatever was said after it, of which nothing is said twice. */
static void
test_unsaid (void)
{
  GtkWidget       *window = g_object_ref_sink (gtk_window_new ());
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (overlay));
  ktg_toast_say (overlay, "It comes later.");
  ktg_toast_say (overlay, "Filed.");
  ktg_toast_say (overlay, "It comes later.");
  g_assert_true (ktg_toast_unsay (overlay, "It comes later."));
  g_assert_false (ktg_toast_unsay (overlay, "It comes later."));
  g_assert_true (ktg_toast_unsay (overlay, "Filed."));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static void
test_hidden (void)
{
  GtkWidget *row = g_object_ref_sink (ktg_fact_row_new ("Reported party", "Budi\u2067\nLurah"));
  g_autoptr (KtgEvidence) evidence
      = evidence_new ("image/jpeg", "foto\u202egpj.exe", KTG_ORIGIN_CAMERA);
  g_autofree char *taken = ktg_file_kind_dup_taken (evidence);

  g_assert_true (session_fixture_has_words (row, "Budi[U+2067]\nLurah"));
  g_assert_cmpstr (taken, ==, "foto[U+202E]gpj.exe");
  g_object_unref (row);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *media_type;
    KtgOrigin   origin;
    const char *name;
  } cases[] = {
    { "image/jpeg", KTG_ORIGIN_CAMERA, "Photo" },
    { "image/png", KTG_ORIGIN_SCREENSHOT, "Screenshot" },
    { "image/jpeg", KTG_ORIGIN_SCAN, "Scan" },
    { "application/pdf", KTG_ORIGIN_SCAN, "Scan" },
    { "application/pdf", KTG_ORIGIN_UNKNOWN, "Document" },
    { "audio/ogg", KTG_ORIGIN_UNKNOWN, "Sound" },
    { "video/mp4", KTG_ORIGIN_WHATSAPP_PHOTO, "Film" },
  };
  g_autoptr (GHashTable) icons = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgEvidence) evidence
          = evidence_new (cases[i].media_type, "name", cases[i].origin);
      KtgFileKind kind = ktg_file_kind_of (evidence);

      g_assert_cmpstr (ktg_file_kind_get_name (kind), ==, cases[i].name);
      g_hash_table_add (icons, (gpointer)ktg_file_kind_get_icon_name (kind));
    }

  g_assert_cmpuint (g_hash_table_size (icons), ==, 6);
}

/* Each sign is there: the platform's, or our own. */
static void
test_signs (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_icon_theme_add_resource_path (theme, "/id/kentongan/Kentongan/icons");

  for (guint kind = 0; kind <= KTG_FILE_KIND_FILM; kind++)
    g_assert_true (gtk_icon_theme_has_icon (theme, ktg_file_kind_get_icon_name (kind)));
}

static GPtrArray *
evidence_list_new (void)
{
  GPtrArray *evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);

  g_ptr_array_add (evidence, evidence_new ("image/jpeg", "a.jpg", KTG_ORIGIN_CAMERA));
  g_ptr_array_add (evidence, evidence_new ("audio/ogg", "b.ogg", KTG_ORIGIN_UNKNOWN));
  return evidence;
}

static void
chosen_cb (guint *chosen, guint i)
{
  *chosen = i;
}

static void
test_strip (SessionFixture *fixture, gconstpointer data)
{
  KtgFilmStrip *strip = g_object_ref_sink (g_object_new (KTG_TYPE_FILM_STRIP, NULL));
  g_autoptr (GPtrArray) evidence = evidence_list_new ();
  guint      chosen = 99;
  GtkWidget *first;

  ktg_film_strip_show (strip, fixture->session, evidence);
  g_signal_connect_swapped (strip, "chosen", G_CALLBACK (chosen_cb), &chosen);
  ktg_film_strip_set_state (strip, 0, KTG_BADGE_PARKED, 0, "parked");
  first = session_fixture_find (GTK_WIDGET (strip), GTK_TYPE_TOGGLE_BUTTON, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Photo 1 of 2, a.jpg, parked");

  ktg_film_strip_choose (strip, 1);
  g_assert_cmpuint (chosen, ==, 1);
  g_assert_cmpuint (ktg_film_strip_get_chosen (strip), ==, 1);
  ktg_film_strip_choose (strip, 2);
  g_assert_cmpuint (ktg_film_strip_get_chosen (strip), ==, 1);
  g_object_unref (strip);
}

static void
test_stage (SessionFixture *fixture, gconstpointer data)
{
  KtgEvidenceStage *stage = g_object_ref_sink (g_object_new (KTG_TYPE_EVIDENCE_STAGE, NULL));
  g_autoptr (GPtrArray) evidence = evidence_list_new ();
  guint      turned = 99;
  GtkWidget *picture;

  g_signal_connect_swapped (stage, "turned", G_CALLBACK (chosen_cb), &turned);
  ktg_evidence_stage_show (stage, fixture->session, g_ptr_array_index (evidence, 0), 0, 2);
  picture = session_fixture_find (GTK_WIDGET (stage), KTG_TYPE_PICTURE_FRAME, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (picture),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Photo 1 of 2: a.jpg");
  assert_height (picture, 600, 180);
  g_object_unref (stage);
}

static void
test_step (void)
{
  KtgTimelineStep step = {
    .mark = KTG_MARK_UNDER_WAY, .what = (char *)"Text", .when = (char *)"", .who = (char *)"waiting"
  };
  GtkWidget *row = g_object_ref_sink (ktg_timeline_row_new (&step, 2, 5));
  GtkWidget *mark = session_fixture_find (row, KTG_TYPE_STEP_MARK, NULL);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 3 of 5, under way: Text, waiting");
  g_assert_true (gtk_widget_has_css_class (mark, "waiting"));
  ktg_step_mark_show (KTG_STEP_MARK (mark), KTG_MARK_ASKS, TRUE);
  g_assert_false (gtk_widget_has_css_class (mark, "waiting"));
  g_assert_true (gtk_widget_has_css_class (mark, "asks"));
  g_object_unref (row);
}

/* What was in time is said to be met, and what was not, not in red for ever. */
static void
test_due (SessionFixture *fixture, gconstpointer data)
{
  GtkWidget       *pill = g_object_ref_sink (g_object_new (KTG_TYPE_DEADLINE_PILL, NULL));
  const KtgPack   *pack = ktg_session_get_pack (fixture->session);
  KtgReportDue     due = { .is_judged = TRUE };
  KtgMoment        now = ktg_session_now (fixture->session);
  g_autofree char *met = NULL;
  g_autofree char *late = NULL;

  g_assert_true (ktg_deadline_reckon (&due.deadline,
                                      "2024-11-05",
                                      7,
                                      KTG_DAY_KIND_CALENDAR,
                                      25200,
                                      pack->holiday_years));
  due.at_us = due.deadline.calendar.ends_us - 1;
  ktg_deadline_pill_show_due (KTG_DEADLINE_PILL (pill), &due, pack, &now);
  met = ktg_deadline_pill_dup_text (KTG_DEADLINE_PILL (pill));
  g_assert_cmpstr (met, ==, "in time · until Tue 12 Nov");
  g_assert_true (gtk_widget_has_css_class (pill, "met"));

  due.at_us = due.deadline.working.ends_us + 1;
  ktg_deadline_pill_show_due (KTG_DEADLINE_PILL (pill), &due, pack, &now);
  late = ktg_deadline_pill_dup_text (KTG_DEADLINE_PILL (pill));
  g_assert_true (g_str_has_prefix (late, "late · until "));
  g_assert_true (gtk_widget_has_css_class (pill, "past"));
  g_object_unref (pill);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/seeing/two-stand-side-by-side-where-both-fit", test_pair);
  g_test_add_func ("/seeing/chips-take-as-many-lines-as-they-need", test_wrap);
  g_test_add_func ("/seeing/what-happened-is-said-whole-where-it-is-narrow", test_toast);
  g_test_add_func ("/seeing/what-is-true-no-longer-goes-before-its-time", test_unsaid);
  g_test_add_func ("/seeing/what-turns-words-round-stands-as-its-number", test_hidden);
  g_test_add_func ("/seeing/each-kind-of-file-has-its-name-and-its-sign", test_kinds);
  g_test_add_func ("/seeing/each-sign-can-be-drawn", test_signs);
  g_test_add_func ("/seeing/a-step-says-where-it-stands", test_step);
  g_test_add ("/seeing/a-tile-says-what-it-is-and-how-it-stands",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_strip,
              session_fixture_tear_down);
  g_test_add ("/seeing/a-time-limit-that-was-met-is-said-to-be",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_due,
              session_fixture_tear_down);
  g_test_add ("/seeing/the-picture-on-the-stage-has-a-name",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_stage,
              session_fixture_tear_down);

  return g_test_run ();
}
