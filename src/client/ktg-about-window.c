/* ktg-about-window.c - what this program is, and whose
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-about-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * ktg_about_window_present:
 * @parent: the window it stands before
 */
void
ktg_about_window_present (GtkWindow *parent)
{
  AdwAboutWindow *window
      = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                      "transient-for",
                      parent,
                      "application-name",
                      "Kentongan",
                      "application-icon",
                      APPLICATION_ID,
                      "version",
                      VERSION,
                      "developer-name",
                      /* Translators: who makes this program */
                      _ ("The Kentongan contributors"),
                      "license-type",
                      GTK_LICENSE_GPL_3_0,
                      "comments",
                      _ ("Reports of suspected breaches of the civil service's neutrality, written "
                         "where there is no signal and sent when there is one."),
                      NULL);

  /* Translators: a heading in About, above whose the list of regions is */
  adw_about_window_add_legal_section (window,
                                      _ ("List of regions"),
                                      "idn-area-data 3.0.0, 4.0.1 © Fityan Nugroho",
                                      GTK_LICENSE_CUSTOM,
                                      _ ("A database of its own, made available under the Open "
                                         "Database License 1.0."));
  gtk_window_present (GTK_WINDOW (window));
}
