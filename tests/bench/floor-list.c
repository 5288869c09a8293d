/* floor-list.c - the least a list app of this toolkit can cost: 1,000 rows and one photo
 *
 * The same toolkit, the same renderer and the same size of window as the app, and nothing of its
 * work. What the app costs is said as a multiple of this.
 *
 * Usage: floor-list PHOTO
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#define N_ROWS 1000
#define WINDOW_WIDTH 1100
#define WINDOW_HEIGHT 700
#define PHOTO_WIDTH 320
#define PHOTO_HEIGHT 240

static const char *photo_path;

static void
row_made_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
row_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *words = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (words));
}

static GtkWidget *
make_list (void)
{
  GtkStringList      *words = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *row = g_strdup_printf ("Row %u", i);

      gtk_string_list_append (words, row);
    }

  g_signal_connect (factory, "setup", G_CALLBACK (row_made_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bound_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (
                                                        G_LIST_MODEL (words))),
                                                    factory));
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static GtkWidget *
make_photo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf
      = gdk_pixbuf_new_from_file_at_scale (photo_path, PHOTO_WIDTH, PHOTO_HEIGHT, TRUE, &error);
  g_autoptr (GdkTexture) texture = NULL;
  GtkWidget *picture;

  g_assert_no_error (error);
  texture = gdk_texture_new_for_pixbuf (pixbuf);
  picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (picture, PHOTO_WIDTH, PHOTO_HEIGHT);

  return picture;
}

static void
activated_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_photo ());
  gtk_box_append (GTK_BOX (box), make_list ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_WIDTH, WINDOW_HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: floor-list PHOTO\n");
      return 2;
    }

  photo_path = argv[1];
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GDK_DISABLE", "gl", FALSE);

  application = adw_application_new ("id.kentongan.FloorList", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activated_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
