/* page-tour.c - a window as one look has it, and its pages, each of which is judged
 *
 * With KTG_SCREENSHOTS each page is kept there as a picture, for people to look at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "page-tour.h"

#include "page-judge.h"
#include "session-fixture.h"

#include "ktg-window.h"

#include <adwaita.h>
#include <ktg-language.h>

#define SETTLED_FRAMES 12 /* what was asked for is drawn, and what it asked for in turn */

void
page_tour_open (PageTour       *self,
                GtkApplication *application,
                const PageLook *look,
                KtgSession     *session)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->look = look;
  adw_style_manager_set_color_scheme (style,
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                (int)(96 * 1024 * look->text_scale),
                "gtk-enable-animations",
                FALSE,
                NULL);
  g_assert_cmpint (adw_style_manager_get_high_contrast (style), ==, look->is_high_contrast);
  self->window = GTK_WINDOW (ktg_window_new (application));
  self->looked_at = GTK_WIDGET (self->window);
  gtk_window_set_default_size (self->window, look->width, look->height);
  ktg_window_show (KTG_WINDOW (self->window), session);
  gtk_window_present (self->window);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ((PageTour *)user_data)->n_frames++;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_settled (gpointer user_data)
{
  return ((PageTour *)user_data)->n_frames >= SETTLED_FRAMES;
}

static void
settle (PageTour *self)
{
  guint watch = gtk_widget_add_tick_callback (self->looked_at, frame_cb, self, NULL);

  self->n_frames = 0;
  session_fixture_wait (is_settled, self);
  gtk_widget_remove_tick_callback (self->looked_at, watch);
}

static void
keep_picture (PageTour *self)
{
  const char *folder = g_getenv ("KTG_SCREENSHOTS");
  GtkWidget  *widget = self->looked_at;
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
  picture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  path = g_strdup_printf ("%s/%s-%s-%s.png",
                          folder,
                          self->name,
                          self->look->name,
                          ktg_language_get ());
  gdk_texture_save_to_png (picture, path);
}

void
page_tour_look_at (PageTour *self, const char *name)
{
  self->name = name;
  settle (self);
  page_judge_look (&(const PageJudge){ self->looked_at,
                                       self->look->name,
                                       name,
                                       self->look->width,
                                       self->look->height,
                                       g_str_equal (ktg_language_get (), "en") });
  keep_picture (self);
}

void
page_tour_judge_in_sight (PageTour *self, GtkWidget *widget)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  double     y = 0;

  g_assert_true (gtk_widget_translate_coordinates (widget, page, 0, 0, NULL, &y));
  if (self->look->text_scale > 1
      || y + gtk_widget_get_height (widget) <= gtk_widget_get_height (page))
    return;

  g_test_message ("%s, %s: below what is seen: %s",
                  self->look->name,
                  self->name,
                  G_OBJECT_TYPE_NAME (widget));
  g_test_fail ();
}

GtkWidget *
page_tour_find_above (PageTour *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == self->window)
      return each->data;

  return NULL;
}

void
page_tour_look_at_above (PageTour *self, const char *name)
{
  GtkWidget *above = page_tour_find_above (self);

  g_assert_nonnull (above);
  self->looked_at = above;
  page_tour_look_at (self, name);
  self->looked_at = GTK_WIDGET (self->window);
}

void
page_tour_close_above (PageTour *self)
{
  gtk_window_destroy (GTK_WINDOW (page_tour_find_above (self)));
}
