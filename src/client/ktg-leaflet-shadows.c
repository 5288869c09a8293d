/* ktg-leaflet-shadows.c - a leaflet whose layout styles nothing anew
 *
 * At each layout libadwaita's leaflet sets the style classes of its four shadows, the same ones
 * again, and the toolkit then finds the style of all that stands after them anew. A list asks for a
 * layout at each step it is scrolled: the whole window was styled with it, every time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-leaflet-shadows.h"

static gboolean
is_page (AdwLeaflet *leaflet, GtkWidget *child)
{
  g_autoptr (GtkSelectionModel) pages = adw_leaflet_get_pages (leaflet);
  guint n_pages = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (AdwLeafletPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      if (adw_leaflet_page_get_child (page) == child)
        return TRUE;
    }

  return FALSE;
}

/**
 * ktg_leaflet_shadows_put_last:
 * @leaflet: one that has its pages
 *
 * What is drawn, and in which order, stays.
 */
void
ktg_leaflet_shadows_put_last (AdwLeaflet *leaflet)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (leaflet));
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet)); child != last;
       child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (!is_page (leaflet, child))
        gtk_widget_insert_before (child, GTK_WIDGET (leaflet), NULL);
    }
}
