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
#define SAID "ktg-said"    /* of an overlay: its toasts that only say something */
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

static const char *
get_sentence (AdwToast *toast)
{
  return gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (toast)));
}

static void
dismissed_cb (AdwToast *toast, AdwToastOverlay *overlay)
{
  g_ptr_array_remove (g_object_get_data (G_OBJECT (overlay), SAID), toast);
}

static GPtrArray *
get_said (AdwToastOverlay *overlay)
{
  GPtrArray *said = g_object_get_data (G_OBJECT (overlay), SAID);

  if (said != NULL)
    return said;

  said = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (overlay), SAID, said, (GDestroyNotify)g_ptr_array_unref);
  return said;
}

/* What stands there, or waits its turn, and says this; NULL: nothing does. */
static AdwToast *
find_said (AdwToastOverlay *overlay, const char *sentence)
{
  GPtrArray       *said = get_said (overlay);
  g_autofree char *shown = ktg_shown_text_dup (sentence);

  for (guint i = 0; i < said->len; i++)
    if (g_str_equal (get_sentence (g_ptr_array_index (said, i)), shown))
      return g_ptr_array_index (said, i);

  return NULL;
}

/**
 * ktg_toast_say:
 * @overlay: the window's
 * @sentence: what happened
 *
 * What stands there, or waits its turn, is not said a second time after it.
 */
void
ktg_toast_say (AdwToastOverlay *overlay, const char *sentence)
{
  AdwToast *toast;

  if (find_said (overlay, sentence) != NULL)
    return;

  toast = ktg_toast_new (sentence);
  adw_toast_set_timeout (toast, SAID_S);
  g_ptr_array_add (get_said (overlay), g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}

/**
 * ktg_toast_unsay:
 * @overlay: the window's
 * @sentence: what was said, perhaps
 *
 * It is true no longer, and goes before its time, whatever was said since.
 *
 * Returns: whether it still stood there
 */
gboolean
ktg_toast_unsay (AdwToastOverlay *overlay, const char *sentence)
{
  AdwToast *said = find_said (overlay, sentence);

  if (said == NULL)
    return FALSE;

  adw_toast_dismiss (said);
  return TRUE;
}
