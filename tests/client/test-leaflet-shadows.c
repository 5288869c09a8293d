/* test-leaflet-shadows.c - a leaflet's layout styles no page anew: its shadows stand after them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-leaflet-shadows.h"

static GtkWidget *
get_child (AdwLeaflet *leaflet, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet));

  for (; child != NULL && position > 0; position--)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static void
test_pages_first (void)
{
  AdwLeaflet *leaflet = g_object_ref_sink (ADW_LEAFLET (adw_leaflet_new ()));
  GtkWidget  *shadow = get_child (leaflet, 0);
  GtkWidget  *list = gtk_label_new ("list");
  GtkWidget  *report = gtk_label_new ("report");

  adw_leaflet_append (leaflet, list);
  adw_leaflet_append (leaflet, report);
  g_assert_true (get_child (leaflet, 0) == shadow);

  ktg_leaflet_shadows_put_last (leaflet);

  g_assert_true (GTK_IS_LABEL (get_child (leaflet, 0)));
  g_assert_true (GTK_IS_LABEL (get_child (leaflet, 1)));
  g_assert_true (get_child (leaflet, 2) == shadow);
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == list);
  g_object_unref (leaflet);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/leaflet-shadows/pages-stand-before-what-is-styled-at-each-layout",
                   test_pages_first);

  return g_test_run ();
}
