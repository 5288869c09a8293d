/* test-pages.c - every page at every size: nothing is cut off, and no name is shortened
 *
 * The reports are those of practice, on one evening for ever. With KTG_SCREENSHOTS each page is
 * kept there as a picture, for people to look at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-report-list.h"
#include "ktg-report-row.h"
#include "ktg-window.h"

#include <adwaita.h>
#include <ktg-language.h>
#include <string.h>

#define N_REPORTS 12
#define SETTLED_FRAMES 12 /* what was asked for is drawn, and what it asked for in turn */
#define BLUR_PX 1         /* a fraction that was rounded */

typedef struct
{
  GtkWindow  *window;
  const char *name; /* of the page, for people */
  guint       n_frames;
} Tour;

typedef struct
{
  const char *name;
  int         width, height;
  gboolean    is_dark;
  double      text_scale;
} Look;

static const Look looks[] = { { "1366x768", 1366, 768, FALSE, 1 },
                              { "1366x768-dark", 1366, 768, TRUE, 1 },
                              { "1024x600", 1024, 600, FALSE, 1 },
                              { "600x900", 600, 900, FALSE, 1 },
                              { "600x900-dark", 600, 900, TRUE, 1 } };

static const Look     *look;
static GtkApplication *application; /* has the style sheets */

/* --- what is wrong on a page --- */

static gboolean
is_in_row (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, KTG_TYPE_REPORT_ROW) != NULL;
}

/* What scrolls is cut off where it scrolls. */
static gboolean
can_scroll (GtkWidget *widget, GtkOrientation orientation)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkPolicyType across, down;

      if (!GTK_IS_SCROLLED_WINDOW (widget))
        continue;

      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
      if ((orientation == GTK_ORIENTATION_HORIZONTAL ? across : down) != GTK_POLICY_NEVER)
        return TRUE;
    }

  return FALSE;
}

static void
complain (Tour *tour, GtkWidget *widget, const char *what, const char *words)
{
  g_test_message ("%s, %s: %s: %s “%s”",
                  look->name,
                  tour->name,
                  what,
                  G_OBJECT_TYPE_NAME (widget),
                  words);
  g_test_fail ();
}

static const char *
get_words (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";
}

/* A row's own name says it whole to whoever does not see it; a title stands on the page again. */
static void
check_shortened (Tour *tour, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && !is_in_row (widget) && !gtk_widget_has_css_class (widget, "title")
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    complain (tour, widget, "is shortened", get_words (widget));
}

static void
check_cut (Tour *tour, GtkWidget *widget)
{
  graphene_rect_t bounds;
  float           width = gtk_widget_get_width (GTK_WIDGET (tour->window));
  float           height = gtk_widget_get_height (GTK_WIDGET (tour->window));

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (tour->window), &bounds))
    return;

  if (!can_scroll (widget, GTK_ORIENTATION_HORIZONTAL)
      && (bounds.origin.x < -BLUR_PX || bounds.origin.x + bounds.size.width > width + BLUR_PX))
    complain (tour, widget, "is cut off at the side", get_words (widget));

  if (!can_scroll (widget, GTK_ORIENTATION_VERTICAL)
      && (bounds.origin.y < -BLUR_PX || bounds.origin.y + bounds.size.height > height + BLUR_PX))
    complain (tour, widget, "is cut off below", get_words (widget));
}

static void
check_below (Tour *tour, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;

  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget))
    {
      check_shortened (tour, widget);
      check_cut (tour, widget);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_below (tour, child);
}

/* --- a page --- */

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ((Tour *)user_data)->n_frames++;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_settled (gpointer user_data)
{
  return ((Tour *)user_data)->n_frames >= SETTLED_FRAMES;
}

static void
settle (Tour *tour)
{
  guint watch = gtk_widget_add_tick_callback (GTK_WIDGET (tour->window), frame_cb, tour, NULL);

  tour->n_frames = 0;
  session_fixture_wait (is_settled, tour);
  gtk_widget_remove_tick_callback (GTK_WIDGET (tour->window), watch);
}

static void
keep_picture (Tour *tour)
{
  const char *folder = g_getenv ("KTG_SCREENSHOTS");
  GtkWidget  *widget = GTK_WIDGET (tour->window);
  int         width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) picture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;

  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  picture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (tour->window)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  path = g_strdup_printf ("%s/%s-%s-%s.png", folder, tour->name, look->name, ktg_language_get ());
  gdk_texture_save_to_png (picture, path);
}

static void
look_at (Tour *tour, const char *name)
{
  tour->name = name;
  settle (tour);
  check_below (tour, GTK_WIDGET (tour->window));
  keep_picture (tour);
}

/* --- the tour --- */

static gboolean
has_all (gpointer user_data)
{
  return g_list_model_get_n_items (ktg_store_get_summaries (user_data)) == N_REPORTS;
}

static void
open_window (Tour *tour, KtgSession *session)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style,
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                (int)(96 * 1024 * look->text_scale),
                "gtk-enable-animations",
                FALSE,
                NULL);
  tour->window = GTK_WINDOW (ktg_window_new (application, ktg_session_get_view_file (session)));
  gtk_window_set_default_size (tour->window, look->width, look->height);
  ktg_window_show (KTG_WINDOW (tour->window), session);
  gtk_window_present (tour->window);
}

static void
look_at_reports (Tour *tour, KtgStore *store)
{
  GListModel *summaries = ktg_store_get_summaries (store);
  GtkWidget  *list = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_LIST, NULL);

  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *fields = ktg_summary_get (summary);
      g_autofree char        *name
          = g_strdup_printf ("report-%02u-%s", i, ktg_state_get_name (fields->state));

      g_signal_emit_by_name (list, "opened", summary);
      look_at (tour, name);
    }
}

static void
take_the_tour (SessionFixture *fixture, gconstpointer user_data)
{
  Tour tour = { NULL };

  look = user_data;
  session_fixture_wait (has_all, fixture->store);
  open_window (&tour, fixture->session);
  look_at (&tour, "list");
  look_at_reports (&tour, fixture->store);
  gtk_widget_activate_action (GTK_WIDGET (tour.window), "win.queue", NULL);
  look_at (&tour, "queue");
  gtk_widget_activate_action (GTK_WIDGET (tour.window), "win.guide", NULL);
  look_at (&tour, "greeting");
  gtk_widget_activate_action (GTK_WIDGET (tour.window), "win.new-report", NULL);
  look_at (&tour, "editor");
  gtk_window_destroy (tour.window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ktg_language_choose (g_getenv ("PAGES_LANGUAGE"), LOCALE_FOLDER);
  application = GTK_APPLICATION (g_object_new (ADW_TYPE_APPLICATION,
                                               "application-id",
                                               "id.kentongan.Pages",
                                               "resource-base-path",
                                               "/id/kentongan/Kentongan",
                                               "flags",
                                               G_APPLICATION_NON_UNIQUE,
                                               NULL));
  g_application_register (G_APPLICATION (application), NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/client/pages/", looks[i].name, NULL);

      g_test_add (path,
                  SessionFixture,
                  &looks[i],
                  session_fixture_set_up_practice,
                  take_the_tour,
                  session_fixture_tear_down);
    }

  return g_test_run ();
}
