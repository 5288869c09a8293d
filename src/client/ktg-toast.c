/* ktg-toast.c - a sentence that stands at the foot of a window for a while
 *
 * The toolkit's own title has one line and ends in an ellipsis where the window is narrow, and what
 * is said here is that a report is safe.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-toast.h"

#include <ktg-shown-text.h>

#define SAID_S 8           /* long enough for two lines at the end of a day */
#define MAX_WIDTH_CHARS 44 /* a toast takes its natural width, however narrow the window is */

/**
 * ktg_toast_new:
 * @sentence: what happened
 *
 * Returns: (transfer full): a toast that says it whole, in as many lines as it needs
 */
AdwToast *
ktg_toast_new (const char *sentence)
{
  g_autofree char *shown = ktg_shown_text_dup (sentence);
  AdwToast        *toast = adw_toast_new (shown);
  GtkWidget       *title = gtk_label_new (shown);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), MAX_WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  adw_toast_set_custom_title (toast, title);

  return toast;
}

/**
 * ktg_toast_get_sentence:
 * @toast: as ktg_toast_new() made it
 *
 * Returns: what it says
 */
const char *
ktg_toast_get_sentence (AdwToast *toast)
{
  return gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (toast)));
}

/**
 * ktg_toast_say:
 * @overlay: the window's
 * @sentence: what happened
 *
 * Returns: (transfer none): the toast that says it
 */
AdwToast *
ktg_toast_say (AdwToastOverlay *overlay, const char *sentence)
{
  AdwToast *toast = ktg_toast_new (sentence);

  adw_toast_set_timeout (toast, SAID_S);
  adw_toast_overlay_add_toast (overlay, toast);
  return toast;
}
